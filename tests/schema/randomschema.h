#pragma once

#include "schema/findings.h"
#include "schema/schemarules.h"
#include "schema/sdldraft.h"
#include "schema/sdlfields.h"
#include "schema/types.h"

#include <rapidcheck.h>

#include <QJsonArray>
#include <QSet>

/// Any schema that a database could hold: names of every kind, keys of every kind, relationships over plain and hidden
/// fields. Drawn within a property; each draw shrinks by itself.
namespace relata::test {
using namespace Qt::StringLiterals;

class RandomSchema
{
public:
    Schema make()
    {
        makeTypes();
        const int models = 1 + below(4);
        for (int i = 0; i < models; ++i)
            makeModel();
        const int relationships = below(6);
        for (int i = 0; i < relationships; ++i)
            makeRelationship();
        addDefinitions();
        m_schema.rebuildEnds(m_keyEndNames);
        for (std::size_t i = 0; i < m_schema.models.size(); ++i) {
            m_schema.models[i].display = schemarules::guessDisplay(m_schema, ModelId(static_cast<int>(i)));
            if (coin(4))
                labelBySeveral(m_schema.models[i]);
            else if (coin(8))
                m_schema.models[i].setLabel({});
        }
        return std::move(m_schema);
    }

private:
    /// Text with signs of its own between fields, some of them twice.
    static void labelBySeveral(Model &model)
    {
        std::vector<FieldId> visible;
        for (std::size_t i = 0; i < model.fields.size(); ++i)
            if (!model.fields[i].hidden)
                visible.emplace_back(static_cast<int>(i));
        if (visible.empty())
            return;
        std::vector<LabelPart> parts;
        for (int count = 1 + below(3); count > 0; --count)
            parts.push_back({oneOf<QString>({u""_s, u", "_s, u" {\\} \"#"_s}), oneOf(visible)});
        if (coin())
            parts.push_back({u" ("_s, {}});
        model.setLabel(std::move(parts));
    }

    static int below(int count) { return *rc::gen::inRange(0, count); }
    static bool coin(int of = 2) { return below(of) == of - 1; }
    template<typename T>
    static T oneOf(const std::vector<T> &list)
    {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }

    /// A name that is new in its scope, whatever its case.
    static QString newName(QSet<QString> &taken)
    {
        static const std::vector<QString> pool{
            u"title"_s,      u"Post"_s,       u"order item"_s, u"order-item"_s, u"order_item"_s,
            u"1st"_s,        u"Größe ∑ 表"_s, u"🙂"_s,       u"a\"b\\c"_s,    u"#relata x"_s,
            u"__typename"_s, u"Query"_s,      u"String"_s,     u"select"_s,     u"true"_s,
            u"author_id"_s,  u"AuthorId"_s,   u"author"_s,     u"createdAt"_s,  u"updatedAt"_s,
            u"id"_s,         u"type"_s,       u"x"_s,          u"_"_s,          u"{}@()"_s,
        };
        QString name = oneOf(pool);
        for (int number = 2; taken.contains(name.toLower()); ++number)
            name = name.section(u'~', 0, 0) + u'~' + QString::number(number);
        taken.insert(name.toLower());
        return name;
    }

    static QString description()
    {
        static const std::vector<QString> pool{
            QString(),         u"Plain words."_s,        u"Two\nlines."_s,      u"\"quoted\" and \"\"\"more\"\"\""_s,
            u"  indented"_s,   u"ends with \\"_s,        u"tab\tand é 🙂"_s, u"\nempty lines\n\n"_s,
            u"#relata mark"_s, u"a\n  b\n#relata c\n"_s, u"bell \u0007 \r x"_s,
        };
        return oneOf(pool);
    }

    static QString directives()
    {
        static const std::vector<QString> pool{
            QString(),
            QString(),
            QString(),
            u"@auth(rules: [{allow: owner}])"_s,
            u"@auth(rules: [\n  {allow: owner}\n])"_s,
            u"@tagged"_s,
            u"@auth(rules: []) @tagged(by: \"a\\nb\")"_s,
        };
        return oneOf(pool);
    }

