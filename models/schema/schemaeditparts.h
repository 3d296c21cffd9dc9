#pragma once

#include "schema/schemasurgery.h"

/// What the files of schemaedit share. Within the room.
namespace relata::schemaedit {

/// Runs an edit on a copy: the draft changes only when all of it went well.
template<typename Work>
auto edited(SchemaDraft &draft, const Work &work)
{
    SchemaSurgery surgery(draft);
    auto result = work(surgery);
    if (result)
        draft = surgery.take();
    return result;
}

[[nodiscard]] inline tl::unexpected<Error> refusal(QString sentence)
{
    return failure(ErrorCode::InvalidValue, std::move(sentence));
}

/// A name for a model, an enum or a non-model type: they share one list of names with the scalars.
[[nodiscard]] Done checkTypeName(const Schema &schema, const QString &name);
/// The names that a model's fields and ends have.
[[nodiscard]] QStringList takenNames(const Schema &schema, ModelId model);
[[nodiscard]] Done checkFieldName(const Schema &schema, ModelId model, const QString &name);
[[nodiscard]] Done checkFieldType(const Schema &schema, const Field &field);

/// With their tables, and with every relationship that leads to them, from them or over them.
void removeWithRelationships(SchemaSurgery &surgery, std::vector<ModelId> models);
/// What goes with a relationship whose key a field of its own name holds, as in a database of others: nothing, for the
/// field keeps its values, or the field too, because its values have moved elsewhere.
enum class Namesake { Stays, Goes };
/// With its join model, or with the fields that are there only to hold its key.
void removeWithStorage(SchemaSurgery &surgery, RelationshipId relationship, Namesake namesake = Namesake::Stays);

/// A field's new name; its column follows where it was called like the field.
void renameField(Field &field, const QString &name);
/// Names the end that holds a key, and the hidden fields that are its storage.
void renameKeyEnd(SchemaSurgery &surgery, ReferenceId reference, const QString &name);
void renameTable(SchemaSurgery &surgery, ModelId model, const QString &name);
/// The fields that hold a key named after its @hasMany are called anew.
void renameMadeUpKey(SchemaSurgery &surgery, const Relationship &relationship);
/// The end at which a model that has no name for a join end is called: "post".
[[nodiscard]] QString loweredStart(const QString &name);

} // namespace relata::schemaedit
