#pragma once

#include "data/suggestion.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace relata {

class SchemaWork;

/// Relationships that a database does not declare but that its names and data show, each with its evidence and a button
/// that adds it to the draft. Those that the draft has meanwhile are left out; where none is left it hides. GUI thread.
class SchemaSuggestions final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaSuggestions(SchemaWork &work, QWidget *parent = nullptr);

    /// Of the database as it is: their ids are those of the work's base.
    void show(std::vector<Suggestion> suggestions);

Q_SIGNALS:
    void added(relata::RelationshipId relationship);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// A suggestion in the draft's ids.
    struct Offer
    {
        ModelId from;
        FieldId field;
        ModelId to;
        std::size_t suggestion = 0;
        friend bool operator==(const Offer &, const Offer &) = default;
    };

    [[nodiscard]] std::vector<Offer> offers() const;
    void refresh();
    void fill(const std::vector<Offer> &offers);
    void add(const Offer &offer);

    SchemaWork &m_work;
    std::vector<Suggestion> m_suggestions;
    QLabel *m_words;
    QToolButton *m_more;
    QScrollArea *m_area;
    bool m_dismissed = false;
};

} // namespace relata
