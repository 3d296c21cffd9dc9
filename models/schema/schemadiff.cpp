#include "schema/schemadiff.h"

#include <QSet>

#include <algorithm>

namespace relata {
namespace {

using Kind = Difference::Kind;

/// Writes down what differs, model by model, as seen from the wanted schema.
class Comparison
{
public:
    Comparison(const Schema &from, const Schema &to, const Origins &origins)
        : m_from(from), m_to(to), m_origins(origins), m_keptModels(from.models.size()), m_keptFields(from.models.size())
    {
        for (std::size_t i = 0; i < from.models.size(); ++i)
            m_keptFields[i].resize(from.models[i].fields.size());
        for (const Origins::OfModel &model : origins.models) {
            if (!model.model)
                continue;
            m_keptModels[model.model->index()] = true;
            for (const auto &field : model.fields)
                if (field)
                    m_keptFields[model.model->index()][field->index()] = true;
        }
        for (const auto &relationship : origins.relationships)
            if (relationship)
                m_keptRelationships.insert(relationship->value());
    }

    [[nodiscard]] std::vector<Difference> run()
    {
        compareEnums();
        compareTypes();
        compareModels();
        compareRelationships();
        forEachKept([this](ModelId before, ModelId after) { compareIndexes(before, after); });
        compareTexts();
        return std::move(m_result);
    }

private:
    Difference &add(Kind kind, ModelId before = {}, ModelId after = {})
    {
        Difference difference;
        difference.kind = kind;
        difference.fromModel = before;
        difference.toModel = after;
        return m_result.emplace_back(std::move(difference));
    }

    void addNamed(Kind kind, const QString &before, const QString &after, const QString &enumName = {})
    {
        Difference &difference = add(kind);
        difference.fromName = before;
        difference.toName = after;
        difference.enumName = enumName;
    }

    void addField(Kind kind, ModelId before, ModelId after, FieldId fieldBefore, FieldId fieldAfter)
    {
        Difference &difference = add(kind, before, after);
        difference.fromField = fieldBefore;
        difference.toField = fieldAfter;
    }

    template<typename Visit>
    void forEachKept(const Visit &visit) const
    {
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (const auto before = m_origins.models[i].model)
                visit(*before, ModelId(static_cast<int>(i)));
    }

    void compareEnums()
    {
        for (const EnumType &type : m_from.enums) {
            const bool kept = std::any_of(m_origins.enums.begin(), m_origins.enums.end(),
                                          [&](const Origins::OfEnum &origin) { return origin.name == type.name; });
            if (!kept)
                addNamed(Kind::EnumRemoved, type.name, {});
        }
        for (std::size_t i = 0; i < m_to.enums.size(); ++i) {
            const EnumType &wanted = m_to.enums[i];
            const Origins::OfEnum &origin = m_origins.enums[i];
            const EnumType *before = origin.name.isEmpty() ? nullptr : m_from.enumNamed(origin.name);
            if (!before) {
                addNamed(Kind::EnumAdded, {}, wanted.name);
                continue;
            }
            if (before->name != wanted.name)
                addNamed(Kind::EnumRenamed, before->name, wanted.name);
            compareValues(*before, wanted, origin.values);
        }
    }

    void compareValues(const EnumType &before, const EnumType &wanted, const QStringList &origins)
    {
        for (const QString &value : before.values)
            if (!origins.contains(value))
                addNamed(Kind::EnumValueRemoved, value, {}, wanted.name);
        for (qsizetype i = 0; i < wanted.values.size(); ++i) {
            if (origins[i].isEmpty())
                addNamed(Kind::EnumValueAdded, {}, wanted.values[i], wanted.name);
            else if (origins[i] != wanted.values[i])
                addNamed(Kind::EnumValueRenamed, origins[i], wanted.values[i], wanted.name);
        }
    }

    void compareTypes()
    {
        for (const ObjectType &type : m_from.types)
            if (!m_to.typeNamed(type.name))
                addNamed(Kind::TypeRemoved, type.name, {});
        for (const ObjectType &type : m_to.types) {
            const ObjectType *before = m_from.typeNamed(type.name);
            if (!before)
                addNamed(Kind::TypeAdded, {}, type.name);
            else if (before->fields != type.fields)
                addNamed(Kind::TypeChanged, type.name, type.name);
        }
    }

