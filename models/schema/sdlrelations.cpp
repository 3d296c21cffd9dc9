#include "schema/sdldraft.h"

#include <algorithm>

// Paired relation fields become references with their columns, and relationships (CONTRACT 2 and 3).
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

using RelationKind = RelationField::Kind;

Result<std::vector<FieldId>> fieldsNamed(const Draft &draft, const RelationField &field, ModelId model,
                                         const QStringList &names)
{
    std::vector<FieldId> result;
    for (const QString &name : names) {
        const auto id = draft.fieldNamed(model, name);
        if (!id)
            return errorAt(draft.text, field.offset,
                           u"expected a field of %1 for \"%2\", but it has no field \"%3\""_s.arg(
                               draft.model(model).name, field.name, name));
        result.push_back(*id);
    }
    return result;
}

/// The own fields that hold a relation field's key, by name. As many as the other model's key has.
Result<std::vector<FieldId>> namedKey(const Draft &draft, const RelationField &field, ModelId holder, ModelId owner,
                                      const QStringList &names)
{
    const std::size_t wanted =
        field.own.to.isEmpty() ? draft.model(owner).key.size() : static_cast<std::size_t>(field.own.to.size());
    if (static_cast<std::size_t>(names.size()) != wanted)
        return errorAt(draft.text, field.offset,
                       u"expected %1 of %2 for \"%3\", one for each key field of %4, not %5"_s.arg(
                           wanted == 1 ? u"one field"_s : u"%1 fields"_s.arg(wanted), draft.model(holder).name,
                           field.name, draft.model(owner).name, QString::number(names.size())));
    return fieldsNamed(draft, field, holder, names);
}

/// The fields of the owner that the key refers to: its key, unless the text says otherwise.
Result<std::vector<FieldId>> referredFields(const Draft &draft, const RelationField &field, ModelId owner)
{
    if (field.own.to.isEmpty())
        return draft.model(owner).key;
    return fieldsNamed(draft, field, owner, field.own.to);
}

/// The storage of a relation field that names no fields: `author`, or `author_isbn`, `author_edition`.
std::vector<FieldId> hiddenKey(Draft &draft, const RelationField &field, ModelId holder, ModelId owner,
                               const std::vector<FieldId> &referred)
{
    std::vector<FieldId> result;
    for (std::size_t i = 0; i < referred.size(); ++i) {
        const Field keyField = draft.model(owner).field(referred[i]);
        const auto position = static_cast<qsizetype>(i);
        const QString usual = referred.size() == 1 ? field.name : QString(field.name % u'_' % keyField.name);
        const QString wanted = field.own.fields.value(position, usual);
        Field column = keyHolder(keyField, draft.freeFieldName(holder, wanted));
        column.column = field.own.columns.value(position, column.name);
        column.hidden = true;
        column.required = field.required;
        result.push_back(draft.addField(holder, column));
    }
    return result;
}

/// The storage of a @hasMany without another end: plain fields, declared or added.
std::vector<FieldId> madeUpKey(Draft &draft, const RelationField &hasMany)
{
    const Model source = draft.model(hasMany.model);
    const QStringList names = madeUpKeyNames(source, hasMany.name);
    std::vector<FieldId> result;
    for (std::size_t i = 0; i < source.key.size(); ++i) {
        const QString &name = names[static_cast<qsizetype>(i)];
        const auto declared = draft.fieldNamed(hasMany.target, name);
        result.push_back(declared ? *declared
                                  : draft.addField(hasMany.target, keyHolder(source.field(source.key[i]), name)));
    }
    return result;
}

/// The fields that a @hasOne or @belongsTo names as its own key; empty where it names none.
Result<std::vector<FieldId>> ownKey(const Draft &draft, const RelationField &field)
{
    if (!field.fields.isEmpty())
        return namedKey(draft, field, field.model, field.target, field.fields);
    const bool ownFields = field.kind == RelationKind::BelongsTo && field.references && !field.references->isEmpty()
        && draft.fieldNamed(field.model, field.references->front());
    if (ownFields)
        return namedKey(draft, field, field.model, field.target, *field.references);
    return std::vector<FieldId>();
}

