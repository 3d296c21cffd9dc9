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
    /// A name that no original may get.
    void reserve(const QString &name) { m_originals.insert(name, {}); }

private:
    QHash<QString, QString> m_names;
    QHash<QString, QString> m_originals;
};

/// The names of models and fields as written.
class SchemaNames
{
public:
    explicit SchemaNames(const Schema &schema);

    QString model(ModelId id) { return m_models(m_schema.model(id).name); }
    QString field(ModelId model, const QString &name) { return m_fields[model.index()](name); }
    /// A relationship's field; where a database's own field has its name, it gives way.
    QString relation(ModelId model, const QString &name);

private:
    const Schema &m_schema;
    NameScope m_models;
    std::vector<NameScope> m_fields;
};

/// By model: the lines of its relationships' fields, in schema order.
[[nodiscard]] std::vector<QStringList> relationTexts(const Schema &schema, SchemaNames &names);

/// How many of a model's first fields must be written out; those after them come back by themselves on reading:
/// hidden keys, keys named after their @hasMany, and the fields that Relata keeps.
/// `held`: the relationships whose key the model holds, in schema order.
[[nodiscard]] std::size_t declaredFieldCount(const Schema &schema, ModelId model,
                                             const std::vector<RelationshipId> &held);
/// The reference's columns are those that a @hasMany without another end gets.
[[nodiscard]] bool hasMadeUpKey(const Schema &schema, const Relationship &relationship);

} // namespace relata::sdl