    void makeTypes()
    {
        const int enums = below(3);
        for (int i = 0; i < enums; ++i) {
            EnumType type{u"Enum%1"_s.arg(i), {u"GOOD"_s, u"BAD"_s}, description(), directives(), {}};
            if (coin())
                type.notes.insert({u"BAD"_s, {u"Not good"_s, u"@deprecated(reason: \"old\")"_s}});
            m_schema.enums.push_back(std::move(type));
        }
        const int types = below(3);
        for (int i = 0; i < types; ++i) {
            ObjectType type{u"Type%1"_s.arg(i), {}, description(), directives(), {}};
            const int fields = 1 + below(3);
            for (int f = 0; f < fields; ++f) {
                Field field;
                field.name = u"part%1"_s.arg(f);
                field.column = field.name;
                field.type = fieldType();
                field.required = coin() && field.type.kind != FieldType::Kind::Object;
                field.description = description();
                field.directives = directives();
                type.fields.push_back(field);
            }
            m_schema.types.push_back(std::move(type));
        }
    }

    FieldType fieldType()
    {
        FieldType type;
        type.scalar = static_cast<ScalarType>(below(static_cast<int>(ScalarType::BigInt) + 1));
        if (coin(5) && !m_schema.enums.empty()) {
            type.kind = FieldType::Kind::Enum;
            type.name = oneOf(m_schema.enums).name;
        } else if (coin(5) && !m_schema.types.empty()) {
            type.kind = FieldType::Kind::Object;
            type.name = oneOf(m_schema.types).name;
        }
        if (type.kind != FieldType::Kind::Scalar)
            type.scalar = ScalarType::String;
        type.list = coin(6);
        type.elementRequired = type.list && coin();
        return type;
    }

    Field field(QSet<QString> &names, QSet<QString> &columns)
    {
        Field result;
        result.name = newName(names);
        result.column = coin(4) || columns.contains(result.name.toLower()) ? newName(columns) : result.name;
        columns.insert(result.column.toLower());
        result.type = fieldType();
        result.required = coin();
        result.description = description();
        result.directives = directives();
        result.unique = coin(6);
        result.anyType = coin(8);
        if (coin(8))
            result.origin = FieldOrigin::Generated;
        static const std::vector<QJsonValue> values{u"it's \"so\"\n"_s, 7,    true, 1.5, u"2024-02-29"_s, u"GOOD"_s,
                                                    QJsonArray{1, 2},   u""_s};
        const QJsonValue value = oneOf(values);
        // JSON in a default is text, as all of SDL is.
        const bool fits = value.isArray() == result.type.list
            && (value.isString() || result.type.list || !result.type.isScalar(ScalarType::Json));
        if (coin(3) && fits && types::check(m_schema, result, value))
            result.defaultValue = value;
        result.hasDefault = result.defaultValue || coin(8);
        return result;
    }

    void makeModel()
    {
        Model model;
        model.name = newName(m_modelNames);
        model.table = model.name;
        if (coin(4) || m_tables.contains(model.table.toLower()))
            model.table = newName(m_tables);
        m_tables.insert(model.table.toLower());
        model.description = description();
        model.directives = directives();
        model.arguments = coin(5) ? u"subscriptions: null"_s : QString();
        model.interfaces = coin(6) ? u"Named & Dated"_s : QString();
        model.strict = coin(6);
        m_names.emplace_back();
        m_columns.emplace_back();
        const int fields = 1 + below(5);
        for (int i = 0; i < fields; ++i)
            model.fields.push_back(field(m_names.back(), m_columns.back()));
        chooseKey(model);
        if (coin() && model.keyKind != KeyKind::Rowid) {
            addTime(model, u"createdAt"_s, FieldOrigin::CreatedAt);
            addTime(model, u"updatedAt"_s, FieldOrigin::UpdatedAt);
        }
        const int indexes = below(3);
        for (int i = 0; i < indexes; ++i) {
            Index index{oneOf<QString>({u"by%1"_s, u"index %1"_s, u"sqlite_autoindex_%1"_s}).arg(i),
                        {},
                        coin(),
                        coin(3) ? u"query%1"_s.arg(i) : QString()};
            index.fields.emplace_back(below(fields));
            if (const FieldId second(below(fields)); coin() && second != index.fields.front())
                index.fields.push_back(second);
            index.arguments = coin(5) ? u"projection: {type: KEYS_ONLY}"_s : QString();
            model.indexes.push_back(std::move(index));
        }
        m_schema.models.push_back(std::move(model));
    }

    void addTime(Model &model, const QString &name, FieldOrigin origin)
    {
        if (m_names.back().contains(name.toLower()) || m_columns.back().contains(name.toLower()))
            return;
        m_names.back().insert(name.toLower());
        m_columns.back().insert(name.toLower());
        Field time;
        time.name = name;
        time.column = name;
        time.type.scalar = ScalarType::DateTime;
        time.origin = origin;
        model.fields.push_back(std::move(time));
    }

