#pragma once

#include "schema/schema.h"
#include "schema/sdlnames.h"

/// Words and texts as SDL writes them. Within the room; pure.
namespace relata::sdl {

inline const QString fieldIndent = QStringLiteral("  ");

/// A quoted text with its escapes.
[[nodiscard]] QString quotedText(const QString &text);
[[nodiscard]] QString quotedList(const QStringList &texts);
/// A description before a definition, its line break included; empty where there is none.
[[nodiscard]] QString descriptionText(const QString &description, const QString &indent);
/// "[String!]!"
[[nodiscard]] QString typeText(const FieldType &type, bool required);
/// `@name(a, b)`, without parentheses where nothing stands between them.
[[nodiscard]] QString directiveText(const QString &name, const QStringList &arguments);

enum class Readers { All, OnlyRelata };

/// A field's or a type's line: `head` and what Amplify knows of `directives`, then behind the mark `own` and the
/// others. For Relata alone all of it stands behind the mark.
[[nodiscard]] QString lineText(const QString &head, const QStringList &own, const QString &directives,
                               Readers readers = Readers::All);

/// The join models that come back by themselves with their @manyToMany: those that are as reading makes them, and stand
/// last.
[[nodiscard]] QSet<int> impliedJoins(const Schema &schema, const SchemaNames &names);

/// One stored field of a model, or of a non-model type. `indexes`: those of the model that begin with it and are over
/// named fields alone.
[[nodiscard]] QString fieldText(const Schema &schema, SchemaNames &names, ModelId model, FieldId field,
                                const std::vector<const Index *> &indexes);
[[nodiscard]] QString fieldText(const Schema &schema, const Field &field);

/// By model: the lines of its relationships' fields, in schema order.
[[nodiscard]] std::vector<QStringList> relationTexts(const Schema &schema, SchemaNames &names,
                                                     const QSet<int> &impliedJoins);

/// How many of a model's first fields must be written out; those after them come back by themselves on reading:
/// hidden keys, keys named after their @hasMany, and the fields that Relata keeps.
/// `held`: the relationships whose key the model holds, in schema order.
[[nodiscard]] std::size_t declaredFieldCount(const Schema &schema, ModelId model,
                                             const std::vector<RelationshipId> &held);
/// The reference's columns are those that a @hasMany without another end gets.
[[nodiscard]] bool hasMadeUpKey(const Schema &schema, const Relationship &relationship);

} // namespace relata::sdl
