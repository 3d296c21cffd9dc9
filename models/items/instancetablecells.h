#pragma once

#include "items/instancetableitemmodel.h"

#include <QVariant>

/// What the cells and headers of an instance table say, by role. Pure but for translations; GUI thread.
namespace relata::tablecells {

/// The fields by which a column sorts; empty where it cannot (an end that holds no key).
[[nodiscard]] std::vector<FieldId> sortFields(const Schema &schema, const InstanceTableItemModel::Column &column);

/// Why no cell of this column can be edited, as a sentence; empty where they can be.
[[nodiscard]] QString readOnlyReason(const Session &session, ModelId model,
                                     const InstanceTableItemModel::Column &column);

/// A field's cell, for roles that need no more than the row.
[[nodiscard]] QVariant field(const Schema &schema, ModelId model, FieldId field, const Row &row, int role);

/// An end's cell; `links` is what the row says of it.
[[nodiscard]] QVariant end(const Schema &schema, EndId end, const Row &row, const Links &links, int role);

[[nodiscard]] QVariant header(const Schema &schema, ModelId model, const InstanceTableItemModel::Column &column,
                              int role);

} // namespace relata::tablecells
