#include "schema/schema.h"

#include <algorithm>
#include <array>

namespace relata {
namespace {

struct ScalarName
{
    ScalarType type;
    QLatin1StringView name;
};

// In the order of the enumeration, so that a type is its own position.
constexpr std::array scalarNames{
    ScalarName{ScalarType::Id, QLatin1StringView("ID")},
    ScalarName{ScalarType::String, QLatin1StringView("String")},
    ScalarName{ScalarType::Int, QLatin1StringView("Int")},
    ScalarName{ScalarType::Float, QLatin1StringView("Float")},
    ScalarName{ScalarType::Boolean, QLatin1StringView("Boolean")},
    ScalarName{ScalarType::Date, QLatin1StringView("AWSDate")},
    ScalarName{ScalarType::Time, QLatin1StringView("AWSTime")},
    ScalarName{ScalarType::DateTime, QLatin1StringView("AWSDateTime")},
    ScalarName{ScalarType::Timestamp, QLatin1StringView("AWSTimestamp")},
    ScalarName{ScalarType::Email, QLatin1StringView("AWSEmail")},
    ScalarName{ScalarType::Url, QLatin1StringView("AWSURL")},
    ScalarName{ScalarType::Phone, QLatin1StringView("AWSPhone")},
    ScalarName{ScalarType::IpAddress, QLatin1StringView("AWSIPAddress")},
    ScalarName{ScalarType::Json, QLatin1StringView("AWSJSON")},
    ScalarName{ScalarType::Binary, QLatin1StringView("Binary")},
    ScalarName{ScalarType::Decimal, QLatin1StringView("Decimal")},
    ScalarName{ScalarType::BigInt, QLatin1StringView("BigInt")},
};

template<typename List>
auto *named(List &list, QStringView name)
{
    const auto found = std::find_if(list.begin(), list.end(), [name](const auto &item) { return item.name == name; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

QString toString(ScalarType type) { return scalarNames[static_cast<std::size_t>(type)].name; }

std::optional<ScalarType> scalarTypeNamed(QStringView name)
{
    const auto *found = named(scalarNames, name);
    return found ? std::optional(found->type) : std::nullopt;
}

QString toString(DeleteRule rule)
{
    switch (rule) {
    case DeleteRule::Cascade:
        return QStringLiteral("cascade");
    case DeleteRule::Clear:
        return QStringLiteral("clear");
    case DeleteRule::Restrict:
        return QStringLiteral("restrict");
    case DeleteRule::SetDefault:
        return QStringLiteral("setDefault");
    }
    Q_UNREACHABLE();
}

QString toString(RelationshipKind kind)
{
    switch (kind) {
    case RelationshipKind::OneToOne:
        return QStringLiteral("oneToOne");
    case RelationshipKind::OneToMany:
        return QStringLiteral("oneToMany");
    case RelationshipKind::ManyToMany:
        return QStringLiteral("manyToMany");
    }
    Q_UNREACHABLE();
}

std::optional<FieldId> Model::fieldNamed(QStringView fieldName) const
{
    const auto *found = named(fields, fieldName);
    return found ? std::optional(FieldId(static_cast<int>(found - fields.data()))) : std::nullopt;
}

bool Model::isKey(FieldId id) const { return std::find(key.begin(), key.end(), id) != key.end(); }

std::optional<ModelId> Schema::modelNamed(QStringView name) const
{
    const auto *found = named(models, name);
    return found ? std::optional(ModelId(static_cast<int>(found - models.data()))) : std::nullopt;
}

std::vector<LabelPart> Model::labelParts() const
{
    if (!label.empty() || !display.isValid())
        return label;
    return {{{}, display}};
}

bool Model::isInLabel(FieldId id) const
{
    return id == display
        || std::any_of(label.begin(), label.end(), [id](const LabelPart &part) { return part.field == id; });
}

void Model::setLabel(std::vector<LabelPart> parts)
{
    const auto first =
        std::find_if(parts.begin(), parts.end(), [](const LabelPart &part) { return part.field.isValid(); });
    display = first == parts.end() ? FieldId() : first->field;
    const bool alone = parts.size() == 1 && parts.front().text.isEmpty();
    label = alone || !display.isValid() ? std::vector<LabelPart>() : std::move(parts);
}

const EnumType *Schema::enumNamed(QStringView name) const { return named(enums, name); }

const ObjectType *Schema::typeNamed(QStringView name) const { return named(types, name); }

bool Schema::isClearable(ReferenceId id) const
{
    const Reference &ref = reference(id);
    const Model &holder = model(ref.from);
    return std::none_of(ref.columns.begin(), ref.columns.end(),
                        [&holder](FieldId column) { return holder.field(column).required || holder.isKey(column); });
}

bool Schema::isRequired(ReferenceId id) const
{
    const Reference &ref = reference(id);
    const Model &holder = model(ref.from);
    return std::all_of(ref.columns.begin(), ref.columns.end(),
                       [&holder](FieldId column) { return holder.field(column).required || holder.isKey(column); });
}

} // namespace relata
