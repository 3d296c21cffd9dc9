#pragma once

#include "schema/schema.h"

#include <QHash>

/// Words and texts as SDL writes them. Within the room; pure.
namespace relata::sdl {

/// A quoted text with its escapes.
[[nodiscard]] QString quotedText(const QString &text);
[[nodiscard]] QString quotedList(const QStringList &texts);
/// A description before a definition, its line break included; empty where there is none.
[[nodiscard]] QString descriptionText(const QString &description, const QString &indent);
/// "[String!]!"
[[nodiscard]] QString typeText(const FieldType &type, bool required);
/// `name(a, b)`, without parentheses where nothing stands between them.
[[nodiscard]] QString directiveText(const QString &name, const QStringList &arguments);

/// Names that GraphQL takes, each its own within a scope: "order item" → order_item.
class NameScope
{
public:
    /// The same name for the same original, always.
    QString operator()(const QString &original);

private:
    QHash<QString, QString> m_names;
    QHash<QString, QString> m_originals;
};

/// How many of a model's first fields must be written out; those after them come back by themselves on reading:
/// hidden keys, keys named after their @hasMany, and the fields that Relata keeps.
[[nodiscard]] std::size_t declaredFieldCount(const Schema &schema, ModelId model);
/// The reference's columns are those that a @hasMany without another end gets.
[[nodiscard]] bool hasMadeUpKey(const Schema &schema, const Relationship &relationship);

} // namespace relata::sdl
