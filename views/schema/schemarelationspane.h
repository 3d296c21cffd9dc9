#pragma once

#include "schema/schemaedit.h"

#include <QWidget>

class QListView;

namespace relata {

class EmptyNote;
class RelationSentence;
class SchemaRelationsItemModel;
class SchemaWork;

/// The relationships of the chosen model as sentences; the chosen one with gaps to fill. GUI thread.
class SchemaRelationsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaRelationsPane(SchemaWork &work, QWidget *parent = nullptr);

    /// From the chosen model to another one, or to itself.
    void addRelationship();
    /// One to many between two models, as the diagram asks for.
    void relate(ModelId source, ModelId target);
    void removeCurrent();
    [[nodiscard]] QString currentSentence() const; ///< empty: none is chosen
    void showRelationship(RelationshipId relationship);
    [[nodiscard]] RelationshipId current() const;
    [[nodiscard]] QListView *list() const { return m_list; }

private:
    void refresh();
    void showSentence();
    void change(schemaedit::Sentence wanted);
    void add(const schemaedit::Sentence &sentence);

    SchemaWork &m_work;
    SchemaRelationsItemModel *m_items;
    QListView *m_list;
    RelationSentence *m_sentence;
    EmptyNote *m_note; ///< in place of an empty list
};

} // namespace relata
