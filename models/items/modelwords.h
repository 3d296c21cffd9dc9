#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <optional>

/// Models, ends and rules in words, as trees, feeds and dialogs say them. Pure; GUI thread (uses translations).
namespace relata::modelwords {

/// "publication", "publications": the model's name inside a sentence.
[[nodiscard]] QString singular(const Model &model);
[[nodiscard]] QString plural(const Model &model);
/// "Articles": a model's name where several are meant, its first letter as it is.
[[nodiscard]] QString pluralName(const QString &name);
/// "a Post", "an Album", "a User", "an Hour": by how English speaks the name's beginning.
[[nodiscard]] QString anyOf(const QString &name);
/// "1 post", "96 posts"; "1000+ posts" where counting stopped above a thousand.
[[nodiscard]] QString counted(const Model &model, qint64 count);
/// "96", or "1000+" where counting stopped.
[[nodiscard]] QString cappedNumber(qint64 count);
/// "one to one", "many to many", seen from the end.
[[nodiscard]] QString kind(const Schema &schema, EndId end);
/// Where the relationship is kept: "key on Post, unique", "via PostTag".
[[nodiscard]] QString keptWhere(const Schema &schema, EndId end);
/// What becomes of the other side when the instance that sees this end is deleted: "articles go too", "only links go".
[[nodiscard]] QString onDelete(const Schema &schema, EndId end);
/// A relationship as its end sees it, with what deleting does: "Each Publication has many Articles; deleting it deletes
/// them."
[[nodiscard]] QString sentence(const Schema &schema, EndId end);
/// The same from its source.
[[nodiscard]] QString sentence(const Schema &schema, RelationshipId relationship);
/// The label of an instance, from its values; nothing where it takes the labels of others (join models).
[[nodiscard]] std::optional<QString> label(const Model &model, const Key &key, const Values &values);

} // namespace relata::modelwords
