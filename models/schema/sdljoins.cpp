#include "schema/sdldraft.h"

#include "schema/schemarules.h"

#include <tuple>

// @manyToMany: the pair of fields, and the join model that is made for them.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

QString joinName(Draft &draft, const RelationField &first)
{
    QString wanted = first.relationName.isEmpty() ? draft.model(first.model).name % draft.model(first.target).name
                                                  : first.relationName.left(1).toUpper() % first.relationName.mid(1);
    const auto isTaken = [&draft](const QString &name) {
        return draft.modelNames.contains(name) || draft.takenTypeNames.contains(name);
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
    return draft.addModel(std::move(join), name);
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

/// One side of a join model, before its reference is made.
struct JoinEnd
{
    ModelId model;
    QString name;
    std::vector<FieldId> columns;
    std::vector<FieldId> referenced;
};

/// The join model that CONTRACT 2 describes, with both its sides.
ModelId makeJoin(Draft &draft, const RelationField &first, JoinEnd &source, JoinEnd &target)
{
    const QString name = joinName(draft, first);
    const ModelId join = addJoinModel(draft, name);
    std::tie(source.name, target.name) = endNames(draft, first);
    source.columns = addEnd(draft, join, source.model, source.name);
    target.columns = addEnd(draft, join, target.model, target.name);

    // Unique per pair, and quick from either end.
    Index pair{u"by"_s % name, source.columns, true, {}};
    pair.fields.insert(pair.fields.end(), target.columns.begin(), target.columns.end());
    Index back{u"by"_s % name % u"Target"_s, target.columns, false, {}};
    back.fields.insert(back.fields.end(), source.columns.begin(), source.columns.end());
    draft.model(join).indexes = {std::move(pair), std::move(back)};
    return join;
}

/// One side of a declared join model. Fields that it does not declare are made, hidden.
Done findEnd(Draft &draft, const RelationField &field, ModelId join, const QStringList &names, const QString &endName,
             JoinEnd &end)
{
    if (static_cast<std::size_t>(names.size()) != end.referenced.size())
        return errorAt(draft.text, field.offset,
                       u"expected as many fields of %1 as there are key fields of %2"_s.arg(
                           draft.model(join).name, draft.model(end.model).name));
    for (std::size_t i = 0; i < end.referenced.size(); ++i) {
        const QString &name = names[static_cast<qsizetype>(i)];
        if (const auto declared = draft.fieldNamed(join, name)) {
            end.columns.push_back(*declared);
            continue;
        }
        const Field keyField = draft.model(end.model).field(end.referenced[i]);
        Field column = keyHolder(keyField, draft.freeFieldName(join, name));
        column.hidden = true;
        column.required = true;
        end.columns.push_back(draft.addField(join, column));
    }
    end.name = endName.isEmpty() && names.size() == 1 ? draft.model(join).field(end.columns.front()).name : endName;
    return {};
}

/// Where the keys of a declared join model lead to something else than the keys of its ends.
Done referTo(const Draft &draft, const RelationField &field, JoinEnd &source, JoinEnd &target)
{
    const auto take = [&](const QStringList &names, JoinEnd &end) -> Done {
        if (names.isEmpty())
            return {};
        end.referenced.clear();
        for (const QString &name : names) {
            const auto id = draft.fieldNamed(end.model, name);
            if (!id)
                return errorAt(
                    draft.text, field.offset,
                    u"expected a field of %1, but it has no field \"%2\""_s.arg(draft.model(end.model).name, name));
            end.referenced.push_back(*id);
        }
        return {};
    };
    return take(field.own.to, source).and_then([&] { return take(field.own.targetTo, target); });
}

ReferenceId addJoinReference(Draft &draft, ModelId join, const JoinEnd &end, std::optional<DeleteRule> rule,
                             bool immediate)
{
    Reference reference;
    reference.from = join;
    reference.columns = end.columns;
    reference.to = end.model;
    reference.referenced = end.referenced;
    reference.rule = rule.value_or(DeleteRule::Cascade);
    reference.immediate = immediate;
    return draft.addReference(std::move(reference), end.name);
}

} // namespace

Done makeManyToMany(Draft &draft, RelationField &first)
{
    RelationField *second = first.partner < 0 ? nullptr : &draft.relations[static_cast<std::size_t>(first.partner)];
    JoinEnd source{first.model, {}, {}, draft.model(first.model).key};
    JoinEnd target{first.target, {}, {}, draft.model(first.target).key};
    ModelId join;
    if (first.own.through.isEmpty()) {
        join = makeJoin(draft, first, source, target);
    } else {
        const auto declared = draft.models.constFind(first.own.through);
        if (declared == draft.models.constEnd())
            return errorAt(draft.text, first.offset,
                           u"expected a model for \"through\", but \"%1\" is none"_s.arg(first.own.through));
        join = *declared;
        if (auto found = referTo(draft, first, source, target); !found)
            return found;
        if (auto done = findEnd(draft, first, join, first.own.source, first.own.ends.value(0), source); !done)
            return done;
        if (auto done = findEnd(draft, first, join, first.own.target, first.own.ends.value(1), target); !done)
            return done;
        draft.model(join).join = true;
    }

    Relationship relationship;
    relationship.name = first.own.name.isEmpty() ? draft.model(join).name : first.own.name;
    relationship.kind = RelationshipKind::ManyToMany;
    relationship.source = first.model;
    relationship.target = first.target;
    relationship.sourceField = first.name;
    relationship.sourceDirectives = first.directives;
    relationship.sourceDescription = first.description;
    relationship.sourceArguments = first.arguments;
    relationship.reference = addJoinReference(draft, join, source, first.rule, first.own.immediate);
    // Without another end, what is to be said of its key stands at this one.
    relationship.secondReference = second
        ? addJoinReference(draft, join, target, second->rule, second->own.immediate)
        : addJoinReference(draft, join, target, first.own.targetOnDelete, first.own.targetImmediate);
    relationship.through = join;
    first.settled = true;
    if (second) {
        relationship.targetField = second->name;
        relationship.targetDirectives = second->directives;
        relationship.targetDescription = second->description;
        relationship.targetArguments = second->arguments;
        second->settled = true;
    }
    draft.schema.relationships.push_back(std::move(relationship));
    return {};
}

} // namespace relata::sdl
