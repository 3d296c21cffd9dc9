#pragma once

#include "schema/schema.h"

#include <vector>

/// What is wrong with a schema before anything is made of it. Pure; any thread.
namespace relata {

/// One thing that a person must mend, should know, or may like to know. What the place is follows from which ids and
/// names are set: the innermost one is meant, the others say where it is.
struct Finding
{
    enum class Severity {
        Note, ///< holds everywhere here, but another program would have it otherwise
        Warning, ///< can be applied; probably not what was meant
        Error, ///< cannot be applied
    };

    Severity severity = Severity::Error;
    /// One sentence or two, the thing itself first: "Post and post differ only in case, …".
    QString sentence;
    ModelId model; ///< invalid: of no model
    FieldId field; ///< of `model`, or of the type called `typeName`
    RelationshipId relationship; ///< with `model`: the end at that model
    int index = -1; ///< of `model`'s indexes
    QString enumName; ///< empty: of no enum
    QString enumValue; ///< of that enum; empty: the enum itself
    QString typeName; ///< empty: of no non-model type

    friend bool operator==(const Finding &, const Finding &) = default;
};

/// All findings: models in their order (name, fields, key, indexes, ends), then enums, then types. Linear in the size
/// of the schema. A schema without an Error can be made into a database; a schema read from one may have notes and
/// warnings, but the same findings before and after an edit are none of the edit's.
[[nodiscard]] std::vector<Finding> findings(const Schema &schema);

[[nodiscard]] bool hasErrors(const std::vector<Finding> &findings);

} // namespace relata
