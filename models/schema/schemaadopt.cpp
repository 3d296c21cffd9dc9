#include "schema/schemadiff.h"

#include "schema/schemarules.h"

#include <QSet>

#include <algorithm>

// What a wanted schema does not say, taken from the one before it.
namespace relata {
namespace {

/// Names that SQL takes for the same.
class FreeNames
{
public:
    void take(const QString &name) { m_names.insert(name.toLower()); }
    QString free(const QString &wanted)
    {
        QString name = wanted;
        for (int number = 2; m_names.contains(name.toLower()); ++number)
            name = wanted + QString::number(number);
        take(name);
        return name;
    }

private:
    QSet<QString> m_names;
};

class Adopter
{
public:
    Adopter(const Schema &from, Schema to, const Origins &origins)
        : m_from(from), m_to(std::move(to)), m_origins(origins)
    {}

    Schema adopt()
    {
        nameTables();
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (m_origins.models[i].model)
                adoptModel(m_to.models[i], m_from.model(*m_origins.models[i].model), m_origins.models[i]);
        for (std::size_t i = 0; i < m_to.relationships.size(); ++i)
            if (m_origins.relationships[i])
                adoptRelationship(m_to.relationships[i], m_from.relationship(*m_origins.relationships[i]));
        m_to.rebuildEnds(std::vector<QString>(m_to.keyEndNames()));
        return std::move(m_to);
    }

private:
    /// A table is called as before, unless it was called like its model and the model is called otherwise now.
    void nameTables()
    {
        FreeNames taken;
        for (std::size_t i = 0; i < m_to.models.size(); ++i) {
            if (!m_origins.models[i].model)
                continue;
            const Model &before = m_from.model(*m_origins.models[i].model);
            Model &model = m_to.models[i];
            if (before.view || model.name == before.name || before.table != before.name)
                model.table = before.table;
            taken.take(model.table);
        }
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (!m_origins.models[i].model)
                m_to.models[i].table = taken.free(m_to.models[i].table);
    }

    void adoptModel(Model &model, const Model &before, const Origins::OfModel &origin)
    {
        model.view = before.view;
        model.hasTriggers = before.hasTriggers;
        model.strict = before.strict;
        FreeNames taken;
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            if (!origin.fields[i])
                continue;
            adoptField(model.fields[i], before.field(*origin.fields[i]));
            taken.take(model.fields[i].column);
        }
        for (std::size_t i = 0; i < model.fields.size(); ++i)
            if (!origin.fields[i])
                model.fields[i].column = taken.free(model.fields[i].column);
        if (hasSameKey(model, before, origin)) {
            model.keyKind = before.keyKind;
            model.withoutRowid = before.withoutRowid;
        }
        adoptIndexes(model, before, origin);
    }

    void adoptField(Field &field, const Field &before) const
    {
        const bool sameName = field.name == before.name;
        if (sameName || before.column != before.name)
            field.column = before.column;
        if (!isSameType(field, before))
            return;
        if (field.declaredType.isEmpty()) {
            field.declaredType = before.declaredType;
            field.anyType = field.anyType || before.anyType;
        }
        if (field.origin == FieldOrigin::User
            && (before.origin == FieldOrigin::Generated || before.origin == FieldOrigin::Rowid))
            field.origin = before.origin;
        // An expression, which only the database can say.
        if (!field.defaultValue && before.hasDefault && !before.defaultValue)
            field.hasDefault = true;
    }

    [[nodiscard]] bool isSameType(const Field &field, const Field &before) const
    {
        FieldType type = field.type;
        for (std::size_t i = 0; type.kind == FieldType::Kind::Enum && i < m_to.enums.size(); ++i) {
            if (m_to.enums[i].name != type.name)
                continue;
            type.name = m_origins.enums[i].name;
            break;
        }
        return type == before.type;
    }

    static bool hasSameKey(const Model &model, const Model &before, const Origins::OfModel &origin)
    {
        return std::equal(model.key.begin(), model.key.end(), before.key.begin(), before.key.end(),
                          [&](FieldId now, FieldId then) { return origin.fields[now.index()] == then; });
    }

    /// Indexes over the same fields are the same; a unique constraint may be said by its field alone.
    static void adoptIndexes(Model &model, const Model &before, const Origins::OfModel &origin)
    {
        const auto fieldsNow = [&](const Index &index) {
            std::vector<FieldId> fields;
            for (const FieldId then : index.fields)
                for (std::size_t i = 0; i < origin.fields.size(); ++i)
                    if (origin.fields[i] == then)
                        fields.emplace_back(static_cast<int>(i));
            return fields;
        };
        for (const Index &index : before.indexes) {
            const auto fields = fieldsNow(index);
            if (fields.size() != index.fields.size())
                continue;
            const auto same = std::find_if(model.indexes.begin(), model.indexes.end(), [&](const Index &candidate) {
                return candidate.fields == fields && candidate.unique == index.unique;
            });
            if (same != model.indexes.end()) {
                if (same->name.isEmpty())
                    same->name = index.name;
                continue;
            }
            const bool saidByField = index.unique && fields.size() == 1 && model.field(fields.front()).unique;
            const bool hidden =
                std::all_of(fields.begin(), fields.end(), [&](FieldId field) { return model.field(field).hidden; });
            const bool known = std::any_of(model.indexes.begin(), model.indexes.end(),
                                           [&](const Index &candidate) { return candidate.name == index.name; });
            if ((saidByField || hidden) && !known) {
                Index kept = index;
                kept.fields = fields;
                model.indexes.push_back(std::move(kept));
            }
        }
    }

    void adoptRelationship(Relationship &relationship, const Relationship &before)
    {
        if (relationship.sourceField == before.sourceField && relationship.targetField == before.targetField
            && relationship.isManyToMany() == before.isManyToMany())
            relationship.name = before.name;
        adoptReference(relationship.reference, before.reference);
        if (relationship.isManyToMany() && before.isManyToMany())
            adoptReference(relationship.secondReference, before.secondReference);
    }

    void adoptReference(ReferenceId id, ReferenceId beforeId)
    {
        Reference &reference = m_to.references[id.index()];
        const Reference &before = m_from.reference(beforeId);
        if (m_origins.modelOf(reference.from) != before.from || m_origins.modelOf(reference.to) != before.to)
            return;
        if (reference.rule == before.rule)
            reference.immediate = before.immediate;
        reference.collations = before.collations;
    }

    const Schema &m_from;
    Schema m_to;
    const Origins &m_origins;
};

} // namespace

Schema adopted(const Schema &from, Schema to, const Origins &origins)
{
    return Adopter(from, std::move(to), origins).adopt();
}

} // namespace relata
