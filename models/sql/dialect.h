#pragma once

#include "sql/tabledialect.h"

namespace relata {

/// Of a database that Relata works on: besides tables, the conditions that select rows. Stateless, any thread.
class Dialect : public TableDialect
{
public:
    ~Dialect() override;

    /// A text expression, compared and sorted by code point whatever its column's collation.
    [[nodiscard]] virtual QString byCodePoint(const QString &text) const = 0;
    /// A text expression, compared by this collation.
    [[nodiscard]] virtual QString collated(const QString &text, const QString &collation) const = 0;
    /// A condition, true or false and never unknown.
    [[nodiscard]] virtual QString isNotTrue(const QString &condition) const = 0;
    /// A condition: the text contains the other, exactly.
    [[nodiscard]] virtual QString contains(const QString &text, const QString &part) const = 0;
    /// A condition: the text begins with the other, exactly. `part` and `again` are two placeholders of the one value.
    [[nodiscard]] virtual QString beginsWith(const QString &text, const QString &part, const QString &again) const = 0;
    /// A condition: the value, compared as it is written, is an element of this JSON list of texts and whole numbers.
    [[nodiscard]] virtual QString isElementOf(const QString &value, const QString &list) const = 0;
    /// A condition: this JSON list has an element that equals the value.
    [[nodiscard]] virtual QString listContains(const QString &list, const QString &element) const = 0;

    [[nodiscard]] static const Dialect &sqlite();
};

} // namespace relata
