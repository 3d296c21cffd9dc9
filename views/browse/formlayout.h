#pragma once

#include "schema/schema.h"

#include <QWidget>

#include <vector>

class QGridLayout;

namespace relata {

class ConflictBar;
class FieldEditor;
class LinkField;
class Prompts;

/// The fields of one model as a column of labelled editors: plain fields in schema order, then relationship fields,
/// then those that Relata or the database keeps. Made anew for each model. GUI thread; the schema must outlive it.
class FormLayout final : public QWidget
{
    Q_OBJECT

public:
    struct FieldEntry
    {
        FieldId id;
        FieldEditor *editor = nullptr;
        ConflictBar *conflict = nullptr;
    };
    struct LinkEntry
    {
        EndId id;
        LinkField *field = nullptr;
    };

    FormLayout(const Schema &schema, ModelId model, Prompts *prompts, QWidget *parent);

    /// Labels stand above their fields, not beside them.
    void setNarrow(bool narrow);

    [[nodiscard]] const std::vector<FieldEntry> &fields() const { return m_fields; }
    [[nodiscard]] const std::vector<LinkEntry> &links() const { return m_links; }
    [[nodiscard]] const FieldEntry *field(FieldId id) const;
    [[nodiscard]] const LinkEntry *link(EndId id) const;
    /// The to-one end of the form that this field holds the key of, where there is one.
    [[nodiscard]] const LinkEntry *linkOf(FieldId column) const;

Q_SIGNALS:
    void guideRequested(relata::RelationshipId relationship);

private:
    void addField(FieldId id, Prompts *prompts);
    void addLink(EndId id);
    void addRow(QWidget *label, QWidget *content);
    void place(std::size_t row);

    const Schema &m_schema;
    ModelId m_model;
    std::vector<FieldEntry> m_fields;
    std::vector<LinkEntry> m_links;
    std::vector<std::pair<QWidget *, QWidget *>> m_rows; ///< label and content
    bool m_narrow = false;
    QGridLayout *m_grid;
};

} // namespace relata
