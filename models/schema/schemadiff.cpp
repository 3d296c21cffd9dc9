#include "schema/schemadiff.h"

#include "schema/schemarules.h"
#include "schema/sdltext.h"

#include <algorithm>
#include <map>

namespace relata {
namespace {

using Kind = Difference::Kind;

/// What both lists of a part have in common, position by position of the wanted one; and what only one of them has.
class Differ
{
public:
    Differ(const Schema &from, const Schema &to, const Origins &origins) : m_from(from), m_to(to), m_origins(origins)
    {
        m_kept.resize(from.models.size());
        m_keptRelations.resize(from.relationships.size());
        for (std::size_t i = 0; i < to.models.size(); ++i)
            if (origins.models[i].model)
                m_kept[origins.models[i].model->index()] = ModelId(static_cast<int>(i));
        for (std::size_t i = 0; i < to.relationships.size(); ++i)
            if (const auto before = relationBefore(RelationshipId(static_cast<int>(i))))
                m_keptRelations[before->index()] = true;
    }

    std::vector<Difference> run()
    {
        enums();
        types();
        models();
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (m_origins.models[i].model)
                fields(*m_origins.models[i].model, ModelId(static_cast<int>(i)));
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (m_origins.models[i].model)
                keyOf(*m_origins.models[i].model, ModelId(static_cast<int>(i)));
        relationships();
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (m_origins.models[i].model)
                indexes(*m_origins.models[i].model, ModelId(static_cast<int>(i)));
        texts();
        return std::move(m_result);
    }

private:
    void add(Difference difference) { m_result.push_back(std::move(difference)); }

    static Difference of(Kind kind, ModelId from, ModelId to, FieldId fromField = {}, FieldId toField = {})
    {
        Difference result;
        result.kind = kind;
        result.fromModel = from;
        result.toModel = to;
        result.fromField = fromField;
        result.toField = toField;
        return result;
    }

    static Difference named(Kind kind, const QString &from, const QString &to, const QString &enumName = {})
    {
        Difference result;
        result.kind = kind;
        result.fromName = from;
        result.toName = to;
        result.enumName = enumName;
        return result;
    }

    void enums()
    {
        for (const EnumType &before : m_from.enums) {
            const bool kept = std::any_of(m_origins.enums.begin(), m_origins.enums.end(),
                                          [&](const Origins::OfEnum &origin) { return origin.name == before.name; });
            if (!kept)
                add(named(Kind::EnumRemoved, before.name, {}));
        }
        for (std::size_t i = 0; i < m_to.enums.size(); ++i) {
            const EnumType &now = m_to.enums[i];
            const Origins::OfEnum &origin = m_origins.enums[i];
            const EnumType *before = origin.name.isEmpty() ? nullptr : m_from.enumNamed(origin.name);
            if (!before) {
                add(named(Kind::EnumAdded, {}, now.name));
                continue;
            }
            if (before->name != now.name)
                add(named(Kind::EnumRenamed, before->name, now.name));
            enumValues(*before, now, origin.values);
        }
    }

    void enumValues(const EnumType &before, const EnumType &now, const QStringList &origins)
    {
        for (const QString &value : before.values)
            if (!origins.contains(value))
                add(named(Kind::EnumValueRemoved, value, {}, now.name));
        QStringList order;
        for (qsizetype i = 0; i < now.values.size(); ++i) {
            const QString origin = origins.value(i);
            if (origin.isEmpty())
                add(named(Kind::EnumValueAdded, {}, now.values[i], now.name));
            else if (origin != now.values[i])
                add(named(Kind::EnumValueRenamed, origin, now.values[i], now.name));
            if (!origin.isEmpty())
                order.append(origin);
        }
        QStringList left = before.values;
        left.removeIf([&order](const QString &value) { return !order.contains(value); });
        if (left != order)
            add(named(Kind::TypeChanged, before.name, now.name));
    }

    void types()
    {
        for (const ObjectType &before : m_from.types)
            if (!m_to.typeNamed(before.name))
                add(named(Kind::TypeRemoved, before.name, {}));
        for (const ObjectType &now : m_to.types) {
            const ObjectType *before = m_from.typeNamed(now.name);
            if (!before)
                add(named(Kind::TypeAdded, {}, now.name));
            else if (before->fields != now.fields)
                add(named(Kind::TypeChanged, now.name, now.name));
        }
    }