    void compareModels()
    {
        for (std::size_t i = 0; i < m_from.models.size(); ++i) {
            const ModelId before(static_cast<int>(i));
            if (!m_keptModels[i] && !isStorage(m_from, before))
                add(Kind::ModelRemoved, before);
        }
        for (std::size_t i = 0; i < m_to.models.size(); ++i) {
            const ModelId after(static_cast<int>(i));
            if (!m_origins.models[i].model && !isStorage(m_to, after))
                add(Kind::ModelAdded, {}, after);
        }
        forEachKept([this](ModelId before, ModelId after) {
            if (m_from.model(before).name != m_to.model(after).name && !isStorage(m_to, after))
                add(Kind::ModelRenamed, before, after);
        });
        forEachKept([this](ModelId before, ModelId after) {
            compareFields(before, after);
            compareOrder(before, after);
            compareKeys(before, after);
            const FieldId display = m_to.model(after).display;
            const auto was = display.isValid() ? m_origins.fieldOf(after, display) : std::optional(FieldId());
            if (was != std::optional(m_from.model(before).display))
                addField(Kind::DisplayChanged, before, after, m_from.model(before).display, display);
        });
    }

    /// A join model is told with its relationship.
    static bool isStorage(const Schema &schema, ModelId model)
    {
        return std::any_of(schema.relationships.begin(), schema.relationships.end(),
                           [&](const Relationship &relationship) {
                               return relationship.isManyToMany() && relationship.through == model;
                           });
    }

    void compareFields(ModelId before, ModelId after)
    {
        const Model &old = m_from.model(before);
        const Model &wanted = m_to.model(after);
        for (std::size_t i = 0; i < old.fields.size(); ++i)
            if (!old.fields[i].hidden && !m_keptFields[before.index()][i])
                addField(Kind::FieldRemoved, before, after, FieldId(static_cast<int>(i)), {});
        for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
            if (wanted.fields[i].hidden)
                continue;
            const FieldId id(static_cast<int>(i));
            const auto origin = m_origins.fieldOf(after, id);
            // What held a relationship alone becomes a field that people see.
            if (!origin || old.field(*origin).hidden)
                addField(Kind::FieldAdded, before, after, {}, id);
            else
                compareField(before, after, *origin, id);
        }
    }

    void compareField(ModelId before, ModelId after, FieldId fieldBefore, FieldId fieldAfter)
    {
        const Field &old = m_from.field(before, fieldBefore);
        const Field &wanted = m_to.field(after, fieldAfter);
        const auto note = [&](bool differs, Kind kind) {
            if (differs)
                addField(kind, before, after, fieldBefore, fieldAfter);
        };
        note(old.name != wanted.name, Kind::FieldRenamed);
        note(!sameType(old.type, wanted.type), Kind::FieldType);
        note(wanted.required && !old.required, Kind::FieldRequired);
        note(old.required && !wanted.required, Kind::FieldOptional);
        note(wanted.unique && !old.unique, Kind::FieldUnique);
        note(old.unique && !wanted.unique, Kind::FieldNotUnique);
        note(old.defaultValue != wanted.defaultValue || old.origin != wanted.origin, Kind::FieldDefault);
    }

    /// A renamed enum is no other type.
    [[nodiscard]] bool sameType(FieldType old, const FieldType &wanted) const
    {
        if (old.kind == FieldType::Kind::Enum && wanted.kind == old.kind)
            for (std::size_t i = 0; i < m_to.enums.size(); ++i)
                if (m_to.enums[i].name == wanted.name && m_origins.enums[i].name == old.name)
                    old.name = wanted.name;
        return old == wanted;
    }

