#pragma once

#include "schema/schema.h"
#include "schema/sdlast.h"

#include <optional>

/// Relata's own directives: what a schema holds and Amplify's dialect cannot say. They stand behind `#relata `, where
/// only Relata reads them (Amplify's tools refuse directives that they do not know, and so would any validator):
///
///   type order_item @model #relata @table(name: "order item")
///   price: Float #relata @column(name: "unit price", type: "Decimal")
///   order: Order! @belongsTo(references: ["order_id"]) #relata @link(as: "order_id", onDelete: "restrict")
///
/// @unique and @display say what their names say. Within the room; values.
namespace relata::sdl {

/// @table: of a model.
struct OwnTable
{
    std::optional<QString> name; ///< in the database; nothing: as the model
    std::optional<QString> as; ///< in Relata, where GraphQL has no such name
    KeyKind keyKind = KeyKind::Primary;
    QString rowid; ///< the name under which SQLite's row number is the key
    bool view = false;
    bool join = false;
    bool strict = false;
    bool withoutRowid = false;
    /// What its instances are called, where @display cannot say it: "{LastName}, {FirstName}"; empty: by their key.
    std::optional<QString> label;
};

/// @column: of a stored field.
struct OwnColumn
{
    std::optional<QString> name;
    std::optional<QString> as;
    std::optional<ScalarType> type; ///< where Amplify has none like it
    bool nullable = false; ///< although it is part of the key
    bool filled = false; ///< the database has a default that is no plain value
    bool generated = false; ///< by the database
    bool any = false; ///< declared without a type
};

/// @link: of a relationship's field.
struct OwnLink
{
    QString as;
    bool unnamed = false; ///< the schema has no name for this end
    QString name; ///< of the relationship
    std::optional<DeleteRule> onDelete; ///< of a N:N: for the key of this end
    bool immediate = false;
    std::optional<QString> inverse; ///< the other end's field in this document; empty: there is none
    bool many = false; ///< of a @hasOne: several instances may have the same, as with a @belongsTo that stands alone
    QStringList to; ///< the referred fields, where they are not the key
    bool required = false; ///< of a @hasMany without another end: the hidden fields that hold its key are
    QStringList fields; ///< hidden fields that hold the key
    QStringList columns; ///< their names in the database
    QString through; ///< the declared join model of a N:N
    QStringList source; ///< its fields that hold the key of the end declared first
    QStringList target;
    QStringList targetTo; ///< of a N:N: what `to` is for the first end
    std::optional<DeleteRule> targetOnDelete; ///< of a N:N whose other end has no field to say it
    bool targetImmediate = false;
    QStringList ends; ///< the names of the join model's own two ends
};

/// A model name as the schema has it: `as`, or the table's name where GraphQL's own name was made of it.
[[nodiscard]] QString nameFor(const QString &sdlName, const std::optional<QString> &as,
                              const std::optional<QString> &databaseName);
/// A name that GraphQL takes, made of any text: "order item" → order_item.
[[nodiscard]] QString validName(const QString &text);

[[nodiscard]] OwnTable readTable(const std::vector<AstDirective> &directives);
[[nodiscard]] OwnColumn readColumn(const std::vector<AstDirective> &directives);
[[nodiscard]] OwnLink readLink(const std::vector<AstDirective> &directives);

/// As they are written, mark and leading blank included; empty where there is nothing to say.
[[nodiscard]] QStringList argumentsOf(const OwnTable &table);
[[nodiscard]] QStringList argumentsOf(const OwnColumn &column);
[[nodiscard]] QStringList argumentsOf(const OwnLink &link);

} // namespace relata::sdl
