#pragma once

#include "schema/schema.h"

#include <QHash>
#include <QSet>

/// The names that a schema's parts have in SDL, where they must be GraphQL's and each its own within a scope. Reading
/// gets the original back from @table, @column and @link. Within the room; pure.
namespace relata::sdl {

class NameScope
{
public:
    /// The same name for the same original, always.
    QString operator()(const QString &original) { return settle(original, original); }
    /// A name like `wanted`, the same for the same `key`.
    QString settle(const QString &key, const QString &wanted);
    /// A name that no original may get.
    void reserve(const QString &name) { m_taken.insert(name); }
    void release(const QString &name) { m_taken.remove(name); }

private:
    QHash<QString, QString> m_names;
    QSet<QString> m_taken;
    QHash<QString, int> m_numbers; ///< the last one tried, so that many alike stay quick
};

class SchemaNames
{
public:
    explicit SchemaNames(const Schema &schema);

    QString model(ModelId id) { return m_models(m_schema.model(id).name); }
    QString field(ModelId model, FieldId field) { return this->field(model, m_schema.field(model, field).name); }
    QString field(ModelId model, const QString &name) { return m_fields[model.index()](name); }
    /// A relationship's field; where a stored field has its name ("artist_id"), it gives way ("artist").
    QString relation(ModelId model, const QString &name);
    /// For @manyToMany(relationName:), which no two may share.
    QString relationName(const QString &join) { return m_relationNames.settle(join, join); }
    [[nodiscard]] bool isReserved(const QString &typeName) const { return m_reserved.contains(typeName); }

private:
    void reserve(const QString &name);

    const Schema &m_schema;
    NameScope m_models;
    NameScope m_relationNames;
    QSet<QString> m_reserved; ///< names of enums, non-model types and definitions that are kept
    std::vector<NameScope> m_fields;
};

} // namespace relata::sdl