    void compareOrder(ModelId before, ModelId after)
    {
        const Model &old = m_from.model(before);
        const Model &wanted = m_to.model(after);
        int last = -1;
        for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
            const auto origin = m_origins.fieldOf(after, FieldId(static_cast<int>(i)));
            if (wanted.fields[i].hidden || !origin || old.field(*origin).hidden)
                continue;
            if (origin->value() < last) {
                add(Kind::FieldsReordered, before, after);
                return;
            }
            last = origin->value();
        }
    }

    void compareKeys(ModelId before, ModelId after)
    {
        const Model &old = m_from.model(before);
        const Model &wanted = m_to.model(after);
        bool same = old.keyKind == wanted.keyKind && old.key.size() == wanted.key.size();
        for (std::size_t i = 0; same && i < wanted.key.size(); ++i)
            same = m_origins.fieldOf(after, wanted.key[i]) == std::optional(old.key[i]);
        if (!same)
            add(Kind::KeyChanged, before, after);
    }

    void compareRelationships()
    {
        for (std::size_t i = 0; i < m_from.relationships.size(); ++i)
            if (!m_keptRelationships.contains(static_cast<int>(i)))
                add(Kind::RelationshipRemoved).fromRelationship = RelationshipId(static_cast<int>(i));
        for (std::size_t i = 0; i < m_to.relationships.size(); ++i) {
            const RelationshipId after(static_cast<int>(i));
            if (const auto before = m_origins.relationships[i])
                compareRelationship(*before, after);
            else
                add(Kind::RelationshipAdded).toRelationship = after;
        }
    }

    void compareRelationship(RelationshipId before, RelationshipId after)
    {
        const Relationship &old = m_from.relationship(before);
        const Relationship &wanted = m_to.relationship(after);
        const auto note = [&](bool differs, Kind kind) {
            if (!differs)
                return;
            Difference &difference = add(kind);
            difference.fromRelationship = before;
            difference.toRelationship = after;
        };
        const bool otherKind = old.kind != wanted.kind || m_origins.modelOf(wanted.source) != std::optional(old.source)
            || m_origins.modelOf(wanted.target) != std::optional(old.target);
        note(otherKind, Kind::RelationshipKind);
        const bool joined = wanted.isManyToMany() && old.isManyToMany();
        note(old.sourceField != wanted.sourceField || old.targetField != wanted.targetField
                 || (joined && m_from.model(old.through).name != m_to.model(wanted.through).name),
             Kind::RelationshipRenamed);
        if (otherKind)
            return;
        note(!sameColumns(old.reference, wanted.reference)
                 || (joined && !sameColumns(old.secondReference, wanted.secondReference)),
             Kind::RelationshipStorage);
        note(ruleOf(m_from, old.reference) != ruleOf(m_to, wanted.reference)
                 || (joined && ruleOf(m_from, old.secondReference) != ruleOf(m_to, wanted.secondReference)),
             Kind::RelationshipRule);
        if (joined || holdsPlainly(m_to, wanted.reference))
            return; // told with the fields
        const bool wasRequired = m_from.isRequired(old.reference);
        const bool isRequired = m_to.isRequired(wanted.reference);
        note(isRequired && !wasRequired, Kind::RelationshipRequired);
        note(wasRequired && !isRequired, Kind::RelationshipOptional);
    }

    /// What the rule does: a clear that cannot clear restricts.
    static DeleteRule ruleOf(const Schema &schema, ReferenceId id)
    {
        const DeleteRule rule = schema.reference(id).rule;
        return rule == DeleteRule::Clear && !schema.isClearable(id) ? DeleteRule::Restrict : rule;
    }

    static bool holdsPlainly(const Schema &schema, ReferenceId id) { return schema.isPlainField(schema.keyEnd(id)); }

    [[nodiscard]] bool sameColumns(ReferenceId before, ReferenceId after) const
    {
        const Reference &old = m_from.reference(before);
        const Reference &wanted = m_to.reference(after);
        if (m_origins.modelOf(wanted.from) != std::optional(old.from) || old.columns.size() != wanted.columns.size())
            return false;
        for (std::size_t i = 0; i < wanted.columns.size(); ++i)
            if (m_origins.fieldOf(wanted.from, wanted.columns[i]) != std::optional(old.columns[i]))
                return false;
        return true;
    }

