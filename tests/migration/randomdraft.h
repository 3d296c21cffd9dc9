#pragma once

#include "schema/schemaedit.h"

#include <rapidcheck.h>

#include <algorithm>

/// Schemas and changes of schemas, drawn within a property as an editor would make them.
namespace relata::test {
using namespace Qt::StringLiterals;

/// Over the whole range from the first round on: rapidcheck would begin with the smallest numbers alone.
inline int below(int count) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, count)); }
inline bool coin(int of = 2) { return below(of) == of - 1; }

template<typename T>
const T &oneOf(const std::vector<T> &list)
{
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
}

inline const std::vector<QString> &names()
{
    static const std::vector<QString> pool{
        u"title"_s, u"order"_s, u"a \"quoted\" name"_s, u"🙂"_s, u"select"_s, u"Größe"_s, u"it's"_s, u"rowid"_s,
        u"x.y"_s,   u"value"_s};
    return pool;
}

inline const std::vector<ScalarType> &scalars()
{
    static const std::vector<ScalarType> pool{ScalarType::String,  ScalarType::Int,    ScalarType::Float,
                                              ScalarType::Boolean, ScalarType::Date,   ScalarType::DateTime,
                                              ScalarType::Json,    ScalarType::BigInt, ScalarType::Decimal};
    return pool;
}

/// Those between which values are converted, as far as there is such a value.
inline const std::vector<ScalarType> &convertibles()
{
    static const std::vector<ScalarType> pool{ScalarType::String,  ScalarType::Int,  ScalarType::Float,
                                              ScalarType::Boolean, ScalarType::Date, ScalarType::BigInt};
    return pool;
}

/// A field that no change touches: by it an instance is known again, whatever becomes of its key.
inline QString markName() { return u"mark"_s; }

class RandomDraft
{
public:
    explicit RandomDraft(SchemaDraft draft) : m_draft(std::move(draft)) {}

    [[nodiscard]] SchemaDraft take() { return std::move(m_draft); }

    void build()
    {
        if (coin())
            (void)schemaedit::addEnum(m_draft, u"Mood"_s, {u"GLAD"_s, u"SAD"_s, u"CALM"_s});
        const int models = 1 + below(3);
        for (int i = 0; i < models; ++i)
            addModel();
        const int relationships = below(4);
        for (int i = 0; i < relationships; ++i)
            addRelationship();
    }

    void change()
    {
        const int changes = 1 + below(7);
        for (int i = 0; i < changes; ++i)
            changeOnce();
    }

private:
    [[nodiscard]] const Schema &schema() const { return m_draft.schema; }

    [[nodiscard]] std::optional<ModelId> anyModel() const
    {
        std::vector<ModelId> models;
        for (std::size_t i = 0; i < schema().models.size(); ++i)
            if (!schema().models[i].join)
                models.emplace_back(int(i));
        return models.empty() ? std::nullopt : std::optional(oneOf(models));
    }

    /// One that a person made and that nothing else hangs on.
    [[nodiscard]] std::optional<FieldId> anyField(ModelId model) const
    {
        std::vector<FieldId> fields;
        for (std::size_t i = 0; i < schema().model(model).fields.size(); ++i) {
            const FieldId id{int(i)};
            const Field &field = schema().field(model, id);
            if (!field.hidden && field.origin == FieldOrigin::User && !schema().model(model).isKey(id)
                && !isHeld(model, id) && field.name != markName())
                fields.push_back(id);
        }
        return fields.empty() ? std::nullopt : std::optional(oneOf(fields));
    }

    [[nodiscard]] bool isHeld(ModelId model, FieldId field) const
    {
        return std::any_of(schema().referencesFrom(model).begin(), schema().referencesFrom(model).end(),
                           [&](ReferenceId id) {
                               const auto &columns = schema().reference(id).columns;
                               return std::find(columns.begin(), columns.end(), field) != columns.end();
                           });
    }

    QString freshName() { return oneOf(names()) + QString::number(++m_number); }

    void addModel()
    {
        const auto model = schemaedit::addModel(m_draft, u"M"_s + freshName());
        if (!model)
            return;
        (void)schemaedit::addField(m_draft, *model, markName());
        const int fields = below(4);
        for (int i = 0; i < fields; ++i)
            addField(*model);
    }

    void addField(ModelId model)
    {
        const auto id = schemaedit::addField(m_draft, model, freshName());
        if (!id)
            return;
        Field field = schema().field(model, *id);
        field.type = {};
        if (coin(4) && !schema().enums.empty()) {
            field.type.kind = FieldType::Kind::Enum;
            field.type.name = schema().enums.front().name;
        } else {
            field.type.scalar = coin() ? oneOf(convertibles()) : oneOf(scalars());
            field.type.list = coin(6);
        }
        const bool text = field.type.isScalar(ScalarType::String);
        if (coin(4) && text) {
            field.defaultValue = u"it's"_s;
            field.hasDefault = true;
            field.required = coin();
        }
        (void)schemaedit::changeField(m_draft, model, *id, field);
    }

    void addRelationship()
    {
        const auto source = anyModel();
        const auto target = anyModel();
        if (!source || !target)
            return;
        const auto kind = static_cast<RelationshipKind>(below(3));
        auto sentence = schemaedit::proposed(schema(), kind, *source, *target);
        if (coin(3) && kind != RelationshipKind::ManyToMany)
            sentence.rule = oneOf<DeleteRule>({DeleteRule::Cascade, DeleteRule::Clear, DeleteRule::Restrict});
        (void)schemaedit::addRelationship(m_draft, sentence);
    }

