#include "schema/schemajson.h"

#include <QJsonArray>

#include <algorithm>

// Reading the stored form. It comes from a file that others may have written: every position is checked before use.
namespace relata::schemajson {
using namespace Qt::StringLiterals;
namespace {

/// Remembers whether anything was out of place; a schema is taken over as a whole or not at all.
class Loader
{
public:
    explicit Loader(const QJsonObject &stored) : m_stored(stored) {}

    Result<Schema> load()
    {
        if (m_stored.value(u"version"_s) != QJsonValue(1))
            return failure(ErrorCode::Unsupported,
                           u"The stored schema is of a version that this program does not know; a newer one may."_s);
        each(m_stored, u"models"_s, [this](const QJsonObject &object) { m_schema.models.push_back(model(object)); });
        each(m_stored, u"enums"_s, [this](const QJsonObject &object) { m_schema.enums.push_back(enumType(object)); });
        each(m_stored, u"types"_s, [this](const QJsonObject &object) { m_schema.types.push_back(type(object)); });
        if (m_sound)
            each(m_stored, u"references"_s,
                 [this](const QJsonObject &object) { m_schema.references.push_back(reference(object)); });
        if (m_sound)
            each(m_stored, u"relationships"_s,
                 [this](const QJsonObject &object) { m_schema.relationships.push_back(relationship(object)); });
        m_schema.definitions = texts(m_stored, u"definitions"_s);
        m_schema.notices = texts(m_stored, u"notices"_s);
        const QStringList names = texts(m_stored, u"keyEndNames"_s);
        expect(static_cast<std::size_t>(names.size()) == m_schema.references.size());
        if (!m_sound)
            return failure(ErrorCode::Io, u"The stored schema is damaged and cannot be read."_s);
        m_schema.rebuildEnds({names.begin(), names.end()});
        return std::move(m_schema);
    }

private:
    void expect(bool condition) { m_sound = m_sound && condition; }

    template<typename Visit>
    void each(const QJsonObject &object, const QString &name, Visit visit)
    {
        expect(object.value(name).isArray());
        const QJsonArray array = object.value(name).toArray();
        for (const QJsonValue &item : array) {
            expect(item.isObject());
            visit(item.toObject());
        }
    }

    static QStringList texts(const QJsonObject &object, const QString &name)
    {
        QStringList result;
        const QJsonArray array = object.value(name).toArray();
        for (const QJsonValue &item : array)
            result.append(item.toString());
        return result;
    }

    /// A position in a list of that many things.
    template<typename Id>
    Id position(const QJsonValue &value, std::size_t count)
    {
        const int number = value.toInt(-1);
        expect(number >= 0 && static_cast<std::size_t>(number) < count);
        return Id(number);
    }

    std::vector<FieldId> fieldList(const QJsonValue &value, std::size_t count)
    {
        std::vector<FieldId> result;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            result.push_back(position<FieldId>(item, count));
        return result;
    }

    template<typename Enum>
    Enum kind(const QJsonObject &object, const QString &name, Enum last)
    {
        const int number = object.value(name).toInt(0);
        expect(number >= 0 && number <= static_cast<int>(last));
        return static_cast<Enum>(number);
    }

    /// The value of an enumeration by its own word.
    template<typename Enum>
    Enum word(const QJsonObject &object, const QString &name, std::initializer_list<Enum> values)
    {
        const QString text = object.value(name).toString();
        const auto found = std::find_if(values.begin(), values.end(), [&text](Enum v) { return toString(v) == text; });
        expect(found != values.end());
        return found == values.end() ? Enum{} : *found;
    }

    Field field(const QJsonObject &object)
    {
        Field result;
        result.name = object.value(u"name"_s).toString();
        result.column = object.value(u"column"_s).toString(result.name);
        result.type.kind = kind(object, u"kind"_s, FieldType::Kind::Object);
        const QString typeName = object.value(u"type"_s).toString();
        if (result.type.kind == FieldType::Kind::Scalar) {
            const auto scalar = scalarTypeNamed(typeName);
            expect(scalar.has_value());
            result.type.scalar = scalar.value_or(ScalarType::String);
        } else {
            result.type.name = typeName;
        }
        result.type.list = object.value(u"list"_s).toBool();
        result.type.elementRequired = object.value(u"elementRequired"_s).toBool();
        result.required = object.value(u"required"_s).toBool();
        result.unique = object.value(u"unique"_s).toBool();
        result.hidden = object.value(u"hidden"_s).toBool();
        result.origin = kind(object, u"origin"_s, FieldOrigin::Rowid);
        if (object.contains(u"default"_s))
            result.defaultValue = object.value(u"default"_s);
        result.hasDefault = object.value(u"hasDefault"_s).toBool();
        result.anyType = object.value(u"anyType"_s).toBool();
        result.declaredType = object.value(u"declaredType"_s).toString();
        result.description = object.value(u"description"_s).toString();
        result.directives = object.value(u"directives"_s).toString();
        result.sdlType = object.value(u"sdlType"_s).toString();
        return result;
    }

    std::vector<LabelPart> label(const QJsonArray &parts, std::size_t fields)
    {
        std::vector<LabelPart> result;
        for (const QJsonValue &part : parts) {
            if (part.isString()) {
                result.push_back({part.toString(), {}});
                continue;
            }
            const FieldId field = position<FieldId>(part, fields);
            expect(!result.empty() && !result.back().field.isValid());
            if (!result.empty())
                result.back().field = field;
        }
        return result;
    }

