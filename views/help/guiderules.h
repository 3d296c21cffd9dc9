#pragma once

#include "schema/schema.h"

#include <QString>

/// What a delete does, in words that are true for each reference's own rule. Pure; GUI thread (uses translations).
namespace relata::guide::rules {

/// What deleting the instance that a reference leads to does to those that hold the reference.
struct Effect
{
    QString sentence;
    QString byItself; ///< what the database does without Relata: one line
    bool blocks = false;
};
[[nodiscard]] Effect effectOf(const Schema &schema, ReferenceId reference);

/// What else goes, is cleared or stands in the way when an instance of this model is deleted; begins with a space, or
/// is empty.
[[nodiscard]] QString others(const Schema &schema, ModelId model, ReferenceId except = {});

/// The field under which a reference is known: its relationship field, else its column.
[[nodiscard]] QString fieldOf(const Schema &schema, ReferenceId reference);

} // namespace relata::guide::rules
