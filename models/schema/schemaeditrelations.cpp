#include "schema/schemaeditparts.h"

#include "schema/schemarules.h"
#include "schema/sdlfields.h"
#include "schema/sdltext.h"

#include <algorithm>

// Edits of relationships. What is new is stored by the code that reads SDL, so that both come to the same.
namespace relata::schemaedit {
using namespace Qt::StringLiterals;
namespace {

using RelationKind = sdl::RelationField::Kind;

sdl::RelationField relationField(RelationKind kind, ModelId model, ModelId target, const QString &name)
{
    sdl::RelationField field;
    field.kind = kind;
    field.model = model;
    field.target = target;
    field.name = name;
    return field;
}

/// The fields that an SDL text would declare for it. `over`: plain fields that hold its key; empty: it has none yet.
std::vector<sdl::RelationField> relationFields(const Sentence &wanted, const QStringList &over)
{
    const auto near = [&](RelationKind kind) {
        return relationField(kind, wanted.source, wanted.target, wanted.sourceField);
    };
    const auto far = [&](RelationKind kind) {
        return relationField(kind, wanted.target, wanted.source, wanted.targetField);
    };
    std::vector<sdl::RelationField> fields;
    switch (wanted.kind) {
    case RelationshipKind::OneToOne:
        fields.push_back(near(RelationKind::HasOne));
        fields.back().required = wanted.required;
        if (!wanted.targetField.isEmpty())
            fields.push_back(far(RelationKind::BelongsTo));
        break;
    case RelationshipKind::OneToMany:
        if (!wanted.sourceField.isEmpty())
            fields.push_back(near(RelationKind::HasMany));
        if (!wanted.targetField.isEmpty())
            fields.push_back(far(RelationKind::BelongsTo));
        fields.back().required = wanted.required;
        break;
    case RelationshipKind::ManyToMany:
        fields.push_back(near(RelationKind::ManyToMany));
        fields.back().relationName = wanted.join;
        if (!wanted.targetField.isEmpty())
            fields.push_back(far(RelationKind::ManyToMany));
        break;
    }
    if (!over.isEmpty() && fields.back().kind == RelationKind::HasMany)
        fields.back().references = over;
    else
        (wanted.kind == RelationshipKind::OneToOne ? fields.front() : fields.back()).fields = over;
    fields.front().rule = wanted.rule;
    if (fields.size() == 2) {
        fields.front().partner = 1;
        fields.back().partner = 0;
    }
    return fields;
}

void makeRequired(SchemaSurgery &surgery, ReferenceId id, bool required)
{
    const Reference &held = surgery.schema().reference(id);
    for (const FieldId column : held.columns)
        if (!surgery.model(held.from).isKey(column))
            surgery.field(held.from, column).required = required;
}

/// Adds it as the last one.
Done make(SchemaSurgery &surgery, const Sentence &wanted, const QStringList &over = {})
{
    sdl::Draft draft = sdl::draftFrom(surgery.schema(), surgery.keyEndNames());
    const QStringList notices = draft.schema.notices;
    draft.relations = relationFields(wanted, over);
    if (Done made = sdl::makeRelationships(draft); !made)
        return refusal(made.error().message);
    draft.schema.notices = notices;
    const std::size_t modelsBefore = surgery.schema().models.size();
    if (draft.schema.models.size() > modelsBefore)
        sdl::keepTimes(draft, ModelId(static_cast<int>(modelsBefore)), nullptr);

    std::vector<std::size_t> fieldsBefore;
    for (const Model &model : surgery.schema().models)
        fieldsBefore.push_back(model.fields.size());
    surgery.extendTo(std::move(draft.schema), std::move(draft.keyEndNames));
    for (std::size_t i = 0; i < modelsBefore; ++i)
        if (surgery.schema().models[i].fields.size() > fieldsBefore[i])
            surgery.moveBeforeTimes(ModelId(static_cast<int>(i)), fieldsBefore[i]);
    if (wanted.kind != RelationshipKind::ManyToMany)
        makeRequired(surgery, surgery.schema().relationships.back().reference, wanted.required);
    return {};
}

ModelId holderOf(const Sentence &sentence)
{
    return sentence.kind == RelationshipKind::OneToOne ? sentence.source : sentence.target;
}

const QString &keyName(const Sentence &sentence)
{
    return sentence.kind == RelationshipKind::OneToOne ? sentence.sourceField : sentence.targetField;
}

/// "Post.author", as the SDL reader names it.
QString madeUpName(const Schema &schema, const Relationship &relationship)
{
    if (relationship.isManyToMany())
        return schema.model(relationship.through).name;
    return relationship.sourceField.isEmpty()
        ? QString(schema.model(relationship.target).name % u'.' % relationship.targetField)
        : QString(schema.model(relationship.source).name % u'.' % relationship.sourceField);
}

Done checkEnds(const Schema &schema, const Sentence &wanted, const Sentence *present)
{
    const bool nameless = wanted.kind == RelationshipKind::OneToMany
        ? wanted.sourceField.isEmpty() && wanted.targetField.isEmpty()
        : wanted.sourceField.isEmpty();
    const bool wasNameless = present && present->kind == wanted.kind && present->sourceField == wanted.sourceField
        && present->targetField == wanted.targetField;
    if (nameless && !wasNameless)
        return refusal(u"%1 needs a name for what it leads to."_s.arg(schema.model(wanted.source).name));
    if (wanted.source == wanted.target && !wanted.sourceField.isEmpty() && wanted.sourceField == wanted.targetField)
        return refusal(u"Both ends are at %1, so they need different names."_s.arg(schema.model(wanted.source).name));
    return {};
}

Done checkName(const Schema &schema, ModelId model, const QString &name, const QStringList &own)
{
    if (name.isEmpty() || own.contains(name))
        return {};
    return checkFieldName(schema, model, name);
}

Done checkModels(const Schema &schema, const Sentence &wanted)
{
    for (const ModelId model : {wanted.source, wanted.target})
        if (!schema.model(model).isWritable())
            return refusal(u"%1 cannot have relationships: it %2."_s.arg(
                schema.model(model).name, schema.model(model).view ? u"is a view"_s : u"has no key"_s));
    return {};
}

/// `ownColumn`: the field that holds its key, after which the key's end may be called.
Done checkSentence(const Schema &schema, const Sentence &wanted, const Sentence *present, const QString &ownColumn)
{
    if (Done fits = checkModels(schema, wanted); !fits)
        return fits;
    if (Done fits = checkEnds(schema, wanted, present); !fits)
        return fits;
    const auto ownNames = [present](ModelId model) {
        QStringList names;
        if (present && present->source == model)
            names.append(present->sourceField);
        if (present && present->target == model)
            names.append(present->targetField);
        return names;
    };
    const bool keyAtSource = wanted.kind == RelationshipKind::OneToOne;
    QStringList sourceNames = ownNames(wanted.source);
    QStringList targetNames = ownNames(wanted.target);
    (keyAtSource ? sourceNames : targetNames).append(ownColumn);
    if (Done fits = checkName(schema, wanted.source, wanted.sourceField, sourceNames); !fits)
        return fits;
    if (Done fits = checkName(schema, wanted.target, wanted.targetField, targetNames); !fits)
        return fits;
    const bool newJoin = wanted.kind == RelationshipKind::ManyToMany && !wanted.join.isEmpty()
        && !(present && present->kind == wanted.kind && present->join == wanted.join);
    if (newJoin)
        return checkTypeName(schema, wanted.join);
    return {};
}

/// A plain field may hold the key of the owner: it is alone in it, and nobody else's key.
Done checkHolder(const Schema &schema, const Sentence &wanted, FieldId id)
{
    const ModelId holder = holderOf(wanted);
    const Model &owner = schema.model(holder == wanted.source ? wanted.target : wanted.source);
    const Field &field = schema.field(holder, id);
    const QString name = schema.model(holder).name % u'.' % field.name;
    if (owner.key.size() != 1)
        return refusal(u"%1 has a key of several fields, and %2 is only one."_s.arg(owner.name, name));
    if (field.type.list)
        return refusal(u"%1 is a list. Only a field with one value can lead to %2."_s.arg(name, owner.name));
    for (const Reference &reference : schema.references)
        if (reference.from == holder && std::ranges::find(reference.columns, id) != reference.columns.end())
            return refusal(u"%1 already leads to %2. Remove that relationship first."_s.arg(
                name, schema.model(reference.to).name));
    return {};
}

/// "author_id" and "AuthorId" hold the key of an author; empty: the name says nothing.
QString withoutKeyEnding(const QString &name)
{
    const bool worded = name.endsWith(u"_id", Qt::CaseInsensitive);
    const bool joined = name.endsWith(u"Id") || name.endsWith(u"ID");
    return worded ? loweredStart(name.chopped(3)) : joined ? loweredStart(name.chopped(2)) : QString();
}

/// 1:1 and 1:N whose key stays at the same model: between them nothing moves.
bool keepsStorage(const Schema &schema, const Relationship &relationship, const Sentence &wanted)
{
    const bool joined = wanted.kind == RelationshipKind::ManyToMany;
    if (relationship.isManyToMany() != joined)
        return false;
    if (joined)
        return (relationship.source == wanted.source && relationship.target == wanted.target)
            || (relationship.source == wanted.target && relationship.target == wanted.source);
    const Reference &held = schema.reference(relationship.reference);
    const ModelId owner = holderOf(wanted) == wanted.source ? wanted.target : wanted.source;
    return held.from == holderOf(wanted) && held.to == owner
        && (relationship.source != relationship.target || relationship.kind == wanted.kind);
}

/// The one field that holds its key and that a person sees.
QString ownColumn(const Schema &schema, RelationshipId id)
{
    const Relationship &relationship = schema.relationship(id);
    const Reference &held = schema.reference(relationship.reference);
    const Field &column = schema.field(held.from, held.columns.front());
    return relationship.isManyToMany() || held.columns.size() > 1 || column.hidden ? QString() : column.name;
}

/// With what SDL says beside the names, which are given anew.
void swapEnds(Relationship &relationship)
{
    std::swap(relationship.source, relationship.target);
    std::swap(relationship.sourceDirectives, relationship.targetDirectives);
    std::swap(relationship.sourceDescription, relationship.targetDescription);
    std::swap(relationship.sourceArguments, relationship.targetArguments);
}

/// So many of the holder may lead to one now: what kept them apart goes.
void dropUnique(SchemaSurgery &surgery, const Reference &held)
{
    if (held.columns.size() == 1)
        surgery.field(held.from, held.columns.front()).unique = false;
    auto &indexes = surgery.model(held.from).indexes;
    indexes.erase(std::remove_if(indexes.begin(), indexes.end(),
                                 [&held](const Index &index) { return index.unique && index.fields == held.columns; }),
                  indexes.end());
}

Done changeKind(SchemaSurgery &surgery, Relationship &relationship, const Sentence &wanted)
{
    if (relationship.kind == wanted.kind)
        return {};
    Reference &held = surgery.schema().references[relationship.reference.index()];
    if (wanted.kind == RelationshipKind::OneToMany) {
        if (surgery.model(held.from).key == held.columns)
            return refusal(
                u"%1 has no key but this link, so it can have only one."_s.arg(surgery.model(held.from).name));
        dropUnique(surgery, held);
    }
    held.unique = wanted.kind == RelationshipKind::OneToOne;
    relationship.kind = wanted.kind;
    swapEnds(relationship);
    return {};
}

/// In a database of others an end is called like the column that holds its key: they stay one.
void renameNamesake(SchemaSurgery &surgery, Relationship &relationship, const QString &before, const QString &name)
{
    const Reference &held = surgery.schema().reference(relationship.reference);
    Field &column = surgery.field(held.from, held.columns.front());
    if (held.columns.size() > 1 || column.hidden || column.name != before || name.isEmpty())
        return;
    renameField(column, name);
    const QString holder = surgery.model(held.from).name;
    if (relationship.name == QString(holder % u'.' % before))
        relationship.name = holder % u'.' % name;
}

/// Names both ends and the fields between them.
void nameEnds(SchemaSurgery &surgery, RelationshipId id, const Sentence &wanted, bool wasMadeUp)
{
    Relationship &relationship = surgery.schema().relationships[id.index()];
    const ReferenceId reference = relationship.reference;
    const Reference &held = surgery.schema().reference(reference);
    const QString before = surgery.keyEndNames()[reference.index()];
    const QString &wantedKey = keyName(wanted);
    const bool sourceRenamed = relationship.sourceField != wanted.sourceField;
    relationship.sourceField = wanted.sourceField;
    relationship.targetField = wanted.targetField;
    if (wasMadeUp && !wantedKey.isEmpty())
        for (const FieldId column : held.columns)
            surgery.field(held.from, column).hidden = true;
    const bool hidden = surgery.field(held.from, held.columns.front()).hidden;
    if (hidden && wantedKey.isEmpty()) {
        for (const FieldId column : held.columns)
            surgery.field(held.from, column).hidden = false;
        surgery.keyEndNames()[reference.index()].clear();
        renameMadeUpKey(surgery, relationship);
    } else if (wasMadeUp && wantedKey.isEmpty()) {
        if (sourceRenamed)
            renameMadeUpKey(surgery, relationship);
    } else if (wantedKey != before) {
        renameKeyEnd(surgery, reference, wantedKey);
        renameNamesake(surgery, relationship, before, wantedKey);
    }
}

void changeJoin(SchemaSurgery &surgery, RelationshipId id, const Sentence &wanted)
{
    Relationship &relationship = surgery.schema().relationships[id.index()];
    if (relationship.source != wanted.source) {
        swapEnds(relationship);
        std::swap(relationship.reference, relationship.secondReference);
    }
    relationship.sourceField = wanted.sourceField;
    relationship.targetField = wanted.targetField;
    if (!wanted.join.isEmpty() && wanted.join != surgery.model(relationship.through).name)
        renameTable(surgery, relationship.through, wanted.join);
}

Done changeInPlace(SchemaSurgery &surgery, RelationshipId id, const Sentence &wanted, const Sentence &present)
{
    Relationship &relationship = surgery.schema().relationships[id.index()];
    const bool namedByRule = relationship.name == madeUpName(surgery.schema(), relationship);
    if (relationship.isManyToMany()) {
        changeJoin(surgery, id, wanted);
    } else {
        const bool wasMadeUp = sdl::hasMadeUpKey(surgery.schema(), relationship);
        if (Done changed = changeKind(surgery, relationship, wanted); !changed)
            return changed;
        nameEnds(surgery, id, wanted, wasMadeUp);
        Reference &held = surgery.schema().references[relationship.reference.index()];
        if (held.rule != wanted.rule) {
            held.rule = wanted.rule;
            held.immediate = false;
        }
        if (wanted.required != present.required)
            makeRequired(surgery, relationship.reference, wanted.required);
    }
    if (namedByRule)
        relationship.name = madeUpName(surgery.schema(), relationship);
    return {};
}

/// Everything about its storage is another: the former goes, a new one stands in its place.
Done remake(SchemaSurgery &surgery, RelationshipId id, Sentence wanted)
{
    const QString source = surgery.model(wanted.source).name;
    const QString target = surgery.model(wanted.target).name;
    const std::optional<RelationshipId> origin = surgery.origins().relationships[id.index()];
    const std::size_t before = surgery.schema().relationships.size();
    removeWithStorage(surgery, id, Namesake::Goes);
    const auto sourceNow = surgery.schema().modelNamed(source);
    const auto targetNow = surgery.schema().modelNamed(target);
    if (!sourceNow || !targetNow)
        return refusal(u"The join model itself cannot be an end of the relationship that it makes."_s);
    if (surgery.schema().relationships.size() + 1 != before)
        return refusal(u"The join model has relationships of its own. Remove them first."_s);
    wanted.source = *sourceNow;
    wanted.target = *targetNow;
    if (Done made = make(surgery, wanted); !made)
        return made;
    surgery.origins().relationships.back() = origin;
    surgery.moveLastRelationshipTo(id);
    return {};
}

} // namespace

Sentence sentenceOf(const Schema &schema, RelationshipId id)
{
    const Relationship &relationship = schema.relationship(id);
    Sentence sentence;
    sentence.kind = relationship.kind;
    sentence.source = relationship.source;
    sentence.target = relationship.target;
    sentence.sourceField = relationship.sourceField;
    sentence.targetField = relationship.targetField;
    sentence.rule = schema.reference(relationship.reference).rule;
    if (relationship.isManyToMany())
        sentence.join = schema.model(relationship.through).name;
    else
        sentence.required = schema.isRequired(relationship.reference);
    return sentence;
}

Sentence proposed(const Schema &schema, RelationshipKind kind, ModelId source, ModelId target)
{
    const bool many = kind != RelationshipKind::OneToOne;
    const bool manyBack = kind == RelationshipKind::ManyToMany;
    const auto named = [&schema](ModelId model, bool plural) {
        const QString &name = schema.model(model).name;
        return plural ? schemarules::pluralFieldName(name) : schemarules::singularFieldName(name);
    };
    Sentence sentence;
    sentence.kind = kind;
    sentence.source = source;
    sentence.target = target;
    sentence.rule = kind == RelationshipKind::OneToOne ? DeleteRule::Clear : DeleteRule::Cascade;
    sentence.sourceField = schemarules::freeName(named(target, many), takenNames(schema, source));
    QStringList taken = takenNames(schema, target);
    if (source == target)
        taken.append(sentence.sourceField);
    sentence.targetField = schemarules::freeName(named(source, manyBack), taken);
    if (manyBack) {
        QStringList names;
        for (const Model &model : schema.models)
            names.append(model.name);
        for (const EnumType &type : schema.enums)
            names.append(type.name);
        for (const ObjectType &type : schema.types)
            names.append(type.name);
        sentence.join = schemarules::freeName(schema.model(source).name % schema.model(target).name, names);
    }
    return sentence;
}

Result<RelationshipId> addRelationship(SchemaDraft &draft, const Sentence &sentence)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Result<RelationshipId> {
        if (Done fits = checkSentence(surgery.schema(), sentence, nullptr, {}); !fits)
            return tl::unexpected(fits.error());
        if (Done made = make(surgery, sentence); !made)
            return tl::unexpected(made.error());
        return RelationshipId(static_cast<int>(surgery.schema().relationships.size() - 1));
    });
}