class RelationshipMaker
{
public:
    explicit RelationshipMaker(Draft &draft) : m_draft(draft) {}

    Done run()
    {
        for (RelationField &field : m_draft.relations) {
            if (field.settled)
                continue;
            if (auto done = make(field); !done)
                return done;
        }
        return {};
    }

private:
    Done make(RelationField &field)
    {
        switch (field.kind) {
        case RelationKind::HasOne:
            return makeOneToOne(field);
        case RelationKind::HasMany:
            return makeOneToMany(&field, partnerOf(field));
        case RelationKind::BelongsTo:
            if (partnerOf(field))
                return {};
            notice(u"%1 has no field at its other end, %2"_s, field);
            return makeOneToMany(nullptr, &field);
        case RelationKind::ManyToMany:
            return makeManyToMany(m_draft, sourceEnd(field));
        }
        Q_UNREACHABLE();
    }

    /// Of the two ends the one declared first, unless the other says what the join model is.
    RelationField &sourceEnd(RelationField &first)
    {
        RelationField *second = partnerOf(first);
        return second && !second->own.through.isEmpty() ? *second : first;
    }

    RelationField *partnerOf(const RelationField &field)
    {
        return field.partner < 0 ? nullptr : &m_draft.relations[static_cast<std::size_t>(field.partner)];
    }

    void notice(const QString &sentence, const RelationField &field)
    {
        m_draft.schema.notices.append(
            sentence.arg(m_draft.model(field.model).name % u'.' % field.name, m_draft.model(field.target).name) % u'.');
    }

    Done makeOneToOne(RelationField &field)
    {
        RelationField *back = partnerOf(field);
        const bool namesOtherEnd = back && field.references && *field.references == QStringList{back->name};
        if (field.references && !namesOtherEnd)
            notice(u"%1 keeps its own key; the references to %2 stay plain fields"_s, field);
        if (back && !back->fields.isEmpty())
            notice(u"%1 holds no key of %2; its fields stay plain fields"_s, *back);
        if (field.version1 && !back)
            notice(u"%1 was read as one to one, although several instances may share one %2 in version 1"_s, field);
        const auto referred = referredFields(m_draft, field, field.target);
        if (!referred)
            return tl::unexpected(referred.error());
        auto columns = columnsOf(field, *referred);
        if (!columns)
            return tl::unexpected(columns.error());

        Reference reference;
        reference.from = field.model;
        reference.columns = std::move(*columns);
        reference.to = field.target;
        reference.referenced = *referred;
        reference.rule = field.rule.value_or(DeleteRule::Clear);
        reference.unique = true;
        reference.immediate = field.own.immediate;
        Relationship relationship;
        relationship.kind = RelationshipKind::OneToOne;
        relationship.source = field.model;
        relationship.target = field.target;
        relationship.reference = m_draft.addReference(std::move(reference), field.name);
        add(relationship, &field, back);
        return {};
    }

    Done makeOneToMany(RelationField *hasMany, RelationField *back)
    {
        const RelationField &any = hasMany ? *hasMany : *back;
        const auto referred = referredFields(m_draft, any, hasMany ? hasMany->model : back->target);
        if (!referred)
            return tl::unexpected(referred.error());
        auto columns = manyColumns(hasMany, back, *referred);
        if (!columns)
            return tl::unexpected(columns.error());
        const auto rule = any.rule.value_or(back && back->rule ? *back->rule : DeleteRule::Cascade);

        Reference reference;
        reference.from = back ? back->model : hasMany->target;
        reference.to = back ? back->target : hasMany->model;
        reference.columns = std::move(*columns);
        reference.referenced = *referred;
        reference.rule = rule;
        reference.immediate = any.own.immediate;
        Relationship relationship;
        relationship.kind = RelationshipKind::OneToMany;
        relationship.source = reference.to;
        relationship.target = reference.from;
        relationship.reference = m_draft.addReference(std::move(reference), back ? back->name : QString());
        add(relationship, hasMany, back);
        return {};
    }

