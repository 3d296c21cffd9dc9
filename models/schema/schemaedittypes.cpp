#include "schema/schemaeditparts.h"

#include <algorithm>

// Edits of enums and of non-model types.
namespace relata::schemaedit {
using namespace Qt::StringLiterals;
namespace {

EnumType *enumOf(SchemaSurgery &surgery, const QString &name)
{
    auto &enums = surgery.schema().enums;
    const auto found =
        std::find_if(enums.begin(), enums.end(), [&](const EnumType &type) { return type.name == name; });
    return found == enums.end() ? nullptr : &*found;
}

ObjectType *typeOf(SchemaSurgery &surgery, const QString &name)
{
    auto &types = surgery.schema().types;
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const ObjectType &type) { return type.name == name; });
    return found == types.end() ? nullptr : &*found;
}

Origins::OfEnum &originOf(SchemaSurgery &surgery, const EnumType &type)
{
    return surgery.origins().enums[static_cast<std::size_t>(&type - surgery.schema().enums.data())];
}

tl::unexpected<Error> noEnum(const QString &name) { return refusal(u"There is no enum called \"%1\"."_s.arg(name)); }

tl::unexpected<Error> noType(const QString &name)
{
    return refusal(u"There is no non-model type called \"%1\"."_s.arg(name));
}

tl::unexpected<Error> noValue(const QString &name, const QString &value)
{
    return refusal(u"%1 has no value \"%2\"."_s.arg(name, value));
}

Done checkNewValue(const EnumType &type, const QString &value)
{
    if (value.trimmed().isEmpty())
        return refusal(u"A value is needed."_s);
    if (type.values.contains(value))
        return refusal(u"%1 already has the value \"%2\"."_s.arg(type.name, value));
    return {};
}

/// Every field of this type, of models and of non-model types.
template<typename Change>
void eachFieldOf(SchemaSurgery &surgery, FieldType::Kind kind, const QString &name, const Change &change)
{
    const auto visit = [&](std::vector<Field> &fields) {
        for (Field &field : fields)
            if (field.type.kind == kind && field.type.name == name)
                change(field);
    };
    for (Model &model : surgery.schema().models)
        visit(model.fields);
    for (ObjectType &type : surgery.schema().types)
        visit(type.fields);
}

void becomeScalar(Field &field, ScalarType scalar)
{
    field.type.kind = FieldType::Kind::Scalar;
    field.type.scalar = scalar;
    field.type.name.clear();
    field.declaredType.clear();
    field.sdlType.clear();
}

template<typename Work>
Done editedEnum(SchemaDraft &draft, const QString &name, const Work &work)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        EnumType *type = enumOf(surgery, name);
        if (!type)
            return noEnum(name);
        return work(surgery, *type, originOf(surgery, *type));
    });
}

} // namespace

Done addEnum(SchemaDraft &draft, const QString &name, const QStringList &values)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        if (Done fits = checkTypeName(surgery.schema(), name); !fits)
            return fits;
        EnumType type;
        type.name = name;
        for (const QString &value : values) {
            if (Done fits = checkNewValue(type, value); !fits)
                return fits;
            type.values.append(value);
        }
        Origins::OfEnum origin;
        origin.values = QStringList(type.values.size(), QString());
        surgery.origins().enums.push_back(std::move(origin));
        surgery.schema().enums.push_back(std::move(type));
        return {};
    });
}

Done renameEnum(SchemaDraft &draft, const QString &name, const QString &wanted)
{
    return editedEnum(draft, name, [&](SchemaSurgery &surgery, EnumType &type, Origins::OfEnum &) -> Done {
        if (name == wanted)
            return {};
        if (Done fits = checkTypeName(surgery.schema(), wanted); !fits)
            return fits;
        type.name = wanted;
        eachFieldOf(surgery, FieldType::Kind::Enum, name, [&wanted](Field &field) { field.type.name = wanted; });
        return {};
    });
}

Done removeEnum(SchemaDraft &draft, const QString &name)
{
    return editedEnum(draft, name, [&](SchemaSurgery &surgery, EnumType &type, Origins::OfEnum &) -> Done {
        eachFieldOf(surgery, FieldType::Kind::Enum, name,
                    [](Field &field) { becomeScalar(field, ScalarType::String); });
        const auto place = &type - surgery.schema().enums.data();
        surgery.schema().enums.erase(surgery.schema().enums.begin() + place);
        surgery.origins().enums.erase(surgery.origins().enums.begin() + place);
        return {};
    });
}