Sentence proposedOver(const Schema &schema, ModelId from, FieldId field, ModelId to)
{
    const Field &holder = schema.field(from, field);
    const bool single = holder.unique || schema.model(from).key == std::vector<FieldId>{field};
    Sentence sentence = single ? proposed(schema, RelationshipKind::OneToOne, from, to)
                               : proposed(schema, RelationshipKind::OneToMany, to, from);
    sentence.rule = DeleteRule::Restrict;
    sentence.required = holder.required;
    const QString told = withoutKeyEnding(holder.name);
    if (told.isEmpty())
        return sentence;
    QStringList taken = takenNames(schema, from);
    QString &keyEnd = single ? sentence.sourceField : sentence.targetField;
    if (from == to)
        taken.append(single ? sentence.targetField : sentence.sourceField);
    keyEnd = schemarules::freeName(told, taken);
    return sentence;
}

Result<RelationshipId> addRelationshipOver(SchemaDraft &draft, const Sentence &sentence, FieldId field)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Result<RelationshipId> {
        if (sentence.kind == RelationshipKind::ManyToMany)
            return refusal(u"A plain field cannot hold links of many to many. They need a join model."_s);
        if (Done fits = checkSentence(surgery.schema(), sentence, nullptr, {}); !fits)
            return tl::unexpected(fits.error());
        if (Done fits = checkHolder(surgery.schema(), sentence, field); !fits)
            return tl::unexpected(fits.error());
        const Field &holder = surgery.schema().field(holderOf(sentence), field);
        Sentence wanted = sentence;
        wanted.required = holder.required;
        if (Done made = make(surgery, wanted, {holder.name}); !made)
            return tl::unexpected(made.error());
        return RelationshipId(static_cast<int>(surgery.schema().relationships.size() - 1));
    });
}

Result<RelationshipId> changeRelationship(SchemaDraft &draft, RelationshipId id, const Sentence &sentence)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Result<RelationshipId> {
        const Sentence present = sentenceOf(surgery.schema(), id);
        const bool inPlace = keepsStorage(surgery.schema(), surgery.schema().relationship(id), sentence);
        const QString column = inPlace ? ownColumn(surgery.schema(), id) : QString();
        if (Done fits = checkSentence(surgery.schema(), sentence, &present, column); !fits)
            return tl::unexpected(fits.error());
        Done changed = inPlace ? changeInPlace(surgery, id, sentence, present) : remake(surgery, id, sentence);
        if (!changed)
            return tl::unexpected(changed.error());
        return id;
    });
}

Done removeRelationship(SchemaDraft &draft, RelationshipId id)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        removeWithStorage(surgery, id);
        return {};
    });
}

} // namespace relata::schemaedit