    void changeRelationship()
    {
        if (schema().relationships.empty())
            return;
        const RelationshipId id{below(int(schema().relationships.size()))};
        auto sentence = schemaedit::sentenceOf(schema(), id);
        sentence.kind = static_cast<RelationshipKind>(below(3));
        sentence.required = coin(3) && sentence.kind != RelationshipKind::ManyToMany;
        if (sentence.kind != RelationshipKind::ManyToMany)
            sentence.join.clear();
        (void)schemaedit::changeRelationship(m_draft, id, sentence);
    }

    void changeEnum()
    {
        if (schema().enums.empty()) {
            (void)schemaedit::addEnum(m_draft, u"Mood"_s, {u"GLAD"_s, u"RED"_s});
            return;
        }
        const EnumType type = schema().enums.front();
        const QString value = type.values.value(below(int(type.values.size())));
        switch (below(4)) {
        case 0:
            (void)schemaedit::addEnumValue(m_draft, type.name, u"NEW"_s + QString::number(++m_number), 0);
            return;
        case 1:
            (void)schemaedit::renameEnumValue(m_draft, type.name, value, u"OTHER"_s + QString::number(++m_number));
            return;
        case 2:
            if (type.values.size() > 1)
                (void)schemaedit::removeEnumValue(m_draft, type.name, value);
            return;
        default:
            (void)schemaedit::renameEnum(m_draft, type.name, u"Kind"_s + QString::number(++m_number));
        }
    }

    /// To a field that is there, to two of them, or to a new id.
    void changeKey(ModelId model)
    {
        std::vector<FieldId> key;
        if (coin(3)) {
            const auto id = schemaedit::addField(m_draft, model, u"key"_s + QString::number(++m_number));
            if (!id)
                return;
            Field field = schema().field(model, *id);
            field.type = {};
            field.type.scalar = ScalarType::Id;
            (void)schemaedit::changeField(m_draft, model, *id, field);
            key = {*id};
        } else if (const auto field = coin() ? schema().model(model).fieldNamed(markName()) : anyField(model)) {
            key = {*field};
            if (const auto second = coin(3) ? anyField(model) : std::nullopt; second && *second != *field)
                key.push_back(*second);
        }
        if (!key.empty())
            (void)schemaedit::setKey(m_draft, model, key);
    }

    void changeOnce()
    {
        const auto model = anyModel();
        const auto field = model ? anyField(*model) : std::nullopt;
        // What meets the rows is drawn more often than what leaves them alone.
        static const std::vector<int> kinds{0,  1,  2,  3,  4,  5,  6,  7,  7,  7,  8,  8,  9,
                                            10, 11, 12, 12, 12, 13, 13, 14, 14, 15, 15, 15, 16};
        switch (oneOf(kinds)) {
        case 0:
            return addModel();
        case 1:
            return addRelationship();
        case 2:
            if (model)
                (void)schemaedit::renameModel(m_draft, *model, u"R"_s + freshName());
            return;
        case 3:
            if (model)
                addField(*model);
            return;
        case 4:
            if (field)
                (void)schemaedit::removeField(m_draft, *model, *field);
            return;
        case 5:
            if (field) {
                Field wanted = schema().field(*model, *field);
                wanted.name = freshName();
                (void)schemaedit::changeField(m_draft, *model, *field, wanted);
            }
            return;
        case 6:
            if (field)
                (void)schemaedit::moveField(m_draft, *model, *field, 0);
            return;
        case 7:
            return changeRelationship();
        case 8:
            if (field) {
                Field wanted = schema().field(*model, *field);
                wanted.unique = !wanted.unique;
                (void)schemaedit::changeField(m_draft, *model, *field, wanted);
            }
            return;
        case 9:
            if (coin() && schema().models.size() > 1 && model)
                (void)schemaedit::removeModel(m_draft, *model);
            return;
        case 10:
            if (!schema().relationships.empty())
                (void)schemaedit::removeRelationship(m_draft,
                                                     RelationshipId{below(int(schema().relationships.size()))});
            return;
        case 11:
            if (model)
                (void)schemaedit::setKeptTimes(m_draft, *model, coin());
            return;
        case 12:
            return changeEnum();
        case 13:
            if (model)
                changeKey(*model);
            return;
        case 14:
            if (field) {
                Field wanted = schema().field(*model, *field);
                wanted.required = !wanted.required;
                (void)schemaedit::changeField(m_draft, *model, *field, wanted);
            }
            return;
        case 15:
            if (field) {
                // Narrower, perhaps; from types whose texts are their own.
                Field wanted = schema().field(*model, *field);
                const auto &pool = convertibles();
                const bool plain = !wanted.type.list
                    && (wanted.type.kind == FieldType::Kind::Enum
                        || std::find(pool.begin(), pool.end(), wanted.type.scalar) != pool.end());
                if (!plain)
                    return;
                wanted.type = {};
                if (coin(4) && !schema().enums.empty()) {
                    wanted.type.kind = FieldType::Kind::Enum;
                    wanted.type.name = schema().enums.front().name;
                } else {
                    wanted.type.scalar = oneOf(pool);
                }
                wanted.declaredType.clear();
                wanted.defaultValue.reset();
                wanted.hasDefault = false;
                (void)schemaedit::changeField(m_draft, *model, *field, wanted);
            }
            return;
        default:
            if (field) {
                Field wanted = schema().field(*model, *field);
                wanted.type = {};
                wanted.defaultValue.reset();
                wanted.hasDefault = false;
                (void)schemaedit::changeField(m_draft, *model, *field, wanted);
            }
        }
    }

    SchemaDraft m_draft;
    int m_number = 0;
};

} // namespace relata::test