    /// A join model that is there for a relationship alone comes and goes with it.
    [[nodiscard]] static bool isStorage(const Schema &schema, ModelId id)
    {
        return std::any_of(schema.relationships.begin(), schema.relationships.end(),
                           [id](const Relationship &item) { return item.isManyToMany() && item.through == id; });
    }

    void models()
    {
        for (std::size_t i = 0; i < m_from.models.size(); ++i) {
            const ModelId before(static_cast<int>(i));
            if (!m_kept[i] && !isStorage(m_from, before))
                add(of(Kind::ModelRemoved, before, {}));
        }
        for (std::size_t i = 0; i < m_to.models.size(); ++i) {
            const ModelId now(static_cast<int>(i));
            const auto before = m_origins.models[i].model;
            if (!before) {
                if (!isStorage(m_to, now))
                    add(of(Kind::ModelAdded, {}, now));
                continue;
            }
            const Model &was = m_from.model(*before);
            const Model &is = m_to.model(now);
            if (was.name != is.name && !(isStorage(m_from, *before) && isStorage(m_to, now)))
                add(of(Kind::ModelRenamed, *before, now));
            // A guess that follows the fields was nobody's wish.
            const bool guessed = was.label.empty() && is.label.empty()
                && was.display == schemarules::guessDisplay(m_from, *before)
                && is.display == schemarules::guessDisplay(m_to, now);
            if (labelBefore(now) != was.labelParts() && !guessed)
                add(of(Kind::DisplayChanged, *before, now, was.display, is.display));
        }
    }

    /// What the instances of a model are called, in the fields of the model that it was.
    [[nodiscard]] std::vector<LabelPart> labelBefore(ModelId now) const
    {
        std::vector<LabelPart> parts = m_to.model(now).labelParts();
        for (LabelPart &part : parts)
            if (part.field.isValid())
                part.field = m_origins.fieldOf(now, part.field).value_or(FieldId());
        return parts;
    }

    /// Fields that are there only to hold the key of a relationship that is told by itself.
    [[nodiscard]] static std::vector<bool> storageFields(const Schema &schema, ModelId id)
    {
        std::vector<bool> result;
        for (const Field &field : schema.model(id).fields)
            result.push_back(field.hidden);
        for (const Relationship &item : schema.relationships)
            if (!item.isManyToMany() && schema.reference(item.reference).from == id && sdl::hasMadeUpKey(schema, item))
                for (const FieldId column : schema.reference(item.reference).columns)
                    result[column.index()] = true;
        return result;
    }

    /// It held the key of a relationship that is still there, and whose links are kept elsewhere now.
    [[nodiscard]] bool hasMoved(ModelId before, FieldId field) const
    {
        return std::any_of(m_origins.relationships.begin(), m_origins.relationships.end(), [&](const auto &origin) {
            if (!origin || m_from.relationship(*origin).isManyToMany())
                return false;
            const Reference &held = m_from.reference(m_from.relationship(*origin).reference);
            return held.from == before && held.columns == std::vector<FieldId>{field};
        });
    }

    void fields(ModelId before, ModelId now)
    {
        const Model &was = m_from.model(before);
        const Model &is = m_to.model(now);
        const std::vector<bool> storageBefore = storageFields(m_from, before);
        const std::vector<bool> storageNow = storageFields(m_to, now);
        std::vector<bool> kept(was.fields.size());
        for (std::size_t i = 0; i < is.fields.size(); ++i)
            if (const auto origin = m_origins.fieldOf(now, FieldId(static_cast<int>(i))))
                kept[origin->index()] = true;
        for (std::size_t i = 0; i < kept.size(); ++i)
            if (!kept[i] && !storageBefore[i] && !hasMoved(before, FieldId(static_cast<int>(i))))
                add(of(Kind::FieldRemoved, before, now, FieldId(static_cast<int>(i))));
        std::vector<FieldId> order;
        for (std::size_t i = 0; i < is.fields.size(); ++i) {
            const FieldId id(static_cast<int>(i));
            const auto origin = m_origins.fieldOf(now, id);
            const bool untold = storageNow[i] && (!origin || storageBefore[origin->index()]);
            if (untold)
                continue;
            if (!origin || storageBefore[origin->index()]) {
                add(of(Kind::FieldAdded, before, now, {}, id));
                continue;
            }
            if (storageNow[i]) {
                add(of(Kind::FieldRemoved, before, now, *origin));
                continue;
            }
            order.push_back(*origin);
            field(before, now, *origin, id);
        }
        if (!std::is_sorted(order.begin(), order.end()))
            add(of(Kind::FieldsReordered, before, now));
    }

