#include "schema/sdldraft.h"

#include "schema/schemarules.h"

// @manyToMany: the pair of fields, and the join model that is made for them.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

QString joinName(Draft &draft, const RelationField &first)
{
    QString wanted = first.relationName.isEmpty() ? draft.model(first.model).name % draft.model(first.target).name
                                                  : first.relationName.left(1).toUpper() % first.relationName.mid(1);
    const auto isTaken = [&draft](const QString &name) {
        return draft.models.contains(name) || draft.takenTypeNames.contains(name);
    };
    if (!isTaken(wanted))
        return wanted;
    QString name = wanted % u"Link"_s;
    for (int number = 2; isTaken(name); ++number)
        name = wanted % u"Link"_s % QString::number(number);
    draft.schema.notices.append(u"The join model of %1.%2 is called \"%3\", because \"%4\" is taken."_s.arg(
        draft.model(first.model).name, first.name, name, wanted));
    return name;
}

/// The hidden fields of a join model that hold the key of one end.
std::vector<FieldId> addEnd(Draft &draft, ModelId join, ModelId end, const QString &name)
{
    std::vector<FieldId> columns;
    const std::vector<FieldId> key = draft.model(end).key;
    for (const FieldId part : key) {
        const Field keyField = draft.model(end).field(part);
        const QString wanted = key.size() == 1 ? name : QString(name % u'_' % keyField.name);
        Field column = keyHolder(keyField, draft.freeFieldName(join, wanted));
        column.hidden = true;
        column.required = true;
        columns.push_back(draft.addField(join, column));
    }
    return columns;
}

ReferenceId addJoinReference(Draft &draft, ModelId join, ModelId end, const std::vector<FieldId> &columns,
                             const QString &name)
{
    Reference reference;
    reference.from = join;
    reference.columns = columns;
    reference.to = end;
    reference.referenced = draft.model(end).key;
    reference.rule = DeleteRule::Cascade;
    return draft.addReference(std::move(reference), name);
}

ModelId addJoinModel(Draft &draft, const QString &name)
{
    Model join;
    join.name = name;
    join.table = name;
    join.join = true;
    Field id;
    id.name = u"id"_s;
    id.column = id.name;
    id.type.scalar = ScalarType::Id;
    id.required = true;
    join.fields.push_back(std::move(id));
    join.key = {FieldId(0)};
    return draft.addModel(std::move(join));
}

std::pair<QString, QString> endNames(const Draft &draft, const RelationField &first)
{
    if (first.model == first.target)
        return {u"source"_s, u"target"_s};
    const auto lowered = [&draft](ModelId id) {
        const QString &name = draft.model(id).name;
        return QString(name.left(1).toLower() % name.mid(1));
    };
    const QStringList kept{u"id"_s, u"createdAt"_s, u"updatedAt"_s};
    const QString source = schemarules::freeName(lowered(first.model), kept);
    return {source, schemarules::freeName(lowered(first.target), kept + QStringList{source})};
}

} // namespace

void makeManyToMany(Draft &draft, RelationField &first)
{
    RelationField *second = first.partner < 0 ? nullptr : &draft.relations[static_cast<std::size_t>(first.partner)];
    const QString name = joinName(draft, first);
    const auto [sourceName, targetName] = endNames(draft, first);
    const ModelId join = addJoinModel(draft, name);
    const std::vector<FieldId> toSource = addEnd(draft, join, first.model, sourceName);
    const std::vector<FieldId> toTarget = addEnd(draft, join, first.target, targetName);

    // Unique per pair, and quick from either end.
    Index pair{u"by"_s % name, toSource, true, {}};
    pair.fields.insert(pair.fields.end(), toTarget.begin(), toTarget.end());
    Index back{u"by"_s % name % u"Target"_s, toTarget, false, {}};
    back.fields.insert(back.fields.end(), toSource.begin(), toSource.end());
    draft.model(join).indexes = {std::move(pair), std::move(back)};

    Relationship relationship;
    relationship.name = name;
    relationship.kind = RelationshipKind::ManyToMany;
    relationship.source = first.model;
    relationship.target = first.target;
    relationship.sourceField = first.name;
    relationship.sourceDirectives = first.directives;
    relationship.reference = addJoinReference(draft, join, first.model, toSource, sourceName);
    relationship.secondReference = addJoinReference(draft, join, first.target, toTarget, targetName);
    relationship.through = join;
    first.settled = true;
    if (second) {
        relationship.targetField = second->name;
        relationship.targetDirectives = second->directives;
        second->settled = true;
    }
    draft.schema.relationships.push_back(std::move(relationship));
}

} // namespace relata::sdl
