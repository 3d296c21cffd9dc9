#pragma once

#include "schema/schemaedit.h"

#include <rapidcheck.h>

#include <algorithm>

/// Schemas and changes of schemas, drawn within a property as an editor would make them.
namespace relata::test {
using namespace Qt::StringLiterals;

inline int below(int count) { return *rc::gen::inRange(0, count); }
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

class RandomDraft
{
public:
    explicit RandomDraft(SchemaDraft draft) : m_draft(std::move(draft)) {}

    [[nodiscard]] SchemaDraft take() { return std::move(m_draft); }

    void build()
    {
        const int models = 1 + below(3);
        for (int i = 0; i < models; ++i)
            addModel();
        const int relationships = below(4);
        for (int i = 0; i < relationships; ++i)
            addRelationship();
    }

    void change()
    {
        const int changes = 1 + below(5);
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
                && !isHeld(model, id))
                fields.push_back(id);
        }
        return fields.empty() ? std::nullopt : std::optional(oneOf(fields));
    }

    [[nodiscard]] bool isHeld(ModelId model, FieldId field) const
    {
        return std::any_of(schema().referencesFrom(model).begin(), schema().referencesFrom(model).end(),
                           [&](ReferenceId id) { return schema().reference(id).columns.front() == field; });
    }

    QString freshName() { return oneOf(names()) + QString::number(++m_number); }

    void addModel()
    {
        const auto model = schemaedit::addModel(m_draft, u"M"_s + freshName());
        if (!model)
            return;
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
        field.type.scalar = oneOf(scalars());
        field.type.list = coin(5);
        if (coin(4) && !field.type.list && field.type.scalar == ScalarType::String) {
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
        (void)schemaedit::addRelationship(m_draft, schemaedit::proposed(schema(), kind, *source, *target));
    }

    void changeOnce()
    {
        const auto model = anyModel();
        const auto field = model ? anyField(*model) : std::nullopt;
        switch (below(13)) {
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
            if (!schema().relationships.empty()) {
                const RelationshipId id{below(int(schema().relationships.size()))};
                auto sentence = schemaedit::sentenceOf(schema(), id);
                sentence.kind = static_cast<RelationshipKind>(below(3));
                sentence.required = false;
                if (sentence.kind != RelationshipKind::ManyToMany)
                    sentence.join.clear();
                (void)schemaedit::changeRelationship(m_draft, id, sentence);
            }
            return;
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