    [[nodiscard]] bool isSameType(const Field &was, const Field &is) const
    {
        FieldType type = is.type;
        if (type.kind == FieldType::Kind::Enum)
            for (std::size_t i = 0; i < m_to.enums.size(); ++i)
                if (m_to.enums[i].name == is.type.name)
                    type.name = m_origins.enums[i].name;
        return type == was.type;
    }

    void field(ModelId before, ModelId now, FieldId wasId, FieldId isId)
    {
        const Field &was = m_from.field(before, wasId);
        const Field &is = m_to.field(now, isId);
        const auto tell = [&](Kind kind, bool differs) {
            if (differs)
                add(of(kind, before, now, wasId, isId));
        };
        tell(Kind::FieldRenamed, was.name != is.name);
        tell(Kind::FieldType, !isSameType(was, is));
        tell(Kind::FieldRequired, !was.required && is.required);
        tell(Kind::FieldOptional, was.required && !is.required);
        tell(Kind::FieldUnique, !isUnique(was, m_from.model(before), wasId) && is.unique);
        tell(Kind::FieldNotUnique, was.unique && !isUnique(is, m_to.model(now), isId));
        tell(Kind::FieldDefault,
             was.defaultValue != is.defaultValue || isGiven(was) != isGiven(is) || was.origin != is.origin);
    }

    /// An expression default, which a schema only knows to exist.
    [[nodiscard]] static bool isGiven(const Field &field)
    {
        return field.hasDefault && !field.defaultValue && field.origin == FieldOrigin::User;
    }

    [[nodiscard]] static bool isUnique(const Field &field, const Model &model, FieldId id)
    {
        return field.unique || model.key == std::vector<FieldId>{id}
        || std::any_of(model.indexes.begin(), model.indexes.end(),
                       [id](const Index &index) { return index.unique && index.fields == std::vector<FieldId>{id}; });
    }

    void keyOf(ModelId before, ModelId now)
    {
        const Model &was = m_from.model(before);
        const Model &is = m_to.model(now);
        const bool same =
            std::equal(was.key.begin(), was.key.end(), is.key.begin(), is.key.end(),
                       [&](FieldId then, FieldId field) { return m_origins.fieldOf(now, field) == then; });
        // The link's storage is the key, and followed it.
        const bool hidden = std::all_of(is.key.begin(), is.key.end(), [&](FieldId field) {
            return is.field(field).hidden && is.field(field).origin != FieldOrigin::Rowid;
        });
        if (!same && !hidden)
            add(of(Kind::KeyChanged, before, now));
    }

    [[nodiscard]] std::optional<RelationshipId> relationBefore(RelationshipId now) const
    {
        const auto before = m_origins.relationships[now.index()];
        if (!before)
            return std::nullopt;
        const Relationship &was = m_from.relationship(*before);
        const Relationship &is = m_to.relationship(now);
        const auto source = m_origins.modelOf(is.source);
        const auto target = m_origins.modelOf(is.target);
        // A link to another model is another link.
        const bool sameModels =
            (source == was.source && target == was.target) || (source == was.target && target == was.source);
        return sameModels ? before : std::nullopt;
    }

    void relationships()
    {
        for (std::size_t i = 0; i < m_from.relationships.size(); ++i)
            if (!m_keptRelations[i])
                add(ofRelationship(Kind::RelationshipRemoved, RelationshipId(static_cast<int>(i)), {}));
        for (std::size_t i = 0; i < m_to.relationships.size(); ++i) {
            const RelationshipId now(static_cast<int>(i));
            const auto before = relationBefore(now);
            if (before)
                relationship(*before, now);
            else
                add(ofRelationship(Kind::RelationshipAdded, {}, now));
        }
    }

