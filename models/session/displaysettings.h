#pragma once

#include "data/databaseurl.h"
#include "schema/schema.h"

#include <QJsonObject>

#include <utility>
#include <vector>

/// What instances are called, and diagrams, of databases that Relata did not make: kept in the user's settings, by file
/// and model. GUI thread.
namespace relata::displaysettings {

[[nodiscard]] std::vector<std::pair<ModelId, std::vector<LabelPart>>> load(const DatabaseUrl &url,
                                                                           const Schema &schema);
void save(const DatabaseUrl &url, const Schema &schema, ModelId model, const std::vector<LabelPart> &parts);

/// What the diagram keeps; empty where nothing is.
[[nodiscard]] QJsonObject loadDiagram(const DatabaseUrl &url);
void saveDiagram(const DatabaseUrl &url, const QJsonObject &diagram);

} // namespace relata::displaysettings
