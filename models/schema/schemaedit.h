#pragma once

#include "base/error.h"
#include "schema/schemadiff.h"

/// Edits of a schema by a person: each takes a schema with its origins and keeps both whole, so that what is not
/// touched stays as it was, to the letter. Ids are valid until the next edit that removes or moves. Errors are
/// `invalid_value` with a sentence; then nothing has changed. Pure; any thread.
namespace relata {

struct SchemaDraft
{
    Schema schema;
    Origins origins;
    friend bool operator==(const SchemaDraft &, const SchemaDraft &) = default;
};

[[nodiscard]] SchemaDraft draftOf(const Schema &schema); ///< nothing changed yet
[[nodiscard]] SchemaDraft emptyDraft(); ///< of a new database

namespace schemaedit {

/// With a key `id: ID!` and kept times, as new models have (CONTRACT 3).
Result<ModelId> addModel(SchemaDraft &draft, const QString &name);
Done renameModel(SchemaDraft &draft, ModelId model, const QString &name);
/// With the relationships that lead to it or from it, and their join models.
Done removeModel(SchemaDraft &draft, ModelId model);
Done setModelDescription(SchemaDraft &draft, ModelId model, const QString &description);
Done setDisplay(SchemaDraft &draft, ModelId model, FieldId field);
Done setLabel(SchemaDraft &draft, ModelId model, const QString &text); ///< several fields, as labels::read has it
Done setKey(SchemaDraft &draft, ModelId model, const std::vector<FieldId> &fields);
Done setKeptTimes(SchemaDraft &draft, ModelId model, bool kept); ///< createdAt and updatedAt

Result<FieldId> addField(SchemaDraft &draft, ModelId model, const QString &name);
/// Everything about it but `column`, `origin` and `hidden`. A new name is a rename.
Done changeField(SchemaDraft &draft, ModelId model, FieldId field, const Field &wanted);
Done removeField(SchemaDraft &draft, ModelId model, FieldId field);
Done moveField(SchemaDraft &draft, ModelId model, FieldId field, int to);

Done addIndex(SchemaDraft &draft, ModelId model, const Index &index);
Done removeIndex(SchemaDraft &draft, ModelId model, const QString &name);

/// What a person says of a relationship.
struct Sentence
{
    RelationshipKind kind = RelationshipKind::OneToMany;
    ModelId source;
    ModelId target;
    QString sourceField; ///< may be empty: the source has no name for it
    QString targetField;
    DeleteRule rule = DeleteRule::Cascade; ///< 1:1 and 1:N: what a delete of the referred instance does
    bool required = false; ///< who holds the key cannot be without
    QString join; ///< N:N: name of the join model; empty: made from the two models
};
[[nodiscard]] Sentence sentenceOf(const Schema &schema, RelationshipId relationship);
/// Proposed names and rule for a new one of this kind, free in both models.
[[nodiscard]] Sentence proposed(const Schema &schema, RelationshipKind kind, ModelId source, ModelId target);
Result<RelationshipId> addRelationship(SchemaDraft &draft, const Sentence &sentence);
/// Proposed names for a relationship that a plain field of `from` already holds the key of: "author_id" is an author's.
/// 1:1 where the field is unique. Deletes are refused while something leads there, as a bare REFERENCES has it.
[[nodiscard]] Sentence proposedOver(const Schema &schema, ModelId from, FieldId field, ModelId to);
/// 1:1 or 1:N over a plain field of the model that holds the key, as @belongsTo(fields:) and @hasOne(fields:) make it:
/// the field stays as it is, and decides whether the relationship is required (`sentence.required` is not read).
Result<RelationshipId> addRelationshipOver(SchemaDraft &draft, const Sentence &sentence, FieldId field);
/// Keeps its origin, so that its links are kept where they can be; a join model that stays keeps its own fields.
Result<RelationshipId> changeRelationship(SchemaDraft &draft, RelationshipId relationship, const Sentence &sentence);
Done removeRelationship(SchemaDraft &draft, RelationshipId relationship);

Done addEnum(SchemaDraft &draft, const QString &name, const QStringList &values);
Done renameEnum(SchemaDraft &draft, const QString &name, const QString &wanted);
Done removeEnum(SchemaDraft &draft, const QString &name); ///< its fields become String
Done addEnumValue(SchemaDraft &draft, const QString &name, const QString &value, int at);
Done renameEnumValue(SchemaDraft &draft, const QString &name, const QString &value, const QString &wanted);
Done removeEnumValue(SchemaDraft &draft, const QString &name, const QString &value);
Done moveEnumValue(SchemaDraft &draft, const QString &name, const QString &value, int to);

Done setType(SchemaDraft &draft, const ObjectType &type); ///< adds or replaces the non-model type of this name
Done renameType(SchemaDraft &draft, const QString &name, const QString &wanted);
/// Of an enum or a non-model type.
Done setTypeDescription(SchemaDraft &draft, const QString &name, const QString &description);
Done removeType(SchemaDraft &draft, const QString &name); ///< its fields become AWSJSON

} // namespace schemaedit
} // namespace relata