    [[nodiscard]] Difference ofRelationship(Kind kind, RelationshipId from, RelationshipId to) const
    {
        Difference result;
        result.kind = kind;
        result.fromRelationship = from;
        result.toRelationship = to;
        if (from.isValid())
            result.fromModel = m_from.relationship(from).source;
        if (to.isValid())
            result.toModel = m_to.relationship(to).source;
        return result;
    }

    void relationship(RelationshipId before, RelationshipId now)
    {
        const Relationship &was = m_from.relationship(before);
        const Relationship &is = m_to.relationship(now);
        const auto tell = [&](Kind kind, bool differs) {
            if (differs)
                add(ofRelationship(kind, before, now));
        };
        const bool swapped = was.source != was.target
            ? m_origins.modelOf(is.source) != was.source
            : was.isManyToMany() == is.isManyToMany() && was.sourceField == is.targetField
                && was.targetField == is.sourceField && was.sourceField != was.targetField;
        tell(Kind::RelationshipKind, was.kind != is.kind || swapped);
        const QString &sourceBefore = swapped ? was.targetField : was.sourceField;
        const QString &targetBefore = swapped ? was.sourceField : was.targetField;
        const bool joinRenamed =
            was.isManyToMany() && is.isManyToMany() && m_from.model(was.through).name != m_to.model(is.through).name;
        tell(Kind::RelationshipRenamed,
             sourceBefore != is.sourceField || targetBefore != is.targetField || joinRenamed);
        const bool otherKind = was.kind != is.kind || swapped;
        const bool joined = was.isManyToMany() && is.isManyToMany();
        const ReferenceId near = swapped && joined ? was.secondReference : was.reference;
        const ReferenceId far = swapped && joined ? was.reference : was.secondReference;
        tell(Kind::RelationshipStorage,
             !otherKind && (!isSameStorage(near, is.reference) || (joined && !isSameStorage(far, is.secondReference))));
        tell(Kind::RelationshipRule,
             !otherKind
                 && (ruleOf(m_from, near) != ruleOf(m_to, is.reference)
                     || (joined && ruleOf(m_from, far) != ruleOf(m_to, is.secondReference))));
        if (is.isManyToMany() || saidByField(now))
            return;
        const bool wasRequired = !was.isManyToMany() && m_from.isRequired(was.reference);
        const bool isRequired = m_to.isRequired(is.reference);
        tell(Kind::RelationshipRequired, !wasRequired && isRequired);
        tell(Kind::RelationshipOptional, wasRequired && !isRequired);
    }

    /// What the rule does: a clear that cannot clear restricts.
    static DeleteRule ruleOf(const Schema &schema, ReferenceId id)
    {
        const DeleteRule rule = schema.reference(id).rule;
        return rule == DeleteRule::Clear && !schema.isClearable(id) ? DeleteRule::Restrict : rule;
    }

    /// The same fields hold the key; where they hold another key now, they follow it without a word.
    [[nodiscard]] bool isSameStorage(ReferenceId before, ReferenceId now) const
    {
        const Reference &was = m_from.reference(before);
        const Reference &is = m_to.reference(now);
        if (m_origins.modelOf(is.from) != was.from)
            return false;
        const auto isPlain = [](const Schema &schema, const Reference &held) {
            return !schema.field(held.from, held.columns.front()).hidden;
        };
        if (!isPlain(m_from, was) && !isPlain(m_to, is))
            return true;
        return std::equal(is.columns.begin(), is.columns.end(), was.columns.begin(), was.columns.end(),
                          [&](FieldId field, FieldId then) { return m_origins.fieldOf(is.from, field) == then; });
    }

    /// Its key is a field that a person sees, whose change is told there.
    [[nodiscard]] bool saidByField(RelationshipId now) const
    {
        const Reference &held = m_to.reference(m_to.relationship(now).reference);
        return std::any_of(held.columns.begin(), held.columns.end(), [&](FieldId column) {
            return !m_to.field(held.from, column).hidden && m_origins.fieldOf(held.from, column);
        });
    }