    Result<std::vector<FieldId>> columnsOf(const RelationField &field, const std::vector<FieldId> &referred)
    {
        auto own = ownKey(m_draft, field);
        if (!own || own->empty())
            return own ? hiddenKey(m_draft, field, field.model, field.target, referred) : own;
        warnOfEmptyKey(field, *own);
        return own;
    }

    Result<std::vector<FieldId>> manyColumns(const RelationField *hasMany, const RelationField *back,
                                             const std::vector<FieldId> &referred)
    {
        if (hasMany) {
            auto declared = declaredKey(m_draft, *hasMany);
            if (!declared || !declared->empty()) {
                if (declared && back)
                    warnOfEmptyKey(*back, *declared);
                return declared;
            }
        }
        if (back)
            return columnsOf(*back, referred);
        return hasMany->own.fields.isEmpty() ? madeUpKey(m_draft, *hasMany)
                                             : hiddenKey(m_draft, *hasMany, hasMany->target, hasMany->model, referred);
    }

    /// "meeting: Meeting! @belongsTo(fields: ["meetingId"])" over a meetingId that may be null.
    void warnOfEmptyKey(const RelationField &field, const std::vector<FieldId> &columns)
    {
        const Model &holder = m_draft.model(field.model);
        const bool mayBeEmpty = std::any_of(columns.begin(), columns.end(),
                                            [&holder](FieldId column) { return !holder.field(column).required; });
        if (field.required && mayBeEmpty)
            notice(u"%1 is declared as required, but the fields that hold the key of %2 are not, and they decide"_s,
                   field);
    }

    void add(Relationship relationship, RelationField *source, RelationField *target)
    {
        if (source) {
            relationship.sourceField = source->name;
            relationship.sourceDirectives = source->directives;
            relationship.sourceDescription = source->description;
            relationship.sourceArguments = source->arguments;
            source->settled = true;
        }
        if (target) {
            relationship.targetField = target->name;
            relationship.targetDirectives = target->directives;
            relationship.targetDescription = target->description;
            relationship.targetArguments = target->arguments;
            target->settled = true;
        }
        const RelationField &naming = source ? *source : *target;
        relationship.name = naming.own.name.isEmpty() ? QString(m_draft.model(naming.model).name % u'.' % naming.name)
                                                      : naming.own.name;
        m_draft.schema.relationships.push_back(std::move(relationship));
    }

    Draft &m_draft;
};

} // namespace

Result<std::vector<FieldId>> declaredKey(const Draft &draft, const RelationField &hasMany)
{
    const Model &target = draft.model(hasMany.target);
    if (!hasMany.indexName.isEmpty()) {
        const auto index = std::find_if(target.indexes.begin(), target.indexes.end(),
                                        [&hasMany](const Index &item) { return item.name == hasMany.indexName; });
        const std::size_t wanted = draft.model(hasMany.model).key.size();
        if (index == target.indexes.end())
            return errorAt(
                draft.text, hasMany.offset,
                u"expected an index of %1, but it has none called \"%2\""_s.arg(target.name, hasMany.indexName));
        if (index->fields.size() < wanted)
            return errorAt(
                draft.text, hasMany.offset,
                u"expected an index of at least %1 fields, one for each key field of %2; \"%3\" is shorter"_s.arg(
                    QString::number(wanted), draft.model(hasMany.model).name, hasMany.indexName));
        return std::vector<FieldId>(index->fields.begin(), index->fields.begin() + static_cast<std::ptrdiff_t>(wanted));
    }
    if (!hasMany.references || hasMany.references->isEmpty())
        return std::vector<FieldId>();
    const bool namesOtherEnd = hasMany.partner >= 0 && !draft.fieldNamed(hasMany.target, hasMany.references->front());
    if (namesOtherEnd)
        return std::vector<FieldId>();
    return namedKey(draft, hasMany, hasMany.target, hasMany.model, *hasMany.references);
}

Done makeRelationships(Draft &draft) { return RelationshipMaker(draft).run(); }

} // namespace relata::sdl
