#include "schema/schemadiff.h"

namespace relata {

Origins unchangedOrigins(const Schema &schema)
{
    Origins origins;
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        Origins::OfModel model{ModelId(static_cast<int>(i)), {}};
        for (std::size_t field = 0; field < schema.models[i].fields.size(); ++field)
            model.fields.emplace_back(FieldId(static_cast<int>(field)));
        origins.models.push_back(std::move(model));
    }
    for (std::size_t i = 0; i < schema.relationships.size(); ++i)
        origins.relationships.emplace_back(RelationshipId(static_cast<int>(i)));
    for (const EnumType &type : schema.enums)
        origins.enums.push_back({type.name, type.values});
    return origins;
}

} // namespace relata