    void indexes(ModelId before, ModelId now)
    {
        const Model &was = m_from.model(before);
        const Model &is = m_to.model(now);
        std::vector<bool> kept(was.indexes.size());
        for (const Index &index : is.indexes) {
            const auto same = std::find_if(was.indexes.begin(), was.indexes.end(), [&](const Index &candidate) {
                return !kept[static_cast<std::size_t>(&candidate - was.indexes.data())]
                    && candidate.unique == index.unique && candidate.queryField == index.queryField
                    && (candidate.name == index.name || isUnnamedStorage(index, is))
                    && std::equal(candidate.fields.begin(), candidate.fields.end(), index.fields.begin(),
                                  index.fields.end(),
                                  [&](FieldId then, FieldId field) { return m_origins.fieldOf(now, field) == then; });
            });
            if (same != was.indexes.end())
                kept[static_cast<std::size_t>(same - was.indexes.begin())] = true;
            else if (isTold(index, is))
                add(ofIndex(Kind::IndexAdded, before, now, {}, index.name));
        }
        for (std::size_t i = 0; i < kept.size(); ++i)
            if (!kept[i] && isTold(was.indexes[i], was))
                add(ofIndex(Kind::IndexRemoved, before, now, was.indexes[i].name, {}));
    }

    static Difference ofIndex(Kind kind, ModelId before, ModelId now, const QString &from, const QString &to)
    {
        Difference result = of(kind, before, now);
        result.fromName = from;
        result.toName = to;
        return result;
    }

    static bool isUnnamedStorage(const Index &index, const Model &model)
    {
        return std::all_of(index.fields.begin(), index.fields.end(),
                           [&](FieldId field) { return model.field(field).hidden; });
    }

    /// Not the storage of a relationship, nor what a field says of itself by being unique.
    static bool isTold(const Index &index, const Model &model)
    {
        const bool saidByField = index.unique && index.fields.size() == 1 && model.field(index.fields.front()).unique;
        return !isUnnamedStorage(index, model) && !saidByField;
    }

    /// Words without meaning for the data: one difference a model, and one for all that is no model.
    void texts()
    {
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (const auto before = m_origins.models[i].model)
                if (textsOf(m_from, *before, {}) != textsOf(m_to, *before, ModelId(static_cast<int>(i))))
                    add(of(Kind::DescriptionChanged, *before, ModelId(static_cast<int>(i))));
        if (textsOf(m_from) != textsOf(m_to))
            add(of(Kind::DescriptionChanged, {}, {}));
    }

    /// Of the fields that both have, in the order of those before.
    [[nodiscard]] QStringList textsOf(const Schema &schema, ModelId before, ModelId now) const
    {
        const Model &model = schema.model(now.isValid() ? now : before);
        QStringList result{model.description, model.directives, model.arguments, model.interfaces};
        std::map<FieldId, FieldId> fields;
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            for (std::size_t f = 0; m_origins.models[i].model == before && f < m_to.models[i].fields.size(); ++f)
                if (const auto origin = m_origins.models[i].fields[f])
                    fields.insert({*origin, now.isValid() ? FieldId(static_cast<int>(f)) : *origin});
        for (const auto &[origin, field] : fields)
            result << model.field(field).description << model.field(field).directives << model.field(field).sdlType;
        return result;
    }

    [[nodiscard]] static QStringList textsOf(const Schema &schema)
    {
        QStringList texts = schema.definitions;
        for (const EnumType &type : schema.enums) {
            texts << type.description << type.directives;
            for (const auto &[value, notes] : type.notes)
                texts << notes.description << notes.directives;
        }
        for (const ObjectType &type : schema.types)
            texts << type.description << type.directives << type.interfaces;
        for (const Relationship &item : schema.relationships)
            texts << item.sourceDirectives << item.targetDirectives << item.sourceDescription << item.targetDescription
                  << item.sourceArguments << item.targetArguments;
        texts.removeAll(QString());
        return texts;
    }

    const Schema &m_from;
    const Schema &m_to;
    const Origins &m_origins;
    std::vector<std::optional<ModelId>> m_kept; ///< by model before: the wanted one
    std::vector<bool> m_keptRelations;
    std::vector<Difference> m_result;
};

} // namespace

std::vector<Difference> differences(const Schema &from, const Schema &to, const Origins &origins)
{
    return Differ(from, to, origins).run();
}

} // namespace relata
