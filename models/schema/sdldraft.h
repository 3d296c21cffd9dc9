#pragma once

#include "schema/schema.h"
#include "schema/sdlast.h"

#include <QHash>

#include <optional>

/// A schema between text and finished: what the reader's steps hand on. Within the room; one thread.
namespace relata::sdl {

/// A field of a model that leads to another one, as declared.
struct RelationField
{
    enum class Kind { HasOne, HasMany, BelongsTo, ManyToMany };

    Kind kind = Kind::HasOne;
    ModelId model;
    ModelId target;
    QString name;
    bool required = false;
    QStringList fields;
    std::optional<QStringList> references;
    QString indexName;
    QString relationName; ///< of @manyToMany; of version 1, @connection(name:)
    std::optional<DeleteRule> rule;
    QString directives;
    qsizetype offset = 0;
    /// Version 1 has one word for "has one" and "belongs to": without another end found, it is the former.
    bool version1 = false;

    int partner = -1; ///< position of the other end's field
    bool settled = false; ///< its relationship is made, or it is the other end of one
};

struct Draft
{
    QStringView text;
    Schema schema;
    std::vector<QString> keyEndNames;
    std::vector<RelationField> relations; ///< in the order of the text
    QHash<QString, ModelId> models;
    std::vector<QHash<QString, FieldId>> fieldIds; ///< by model and name
    QStringList takenTypeNames;

    Model &model(ModelId id) { return schema.models[id.index()]; }
    [[nodiscard]] const Model &model(ModelId id) const { return schema.models[id.index()]; }
    [[nodiscard]] std::optional<FieldId> fieldNamed(ModelId model, const QString &name) const;
    FieldId addField(ModelId model, Field field);
    /// A name that the model's fields do not have yet.
    [[nodiscard]] QString freeFieldName(ModelId model, const QString &wanted) const;
    ModelId addModel(Model model);
    ReferenceId addReference(Reference reference, const QString &keyEndName);
};

/// Finds the two fields of each relationship: sets `partner`. Refuses what could be read in two ways.
[[nodiscard]] Done pairRelations(Draft &draft);
/// Makes references, their columns, relationships and join models.
[[nodiscard]] Done makeRelationships(Draft &draft);
/// One N:N, its join model included; `first` is the field declared first.
void makeManyToMany(Draft &draft, RelationField &first);

/// Where a @hasMany says which fields of its target hold the key: those; empty where it does not say.
[[nodiscard]] Result<std::vector<FieldId>> declaredKey(const Draft &draft, const RelationField &hasMany);

/// The fields of a @hasMany without another end: `publicationArticlesId`, for composite keys one for each key field.
[[nodiscard]] QStringList madeUpKeyNames(const Model &source, const QString &sourceField);

/// A field that may hold one part of a key: of the key field's type.
[[nodiscard]] Field keyHolder(const Field &keyField, const QString &name);

} // namespace relata::sdl