    void compareIndexes(ModelId before, ModelId after)
    {
        const Model &old = m_from.model(before);
        const Model &wanted = m_to.model(after);
        std::vector<bool> kept(old.indexes.size());
        for (const Index &index : wanted.indexes) {
            if (isHidden(wanted, index))
                continue;
            const auto same = std::find_if(old.indexes.begin(), old.indexes.end(), [&](const Index &candidate) {
                return candidate.name == index.name && candidate.unique == index.unique
                    && sameFields(after, index.fields, candidate.fields);
            });
            if (same == old.indexes.end())
                noteIndex(Kind::IndexAdded, before, after, {}, index.name);
            else
                kept[static_cast<std::size_t>(same - old.indexes.begin())] = true;
        }
        for (std::size_t i = 0; i < old.indexes.size(); ++i)
            if (!kept[i] && !isHidden(old, old.indexes[i]))
                noteIndex(Kind::IndexRemoved, before, after, old.indexes[i].name, {});
    }

    void noteIndex(Kind kind, ModelId before, ModelId after, const QString &nameBefore, const QString &nameAfter)
    {
        Difference &difference = add(kind, before, after);
        difference.fromName = nameBefore;
        difference.toName = nameAfter;
    }

    static bool isHidden(const Model &model, const Index &index)
    {
        return std::any_of(index.fields.begin(), index.fields.end(),
                           [&](FieldId field) { return model.field(field).hidden; });
    }

    [[nodiscard]] bool sameFields(ModelId after, const std::vector<FieldId> &wanted,
                                  const std::vector<FieldId> &old) const
    {
        return wanted.size() == old.size()
            && std::equal(wanted.begin(), wanted.end(), old.begin(), [&](FieldId field, FieldId before) {
                   return m_origins.fieldOf(after, field) == std::optional(before);
               });
    }

    /// Words that have no meaning for the data: one difference a model.
    void compareTexts()
    {
        forEachKept([this](ModelId before, ModelId after) {
            if (textsDiffer(before, after))
                add(Kind::DescriptionChanged, before, after);
        });
        if (m_from.definitions != m_to.definitions || typeTexts(m_from) != typeTexts(m_to))
            add(Kind::DescriptionChanged);
    }

    [[nodiscard]] bool textsDiffer(ModelId before, ModelId after) const
    {
        const Model &old = m_from.model(before);
        const Model &wanted = m_to.model(after);
        if (old.description != wanted.description || old.directives != wanted.directives
            || old.arguments != wanted.arguments || old.interfaces != wanted.interfaces)
            return true;
        for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
            const auto origin = m_origins.fieldOf(after, FieldId(static_cast<int>(i)));
            if (!origin)
                continue;
            const Field &oldField = old.field(*origin);
            const Field &field = wanted.fields[i];
            if (oldField.description != field.description || oldField.directives != field.directives
                || oldField.sdlType != field.sdlType)
                return true;
        }
        return false;
    }

    static QStringList typeTexts(const Schema &schema)
    {
        QStringList texts;
        for (const EnumType &type : schema.enums) {
            texts << type.description << type.directives;
            for (const auto &[value, notes] : type.notes)
                texts << value << notes.description << notes.directives;
        }
        for (const ObjectType &type : schema.types)
            texts << type.description << type.directives << type.interfaces;
        for (const Relationship &relationship : schema.relationships)
            texts << relationship.sourceDirectives << relationship.targetDirectives << relationship.sourceDescription
                  << relationship.targetDescription << relationship.sourceArguments << relationship.targetArguments;
        texts.removeAll(QString());
        return texts;
    }

    const Schema &m_from;
    const Schema &m_to;
    const Origins &m_origins;
    std::vector<bool> m_keptModels; ///< by the model's place before
    std::vector<std::vector<bool>> m_keptFields;
    QSet<int> m_keptRelationships;
    std::vector<Difference> m_result;
};

} // namespace

std::vector<Difference> differences(const Schema &from, const Schema &to, const Origins &origins)
{
    return Comparison(from, to, origins).run();
}

} // namespace relata
