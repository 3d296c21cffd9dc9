#pragma once

#include "schema/schema.h"

/// Guesses and names that the schema's readers share. Pure; any thread.
namespace relata::schemarules {

/// The field whose value stands for an instance (PEERS 3.1, after Datasette): the one unique text field, else one
/// called name, title or label, else the only other field of a two-field model, else the first text field that is not
/// in the key and not part of a reference. Invalid where nothing fits (and for join models). After rebuildEnds().
[[nodiscard]] FieldId guessDisplay(const Schema &schema, ModelId model);

/// "Category" → "categories", "order item" → "order items", "Größe" → "größe"; names are kept readable, not correct.
[[nodiscard]] QString pluralFieldName(const QString &modelName);
[[nodiscard]] QString singularFieldName(const QString &modelName);

/// `wanted`, or `wanted2`, `wanted3`… if the model already has a field or end of that name.
[[nodiscard]] QString freeName(const QString &wanted, const QStringList &taken);

} // namespace relata::schemarules
