#pragma once

#include "schema/findings.h"

/// What names may be. Within the room; pure.
namespace relata::namerules {

/// As SQLite compares names: A to Z are a to z, nothing else is folded.
[[nodiscard]] QString folded(const QString &name);
/// A letter or "_", then letters, digits and "_"; not "__" at the start, which GraphQL keeps for itself (GraphQL,
/// October 2021, 2.1.9 and 4.2).
[[nodiscard]] bool isGraphqlName(QStringView name);
/// Query, Mutation, Subscription: names of operations, not of data.
[[nodiscard]] bool isOperation(QStringView name);

/// What any name must be, of a model or a field: not empty, no control characters, not too long.
void judge(std::vector<Finding> &findings, Finding place, const QString &name, const QString &what);

/// "There are two fields title." or "Title and title differ only in case, …"
[[nodiscard]] QString clash(const QString &first, const QString &second, const QString &what);
[[nodiscard]] QString notForGraphql(const QString &name, const QString &what);
/// Why the field's type leads nowhere; empty where it does not.
[[nodiscard]] QString unknownType(const Schema &schema, const Field &field);

} // namespace relata::namerules
