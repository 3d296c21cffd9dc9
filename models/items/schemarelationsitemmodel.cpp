#include "items/schemarelationsitemmodel.h"

#include "items/modelwords.h"
#include "items/roles.h"
#include "items/schemachangewords.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// The end at `near`; at a self reference that of the source.
EndId nearEnd(const Schema &schema, RelationshipId id, ModelId near)
{
    const Relationship &relationship = schema.relationship(id);
    for (const EndId candidate : schema.endsOf(near)) {
        const End &end = schema.end(candidate);
        if (end.relationship != id
            || (schema.model(near).join && end.reference == relationship.reference && relationship.through == near))
            continue;
        const bool holdsKey = end.holdsKey();
        const bool isSource = relationship.kind == RelationshipKind::OneToOne ? holdsKey
            : relationship.isManyToMany()                                     ? end.reference == relationship.reference
                                                                              : !holdsKey;
        if (relationship.source != relationship.target || isSource)
            return candidate;
    }
    return {};
}

QString upperStart(const QString &text) { return text.left(1).toUpper() % text.mid(1); }

QString called(const QString &name)
{
    return name.isEmpty() ? QString() : SchemaRelationsItemModel::tr(", called %1").arg(name);
}

QString half(const QString &near, bool many, const QString &far, const QString &name, bool atMost)
{
    const QString words = many ? SchemaRelationsItemModel::tr("each %1 has many %2")
        : atMost               ? SchemaRelationsItemModel::tr("each %1 has at most one %2")
                               : SchemaRelationsItemModel::tr("each %1 has one %2");
    return words.arg(near, many ? modelwords::pluralName(far) : far) % called(name);
}

} // namespace

QString SchemaRelationsItemModel::sentence(const Schema &schema, RelationshipId id, ModelId near)
{
    const auto said = schemaedit::sentenceOf(schema, id);
    const QString source = schema.model(said.source).name;
    const QString target = schema.model(said.target).name;
    const bool many = said.kind != RelationshipKind::OneToOne;
    const bool manyBack = said.kind == RelationshipKind::ManyToMany;
    const bool sourceRequired = said.required && said.kind == RelationshipKind::OneToOne;
    const bool targetRequired = said.required && said.kind == RelationshipKind::OneToMany;
    QString first = half(source, many, target, said.sourceField,
                         !sourceRequired && !many && said.kind != RelationshipKind::OneToOne);
    QString second = half(target, manyBack, source, said.targetField,
                          said.kind == RelationshipKind::OneToOne || (!manyBack && !targetRequired));
    if (near == said.target && said.source != said.target)
        std::swap(first, second);
    return upperStart(first) % u"; "_s % second % u'.';
}

QString SchemaRelationsItemModel::ruleSentence(const Schema &schema, RelationshipId id)
{
    const auto said = schemaedit::sentenceOf(schema, id);
    const bool oneToOne = said.kind == RelationshipKind::OneToOne;
    const QString source = schema.model(said.source).name;
    const QString target = schema.model(said.target).name;
    if (said.kind == RelationshipKind::ManyToMany)
        return tr("Through the join model %1. Deleting either end removes only the links.").arg(said.join);
    const QString &owner = oneToOne ? target : source;
    const QString &holder = oneToOne ? source : target;
    switch (said.rule) {
    case DeleteRule::Cascade:
        return oneToOne ? tr("When the %1 is deleted, its %2 is deleted too.").arg(owner, holder)
                        : tr("When the %1 is deleted, all its %2 go too.").arg(owner, modelwords::pluralName(holder));
    case DeleteRule::Clear:
        return tr("When the %1 is deleted, the link is cleared and the %2 stays.").arg(owner, holder);
    case DeleteRule::Restrict:
        return upperStart(
            tr("%1 cannot be deleted while %2 leads to it.").arg(modelwords::anyOf(owner), modelwords::anyOf(holder)));
    case DeleteRule::SetDefault:
        return tr("When the %1 is deleted, the link takes its default and the %2 stays.").arg(owner, holder);
    }
    Q_UNREACHABLE();
}

void SchemaRelationsItemModel::show(const SchemaDraft &draft, const Schema &base, ModelId model)
{
    std::vector<SchemaRelationRow> rows;
    for (std::size_t i = 0; i < draft.schema.relationships.size(); ++i) {
        const Relationship &relationship = draft.schema.relationships[i];
        const RelationshipId id(static_cast<int>(i));
        const bool through = relationship.isManyToMany() && relationship.through == model;
        if (relationship.source != model && relationship.target != model && !through)
            continue;
        const ModelId near = through ? relationship.source : model;
        rows.push_back({id, nearEnd(draft.schema, id, near).value(), sentence(draft.schema, id, near),
                        ruleSentence(draft.schema, id), schemachangewords::ofRelationship(draft, base, id)});
    }
    const auto origin = draft.origins.modelOf(model);
    const QString what =
        origin ? QString::number(origin->value()) : QString(u"new "_s % QString::number(model.value()));
    if (what == m_shown)
        return syncRows(std::move(rows));
    m_shown = what;
    replaceRows(std::move(rows));
}

void SchemaRelationsItemModel::clear()
{
    m_shown.clear();
    replaceRows({});
}

int SchemaRelationsItemModel::rowOf(RelationshipId relationship) const
{
    for (int number = 0; number < rowCount(); ++number)
        if (row(number).relationship == relationship)
            return number;
    return -1;
}

QVariant SchemaRelationsItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SchemaRelationRow &relation = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return relation.sentence;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return QString(relation.sentence % u' ' % relation.rule
                       % (relation.change.isEmpty() ? QString() : QString(u' ' % relation.change % u'.')));
    case DetailsRole:
        return QStringList{relation.rule, relation.change};
    case EndRole:
        return QVariant::fromValue(EndId(relation.end));
    default:
        return {};
    }
}

} // namespace relata