Done addEnumValue(SchemaDraft &draft, const QString &name, const QString &value, int at)
{
    return editedEnum(draft, name, [&](SchemaSurgery &, EnumType &type, Origins::OfEnum &origin) -> Done {
        if (Done fits = checkNewValue(type, value); !fits)
            return fits;
        const qsizetype place = std::clamp(qsizetype(at), qsizetype(0), type.values.size());
        type.values.insert(place, value);
        origin.values.insert(place, QString());
        return {};
    });
}

Done renameEnumValue(SchemaDraft &draft, const QString &name, const QString &value, const QString &wanted)
{
    return editedEnum(draft, name, [&](SchemaSurgery &surgery, EnumType &type, Origins::OfEnum &) -> Done {
        const qsizetype place = type.values.indexOf(value);
        if (place < 0)
            return noValue(name, value);
        if (value == wanted)
            return {};
        if (Done fits = checkNewValue(type, wanted); !fits)
            return fits;
        type.values[place] = wanted;
        if (auto notes = type.notes.extract(value)) {
            notes.key() = wanted;
            type.notes.insert(std::move(notes));
        }
        eachFieldOf(surgery, FieldType::Kind::Enum, name, [&](Field &field) {
            if (field.defaultValue == QJsonValue(value))
                field.defaultValue = wanted;
        });
        return {};
    });
}

Done removeEnumValue(SchemaDraft &draft, const QString &name, const QString &value)
{
    return editedEnum(draft, name, [&](SchemaSurgery &surgery, EnumType &type, Origins::OfEnum &origin) -> Done {
        const qsizetype place = type.values.indexOf(value);
        if (place < 0)
            return noValue(name, value);
        type.values.removeAt(place);
        type.notes.erase(value);
        origin.values.removeAt(place);
        eachFieldOf(surgery, FieldType::Kind::Enum, name, [&value](Field &field) {
            if (field.defaultValue != QJsonValue(value))
                return;
            field.defaultValue.reset();
            field.hasDefault = false;
        });
        return {};
    });
}

Done moveEnumValue(SchemaDraft &draft, const QString &name, const QString &value, int to)
{
    return editedEnum(draft, name, [&](SchemaSurgery &, EnumType &type, Origins::OfEnum &origin) -> Done {
        const qsizetype from = type.values.indexOf(value);
        if (from < 0)
            return noValue(name, value);
        const qsizetype place = std::clamp(qsizetype(to), qsizetype(0), type.values.size() - 1);
        type.values.move(from, place);
        origin.values.move(from, place);
        return {};
    });
}

Done setType(SchemaDraft &draft, const ObjectType &type)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        auto &list = surgery.schema().types;
        const auto present = std::find_if(list.begin(), list.end(),
                                          [&type](const ObjectType &other) { return other.name == type.name; });
        if (present == list.end())
            if (Done fits = checkTypeName(surgery.schema(), type.name); !fits)
                return fits;
        QStringList names;
        for (const Field &field : type.fields) {
            if (field.name.trimmed().isEmpty())
                return refusal(u"A name is needed."_s);
            if (names.contains(field.name))
                return refusal(
                    u"%1 already has a field called \"%2\". Choose another name."_s.arg(type.name, field.name));
            names.append(field.name);
            const bool itself = field.type.kind == FieldType::Kind::Object && field.type.name == type.name;
            if (itself)
                continue;
            if (Done fits = checkFieldType(surgery.schema(), field); !fits)
                return fits;
        }
        if (present == list.end())
            list.push_back(type);
        else
            *present = type;
        return {};
    });
}

Done renameType(SchemaDraft &draft, const QString &name, const QString &wanted)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        ObjectType *type = typeOf(surgery, name);
        if (!type)
            return noType(name);
        if (name == wanted)
            return {};
        if (Done fits = checkTypeName(surgery.schema(), wanted); !fits)
            return fits;
        type->name = wanted;
        eachFieldOf(surgery, FieldType::Kind::Object, name, [&wanted](Field &field) { field.type.name = wanted; });
        return {};
    });
}

Done setTypeDescription(SchemaDraft &draft, const QString &name, const QString &description)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        EnumType *values = enumOf(surgery, name);
        ObjectType *type = typeOf(surgery, name);
        if (!values && !type)
            return noType(name);
        (values ? values->description : type->description) = description;
        return {};
    });
}

Done removeType(SchemaDraft &draft, const QString &name)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        ObjectType *type = typeOf(surgery, name);
        if (!type)
            return noType(name);
        auto &list = surgery.schema().types;
        list.erase(list.begin() + (type - list.data()));
        eachFieldOf(surgery, FieldType::Kind::Object, name,
                    [](Field &field) { becomeScalar(field, ScalarType::Json); });
        return {};
    });
}

} // namespace relata::schemaedit
