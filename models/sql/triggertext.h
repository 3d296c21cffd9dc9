#pragma once

#include <QStringList>

#include <optional>

/// What a CREATE TRIGGER says of itself. Pure; any thread. Rules: https://sqlite.org/lang_createtrigger.html
namespace relata {

struct TriggerEvent
{
    enum class Kind { Insert, Update, Delete };
    Kind kind = Kind::Insert;
    QStringList columns; ///< of UPDATE OF, as they are meant; empty: any
    friend bool operator==(const TriggerEvent &, const TriggerEvent &) = default;

    /// Nothing where the text is no CREATE TRIGGER.
    [[nodiscard]] static std::optional<TriggerEvent> of(QStringView sql);
};

} // namespace relata
