#include "views/schema/schemarelationspane.h"

#include "items/schemarelationsitemmodel.h"
#include "views/browse/emptynote.h"
#include "views/parts/type.h"
#include "views/schema/relationsentence.h"
#include "views/schema/schemarelationdelegate.h"
#include "views/schema/schemawork.h"

#include <QListView>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using schemaedit::Sentence;

SchemaRelationsPane::SchemaRelationsPane(SchemaWork &work, QWidget *parent)
    : QWidget(parent)
    , m_work(work)
    , m_items(new SchemaRelationsItemModel(this))
    , m_list(new QListView(this))
    , m_sentence(new RelationSentence(this))
    , m_note(new EmptyNote(this))
{
    m_list->setObjectName(u"schemaRelationships"_s);
    m_list->setAccessibleName(tr("Relationships"));
    m_list->setModel(m_items);
    m_list->setItemDelegate(new SchemaRelationDelegate(work, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addWidget(m_note, 1);
    column->addWidget(m_sentence);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SchemaRelationsPane::showSentence);
    connect(m_list, &QListView::activated, m_sentence, &RelationSentence::focusFirst);
    connect(m_note, &EmptyNote::pressed, this, &SchemaRelationsPane::addRelationship);
    connect(m_sentence, &RelationSentence::wanted, this, &SchemaRelationsPane::change);
    connect(&work, &SchemaWork::changed, this, &SchemaRelationsPane::refresh);
    connect(&work, &SchemaWork::chosen, this, &SchemaRelationsPane::refresh);
    refresh();
}

RelationshipId SchemaRelationsPane::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? m_items->row(index.row()).relationship : RelationshipId();
}

QString SchemaRelationsPane::currentSentence() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? m_items->row(index.row()).sentence : QString();
}

void SchemaRelationsPane::refresh()
{
    if (m_work.model().isValid())
        m_items->show(m_work.draft(), m_work.base(), m_work.model());
    else
        m_items->clear();
    if (!m_list->currentIndex().isValid() && m_items->rowCount() > 0)
        m_list->setCurrentIndex(m_items->index(0));
    const bool isAlone = m_work.model().isValid() && m_items->rowCount() == 0;
    m_list->setVisible(!isAlone);
    m_note->setVisible(isAlone);
    if (isAlone) {
        const Model &model = m_work.schema().model(m_work.model());
        m_note->say(tr("%1 has no relationships").arg(model.name),
                    tr("A relationship is a sentence with two ends: each Post has many Comments."),
                    model.isWritable() ? tr("Relate %1").arg(model.name) : QString());
    }
    showSentence();
}

void SchemaRelationsPane::showSentence()
{
    const RelationshipId id = current();
    const bool known = id.isValid() && id.index() < m_work.schema().relationships.size() && m_work.model().isValid();
    m_sentence->setVisible(known);
    if (!known)
        return;
    const Sentence said = schemaedit::sentenceOf(m_work.schema(), id);
    const bool isEnd = said.source == m_work.model() || said.target == m_work.model();
    m_sentence->show(m_work.schema(), said, isEnd ? m_work.model() : said.source);
}

void SchemaRelationsPane::addRelationship()
{
    const ModelId near = m_work.model();
    if (!near.isValid())
        return;
    // To the next model that may have one; alone, a model leads to itself.
    ModelId far = near;
    const int count = static_cast<int>(m_work.schema().models.size());
    for (int i = 1; i < count; ++i) {
        const ModelId candidate((near.value() + i) % count);
        if (m_work.schema().model(candidate).isWritable() && !m_work.schema().model(candidate).join) {
            far = candidate;
            break;
        }
    }
    add(schemaedit::proposed(m_work.schema(), RelationshipKind::OneToMany, near, far));
    m_sentence->focusFirst();
}

void SchemaRelationsPane::relate(ModelId source, ModelId target)
{
    add(schemaedit::proposed(m_work.schema(), RelationshipKind::OneToMany, source, target));
}

void SchemaRelationsPane::add(const Sentence &sentence)
{
    const QString words =
        tr("Relate %1 and %2")
            .arg(m_work.schema().model(sentence.source).name, m_work.schema().model(sentence.target).name);
    RelationshipId added;
    const bool done = m_work.edit(words, [&](SchemaDraft &draft) -> Done {
        const auto result = schemaedit::addRelationship(draft, sentence);
        if (!result)
            return tl::unexpected(result.error());
        added = *result;
        return {};
    });
    if (!done)
        return;
    if (m_work.model() != sentence.source && m_work.model() != sentence.target)
        m_work.choose(sentence.source);
    showRelationship(added);
}

void SchemaRelationsPane::removeCurrent()
{
    const RelationshipId id = current();
    if (!id.isValid())
        return;
    const Sentence said = schemaedit::sentenceOf(m_work.schema(), id);
    m_work.edit(tr("Remove the relationship of %1 and %2")
                    .arg(m_work.schema().model(said.source).name, m_work.schema().model(said.target).name),
                [id](SchemaDraft &draft) { return schemaedit::removeRelationship(draft, id); });
}

void SchemaRelationsPane::showRelationship(RelationshipId relationship)
{
    const int row = m_items->rowOf(relationship);
    if (row < 0)
        return;
    m_list->setFocus(Qt::OtherFocusReason);
    m_list->setCurrentIndex(m_items->index(row));
    m_list->scrollTo(m_list->currentIndex());
}

void SchemaRelationsPane::change(Sentence wanted)
{
    const RelationshipId id = current();
    if (!id.isValid())
        return;
    const Schema &schema = m_work.schema();
    const Sentence now = schemaedit::sentenceOf(schema, id);
    const bool otherKind = wanted.kind != now.kind || wanted.source != now.source || wanted.target != now.target;
    if (otherKind) {
        // Names that were only proposed for what it was are proposed anew for what it becomes.
        SchemaDraft without = m_work.draft();
        if (!schemaedit::removeRelationship(without, id))
            return;
        const auto source = without.schema.modelNamed(schema.model(wanted.source).name);
        const auto target = without.schema.modelNamed(schema.model(wanted.target).name);
        const auto formerSource = without.schema.modelNamed(schema.model(now.source).name);
        const auto formerTarget = without.schema.modelNamed(schema.model(now.target).name);
        if (source && target && formerSource && formerTarget) {
            const Sentence before = schemaedit::proposed(without.schema, now.kind, *formerSource, *formerTarget);
            const Sentence fresh = schemaedit::proposed(without.schema, wanted.kind, *source, *target);
            const auto propose = [&](QString &name, const QString &proposal) {
                if (name.isEmpty() || name == before.sourceField || name == before.targetField)
                    name = proposal;
            };
            propose(wanted.sourceField, fresh.sourceField);
            propose(wanted.targetField, fresh.targetField);
            if (wanted.kind == RelationshipKind::ManyToMany && (wanted.join.isEmpty() || wanted.join == before.join))
                wanted.join = fresh.join;
        }
    }
    m_work.edit(
        tr("Change the relationship of %1 and %2").arg(schema.model(now.source).name, schema.model(now.target).name),
        [id, wanted](SchemaDraft &draft) -> Done {
            const auto done = schemaedit::changeRelationship(draft, id, wanted);
            return done ? Done() : tl::unexpected(done.error());
        });
}

} // namespace relata