    void chooseKey(Model &model)
    {
        const int kind = below(8);
        model.view = kind == 7;
        model.keyKind = kind == 7 || kind == 6 ? KeyKind::None
            : kind == 5                        ? KeyKind::Rowid
            : kind == 4                        ? KeyKind::Unique
                                               : KeyKind::Primary;
        if (model.keyKind == KeyKind::None)
            return;
        if (model.keyKind == KeyKind::Rowid) {
            Field rowid;
            rowid.name = u"_rowid_"_s;
            rowid.column = rowid.name;
            rowid.type.scalar = ScalarType::BigInt;
            rowid.required = rowid.unique = rowid.hidden = rowid.hasDefault = true;
            rowid.origin = FieldOrigin::Rowid;
            model.key = {FieldId(static_cast<int>(model.fields.size()))};
            model.fields.push_back(std::move(rowid));
            m_names.back().insert(u"_rowid_"_s);
            m_columns.back().insert(u"_rowid_"_s);
            return;
        }
        const int parts = std::min(1 + below(2), static_cast<int>(model.fields.size()));
        for (int i = 0; i < parts; ++i) {
            Field &part = model.fields[static_cast<std::size_t>(i)];
            part.type = FieldType();
            part.type.scalar =
                oneOf<ScalarType>({ScalarType::Id, ScalarType::String, ScalarType::Int, ScalarType::BigInt});
            part.defaultValue.reset();
            part.required = !coin(5);
            model.key.emplace_back(i);
        }
        // As most databases have it: one text or number called id.
        if (coin() && parts == 1 && !m_names.back().contains(u"id"_s) && !m_columns.back().contains(u"id"_s)) {
            model.fields.front().name = model.fields.front().column = u"id"_s;
            m_names.back().insert(u"id"_s);
            m_columns.back().insert(u"id"_s);
        }
    }

    /// Models that a foreign key can lead to.
    std::vector<ModelId> keyed() const
    {
        std::vector<ModelId> result;
        for (std::size_t i = 0; i < m_schema.models.size(); ++i) {
            const Model &model = m_schema.models[i];
            if (!model.key.empty() && model.keyKind != KeyKind::Rowid && !model.join)
                result.emplace_back(static_cast<int>(i));
        }
        return result;
    }

    /// Fields of `from` that hold a key of `to`: hidden ones, or such that a database would have.
    std::vector<FieldId> addColumns(ModelId from, ModelId to, const std::vector<FieldId> &referenced, bool hidden,
                                    bool required)
    {
        std::vector<FieldId> result;
        for (const FieldId part : referenced) {
            QSet<QString> &names = m_names[from.index()];
            QSet<QString> both = names + m_columns[from.index()];
            Field column = sdl::keyHolder(m_schema.field(to, part), newName(both));
            names.insert(column.name.toLower());
            m_columns[from.index()].insert(column.name.toLower());
            column.hidden = hidden;
            column.required = hidden ? required : coin();
            result.emplace_back(static_cast<int>(m_schema.models[from.index()].fields.size()));
            m_schema.models[from.index()].fields.push_back(std::move(column));
        }
        return result;
    }

    ReferenceId addReference(Reference reference, const QString &keyEnd)
    {
        reference.rule = oneOf<DeleteRule>({DeleteRule::Cascade, DeleteRule::Clear, DeleteRule::Restrict});
        reference.immediate = reference.rule == DeleteRule::Restrict && coin();
        m_schema.references.push_back(std::move(reference));
        m_keyEndNames.push_back(keyEnd);
        return ReferenceId(static_cast<int>(m_schema.references.size()) - 1);
    }

    /// An end's name: of its own, or that of the column that holds its key.
    QString endName(ModelId model, const std::vector<FieldId> &columns = {})
    {
        if (columns.size() == 1 && coin() && !m_borrowed.contains({model.value(), columns.front().value()})) {
            m_borrowed.insert({model.value(), columns.front().value()});
            return m_schema.field(model, columns.front()).name;
        }
        return newName(m_names[model.index()]);
    }

