#pragma once

#include "schema/schema.h"

#include <optional>
#include <vector>

/// What tells two schemas apart, and where the parts of a wanted one come from. Pure; any thread.
namespace relata {

/// Where each part of a wanted schema comes from in the one before it. Positions are those of the wanted schema's
/// lists; nothing means new. This is how a rename is known as a rename.
struct Origins
{
    struct OfModel
    {
        std::optional<ModelId> model;
        std::vector<std::optional<FieldId>> fields; ///< hidden ones too; of `model`
        friend bool operator==(const OfModel &, const OfModel &) = default;
    };
    struct OfEnum
    {
        QString name; ///< before; empty: new
        QStringList values; ///< what each value was before; empty: new
        friend bool operator==(const OfEnum &, const OfEnum &) = default;
    };

    std::vector<OfModel> models;
    std::vector<std::optional<RelationshipId>> relationships;
    std::vector<OfEnum> enums;

    [[nodiscard]] std::optional<ModelId> modelOf(ModelId wanted) const { return models[wanted.index()].model; }
    [[nodiscard]] std::optional<FieldId> fieldOf(ModelId model, FieldId wanted) const
    {
        return models[model.index()].fields[wanted.index()];
    }
    friend bool operator==(const Origins &, const Origins &) = default;
};

/// Everything stays what it is.
[[nodiscard]] Origins unchangedOrigins(const Schema &schema);

/// For a wanted schema without memory (an SDL file): models, fields, enums and values are the same when their names
/// are equal to the letter; relationships when they share the name of an end at the same model (then a change of kind
/// is known as such), or their join model. Guesses no renames.
[[nodiscard]] Origins matchByName(const Schema &from, const Schema &to);

/// The wanted schema with what it does not say taken from the one before: names of kept tables and columns, declared
/// types of fields whose type stays, collations, STRICT and WITHOUT ROWID, triggers. So that a schema that was
/// exported as SDL and read again differs in nothing.
[[nodiscard]] Schema adopted(const Schema &from, Schema to, const Origins &origins);

/// One thing that differs. Ids with `from` are of the schema before, with `to` of the wanted one; which of them are
/// valid follows from the kind.
struct Difference
{
    enum class Kind {
        ModelAdded,
        ModelRemoved,
        ModelRenamed,
        FieldAdded,
        FieldRemoved,
        FieldRenamed,
        FieldType,
        FieldRequired, ///< became required
        FieldOptional,
        FieldUnique, ///< became unique
        FieldNotUnique,
        FieldDefault, ///< also: who writes it
        FieldsReordered,
        KeyChanged,
        IndexAdded,
        IndexRemoved,
        RelationshipAdded,
        RelationshipRemoved,
        RelationshipRenamed, ///< one or both ends, or the join model
        RelationshipKind, ///< also: source and target exchanged
        RelationshipStorage, ///< other fields hold its key
        RelationshipRule,
        RelationshipRequired, ///< became required
        RelationshipOptional,
        EnumAdded,
        EnumRemoved,
        EnumRenamed,
        EnumValueAdded,
        EnumValueRemoved,
        EnumValueRenamed,
        TypeAdded, ///< non-model types: `fromName`, `toName`
        TypeRemoved,
        TypeChanged,
        DisplayChanged,
        DescriptionChanged, ///< and directives without meaning here; of the schema where no model is named
    };

    Kind kind = Kind::ModelAdded;
    ModelId fromModel;
    ModelId toModel;
    FieldId fromField;
    FieldId toField;
    RelationshipId fromRelationship;
    RelationshipId toRelationship;
    QString fromName; ///< of enums, enum values, types and indexes
    QString toName;
    QString enumName; ///< of EnumValue…: the wanted enum
    friend bool operator==(const Difference &, const Difference &) = default;
};

/// In the order in which a person would tell them: enums and types, models, fields, keys, relationships, indexes.
/// The storage of relationships (hidden fields, join models, their indexes) is not told apart from them.
[[nodiscard]] std::vector<Difference> differences(const Schema &from, const Schema &to, const Origins &origins);

/// One sentence in the person's words: "Post.title becomes headline.", "Post gets the field rating (Int, required)."
[[nodiscard]] QString toWords(const Difference &difference, const Schema &from, const Schema &to);

} // namespace relata