    Model model(const QJsonObject &object)
    {
        Model result;
        result.name = object.value(u"name"_s).toString();
        result.table = object.value(u"table"_s).toString();
        each(object, u"fields"_s, [&](const QJsonObject &item) { result.fields.push_back(field(item)); });
        result.key = fieldList(object.value(u"key"_s), result.fields.size());
        if (const QJsonValue display = object.value(u"display"_s); display.toInt(-1) >= 0)
            result.display = position<FieldId>(display, result.fields.size());
        if (const QJsonArray parts = object.value(u"label"_s).toArray(); !parts.isEmpty())
            result.setLabel(label(parts, result.fields.size()));
        result.keyKind = kind(object, u"keyKind"_s, KeyKind::None);
        result.join = object.value(u"join"_s).toBool();
        result.view = object.value(u"view"_s).toBool();
        result.hasTriggers = object.value(u"triggers"_s).toBool();
        result.withoutRowid = object.value(u"withoutRowid"_s).toBool();
        result.strict = object.value(u"strict"_s).toBool();
        each(object, u"indexes"_s, [&](const QJsonObject &item) {
            result.indexes.push_back(Index{item.value(u"name"_s).toString(),
                                           fieldList(item.value(u"fields"_s), result.fields.size()),
                                           item.value(u"unique"_s).toBool(), item.value(u"queryField"_s).toString(),
                                           item.value(u"arguments"_s).toString()});
        });
        result.description = object.value(u"description"_s).toString();
        result.directives = object.value(u"directives"_s).toString();
        result.arguments = object.value(u"arguments"_s).toString();
        result.interfaces = object.value(u"interfaces"_s).toString();
        return result;
    }

    ModelId modelAt(const QJsonObject &object, const QString &name)
    {
        return position<ModelId>(object.value(name), m_schema.models.size());
    }

    std::vector<FieldId> columnsOf(ModelId model, const QJsonValue &value)
    {
        return m_sound ? fieldList(value, m_schema.model(model).fields.size()) : std::vector<FieldId>();
    }

    Reference reference(const QJsonObject &object)
    {
        Reference result;
        result.from = modelAt(object, u"from"_s);
        result.to = modelAt(object, u"to"_s);
        result.columns = columnsOf(result.from, object.value(u"columns"_s));
        result.referenced = columnsOf(result.to, object.value(u"referenced"_s));
        expect(!result.columns.empty() && result.columns.size() == result.referenced.size());
        result.rule = word(object, u"rule"_s,
                           {DeleteRule::Cascade, DeleteRule::Clear, DeleteRule::Restrict, DeleteRule::SetDefault});
        result.unique = object.value(u"unique"_s).toBool();
        result.immediate = object.value(u"immediate"_s).toBool();
        const QStringList collations = texts(object, u"collations"_s);
        expect(collations.isEmpty() || static_cast<std::size_t>(collations.size()) == result.columns.size());
        result.collations = {collations.begin(), collations.end()};
        return result;
    }

    Relationship relationship(const QJsonObject &object)
    {
        const std::size_t references = m_schema.references.size();
        Relationship result;
        result.name = object.value(u"name"_s).toString();
        result.kind = word(object, u"kind"_s,
                           {RelationshipKind::OneToOne, RelationshipKind::OneToMany, RelationshipKind::ManyToMany});
        result.source = modelAt(object, u"source"_s);
        result.target = modelAt(object, u"target"_s);
        result.sourceField = object.value(u"sourceField"_s).toString();
        result.targetField = object.value(u"targetField"_s).toString();
        result.reference = position<ReferenceId>(object.value(u"reference"_s), references);
        if (result.isManyToMany()) {
            result.secondReference = position<ReferenceId>(object.value(u"secondReference"_s), references);
            result.through = modelAt(object, u"through"_s);
        }
        result.sourceDirectives = object.value(u"sourceDirectives"_s).toString();
        result.targetDirectives = object.value(u"targetDirectives"_s).toString();
        result.sourceDescription = object.value(u"sourceDescription"_s).toString();
        result.targetDescription = object.value(u"targetDescription"_s).toString();
        result.sourceArguments = object.value(u"sourceArguments"_s).toString();
        result.targetArguments = object.value(u"targetArguments"_s).toString();
        return result;
    }

    EnumType enumType(const QJsonObject &object)
    {
        EnumType result{object.value(u"name"_s).toString(),
                        texts(object, u"values"_s),
                        object.value(u"description"_s).toString(),
                        object.value(u"directives"_s).toString(),
                        {}};
        const QJsonObject notes = object.value(u"notes"_s).toObject();
        for (auto note = notes.begin(); note != notes.end(); ++note)
            result.notes.insert(
                {note.key(), {note.value()[u"description"_s].toString(), note.value()[u"directives"_s].toString()}});
        return result;
    }

    ObjectType type(const QJsonObject &object)
    {
        ObjectType result;
        result.name = object.value(u"name"_s).toString();
        each(object, u"fields"_s, [&](const QJsonObject &item) { result.fields.push_back(field(item)); });
        result.description = object.value(u"description"_s).toString();
        result.directives = object.value(u"directives"_s).toString();
        result.interfaces = object.value(u"interfaces"_s).toString();
        return result;
    }

    const QJsonObject &m_stored;
    Schema m_schema;
    bool m_sound = true;
};

} // namespace

Result<Schema> load(const QJsonObject &stored) { return Loader(stored).load(); }

} // namespace relata::schemajson