    void makeRelationship()
    {
        const std::vector<ModelId> models = keyed();
        if (models.empty())
            return;
        const ModelId one = oneOf(models);
        const ModelId holder(below(static_cast<int>(m_schema.models.size())));
        if (m_schema.model(holder).view || m_schema.model(holder).join)
            return;
        if (coin(4))
            return makeManyToMany(one, oneOf(models));
        Reference reference;
        reference.from = holder;
        reference.to = one;
        reference.referenced = m_schema.model(one).key;
        const bool hidden = coin();
        reference.columns = addColumns(holder, one, reference.referenced, hidden, coin());
        reference.unique = coin();
        const std::vector<FieldId> columns = reference.columns;
        Relationship relationship;
        relationship.kind = reference.unique ? RelationshipKind::OneToOne : RelationshipKind::OneToMany;
        relationship.source = reference.unique ? holder : one;
        relationship.target = reference.unique ? one : holder;
        QString keyEnd;
        if (reference.unique || !coin(4))
            keyEnd = endName(holder, columns);
        QString backEnd;
        if (!coin(4))
            backEnd = endName(one);
        relationship.sourceField = reference.unique ? keyEnd : backEnd;
        relationship.targetField = reference.unique ? backEnd : keyEnd;
        relationship.reference = addReference(std::move(reference), keyEnd);
        finish(relationship);
    }

    void finish(Relationship &relationship)
    {
        const bool fromSource = !relationship.sourceField.isEmpty();
        relationship.name = coin() ? u"Its own name"_s
                                   : m_schema.model(fromSource ? relationship.source : relationship.target).name + u'.'
                + (fromSource ? relationship.sourceField : relationship.targetField);
        if (fromSource) {
            relationship.sourceDescription = description();
            relationship.sourceDirectives = directives();
            relationship.sourceArguments =
                relationship.kind != RelationshipKind::OneToOne && coin(4) ? u"limit: 50"_s : QString();
        }
        if (!relationship.targetField.isEmpty()) {
            relationship.targetDescription = description();
            relationship.targetDirectives = directives();
        }
        m_schema.relationships.push_back(relationship);
    }

    void makeManyToMany(ModelId source, ModelId target)
    {
        if (coin())
            return makePlainJoin(source, target);
        sdl::Draft draft = sdl::draftFrom(m_schema, m_keyEndNames);
        sdl::RelationField first;
        first.kind = sdl::RelationField::Kind::ManyToMany;
        first.model = source;
        first.target = target;
        first.name = endName(source);
        first.relationName = coin() ? QString() : u"Join%1"_s.arg(m_schema.models.size());
        draft.relations = {first};
        RC_ASSERT(sdl::makeManyToMany(draft, draft.relations.front()).has_value());
        sdl::keepTimes(draft, ModelId(static_cast<int>(draft.schema.models.size()) - 1), nullptr);
        m_schema = draft.schema;
        m_keyEndNames = draft.keyEndNames;
        if (coin())
            m_schema.relationships.back().targetField = endName(target);
        m_names.emplace_back();
        m_columns.emplace_back();
        m_modelNames.insert(m_schema.models.back().name.toLower());
        m_tables.insert(m_schema.models.back().table.toLower());
    }

    void makePlainJoin(ModelId source, ModelId target)
    {
        makeModel();
        Model &join = m_schema.models.back();
        const ModelId id(static_cast<int>(m_schema.models.size()) - 1);
        join.view = false;
        join.join = true;
        Relationship relationship;
        relationship.kind = RelationshipKind::ManyToMany;
        relationship.source = source;
        relationship.target = target;
        relationship.through = id;
        const bool hidden = coin();
        for (const ModelId end : {source, target}) {
            Reference reference;
            reference.from = id;
            reference.to = end;
            reference.referenced = m_schema.model(end).key;
            reference.columns = addColumns(id, end, reference.referenced, hidden, true);
            const QString keyEnd = endName(id, reference.columns);
            const ReferenceId made = addReference(std::move(reference), keyEnd);
            (relationship.reference.isValid() ? relationship.secondReference : relationship.reference) = made;
        }
        relationship.sourceField = endName(source);
        if (coin())
            relationship.targetField = endName(target);
        finish(relationship);
    }

    void addDefinitions()
    {
        if (coin())
            m_schema.definitions.append(u"type Query { a(b: Int = 1): String @function(name: \"f\") }"_s);
        if (coin())
            m_schema.definitions.append(u"\"A filter\"\ninput Filter {\n  # a comment\n\n  a: Int\n}"_s);
        if (coin())
            m_schema.definitions.append(u"directive @auth(\n  rules: [String]\n) on OBJECT"_s);
    }

    Schema m_schema;
    std::vector<QString> m_keyEndNames;
    QSet<QString> m_modelNames{u"enum0"_s, u"enum1"_s, u"enum2"_s, u"type0"_s, u"type1"_s, u"type2"_s};
    QSet<QString> m_tables;
    std::vector<QSet<QString>> m_names; ///< by model: of fields and ends, lower case
    std::vector<QSet<QString>> m_columns;
    QSet<std::pair<int, int>> m_borrowed; ///< columns whose name an end bears
};

} // namespace relata::test
