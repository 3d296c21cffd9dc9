#pragma once

#include "schema/sdldraft.h"

/// Declared fields and their directives as schema values. Within the room; one thread.
namespace relata::sdl {

/// What a type's name stands for in a document.
enum class NameKind { Scalar, Enum, Object, Model, Other, Unknown };

struct Names
{
    QHash<QString, NameKind> kinds;
    [[nodiscard]] NameKind of(const QString &name) const { return kinds.value(name, NameKind::Unknown); }
};

[[nodiscard]] const AstDirective *directiveNamed(const std::vector<AstDirective> &directives, QStringView name);
/// An argument as text; empty where it is missing or no text.
[[nodiscard]] QString textArgument(const AstDirective &directive, QStringView name);
/// An argument as a list of texts; one text counts as a list of one.
[[nodiscard]] std::optional<QStringList> listArgument(const AstDirective &directive, QStringView name);
/// The directives that mean nothing here, as written: those that Amplify knows first.
[[nodiscard]] QString otherDirectives(const std::vector<AstDirective> &directives);
[[nodiscard]] bool hasMeaning(QStringView directive);
[[nodiscard]] std::optional<DeleteRule> ruleNamed(const QString &name);

[[nodiscard]] tl::unexpected<Error> nameTwice(QStringView text, qsizetype offset, const QString &name);
/// A field whose type is a model, without a relationship: nothing is stored for it, and a notice says so.
[[nodiscard]] bool leaveOutModelField(Draft &draft, const Names &names, const QString &owner, const AstField &declared);

/// A stored field. Its type must not be a model.
[[nodiscard]] Result<Field> readField(Draft &draft, const Names &names, const QString &owner, const AstField &declared);

/// Sets the default that @default gives; it must fit the type.
[[nodiscard]] Done readDefault(const Draft &draft, Field &field, const AstField &declared);

/// The relationship that a field declares; nothing where it has no such directive.
[[nodiscard]] Result<std::optional<RelationField>> readRelation(const Draft &draft, ModelId model,
                                                                const AstField &declared);

/// A model's stored fields, key and indexes.
[[nodiscard]] Done readModel(Draft &draft, const Names &names, ModelId model, const AstDefinition &definition);
[[nodiscard]] Done readLateIndexes(Draft &draft, const Names &names, ModelId model, const AstDefinition &definition);
/// createdAt and updatedAt, under the names that @model(timestamps:) gives; last, after all other fields.
/// `definition` is null for join models.
void keepTimes(Draft &draft, ModelId model, const AstDefinition *definition);

} // namespace relata::sdl
