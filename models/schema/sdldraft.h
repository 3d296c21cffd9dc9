#pragma once

#include "schema/schema.h"
#include "schema/sdlast.h"
#include "schema/sdlown.h"

#include <QHash>
#include <QSet>

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
    QString name; ///< in the schema
    QString sdlName; ///< in the text
    bool required = false;
    QStringList fields;
    std::optional<QStringList> references;
    QString indexName;
    QString relationName; ///< of @manyToMany; of version 1, @connection(name:)
    std::optional<DeleteRule> rule;
    QString description;
    QString directives;
    QString arguments; ///< of the directive, without meaning here
    OwnLink own;
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
    QHash<QString, ModelId> models; ///< by name in the text
    QSet<QString> modelNames; ///< in the schema
    std::vector<QHash<QString, FieldId>> fieldIds; ///< by model and name in the text; those that reading adds by theirs
    std::vector<QSet<QString>> fieldNames; ///< by model; in the schema, folded as columns are
    QSet<QString> takenTypeNames;

    Model &model(ModelId id) { return schema.models[id.index()]; }
    [[nodiscard]] const Model &model(ModelId id) const { return schema.models[id.index()]; }
    /// By its name in the text.
    [[nodiscard]] std::optional<FieldId> fieldNamed(ModelId model, const QString &name) const;
    FieldId addField(ModelId model, Field field, const QString &sdlName = {});
    /// A name that the model's fields do not have yet.
    [[nodiscard]] QString freeFieldName(ModelId model, const QString &wanted) const;
    ModelId addModel(Model model, const QString &sdlName);
    ReferenceId addReference(Reference reference, const QString &keyEndName);
};

/// A schema that is whole already, to add to: its names are those in the text.
[[nodiscard]] Draft draftFrom(const Schema &schema, const std::vector<QString> &keyEndNames);

/// Finds the two fields of each relationship: sets `partner`. Refuses what could be read in two ways.
[[nodiscard]] Done pairRelations(Draft &draft);
/// Makes references, their columns, relationships and join models.
[[nodiscard]] Done makeRelationships(Draft &draft);
/// One N:N, its join model included, unless that is declared; `first` is the field declared first.
[[nodiscard]] Done makeManyToMany(Draft &draft, RelationField &first);

/// Where a @hasMany says which fields of its target hold the key: those; empty where it does not say.
[[nodiscard]] Result<std::vector<FieldId>> declaredKey(const Draft &draft, const RelationField &hasMany);

/// The fields of a @hasMany without another end: `publicationArticlesId`, for composite keys one for each key field.
[[nodiscard]] QStringList madeUpKeyNames(const Model &source, const QString &sourceField);

/// A field that may hold one part of a key: of the key field's type.
[[nodiscard]] Field keyHolder(const Field &keyField, const QString &name);

} // namespace relata::sdl
