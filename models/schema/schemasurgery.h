#pragma once

#include "schema/schemaedit.h"

/// Takes parts out of a draft and puts others in, with everything that speaks of them carried along: keys, indexes,
/// references, relationships, display fields, origins. Within the room; one thread.
///
/// An edit makes one, works on it, and takes its draft when all went well; the draft it was made of is not touched.
namespace relata {

class SchemaSurgery
{
public:
    explicit SchemaSurgery(const SchemaDraft &draft);

    [[nodiscard]] const Schema &schema() const { return m_draft.schema; }
    Schema &schema() { return m_draft.schema; }
    [[nodiscard]] const Model &model(ModelId id) const { return schema().model(id); }
    Model &model(ModelId id) { return schema().models[id.index()]; }
    Field &field(ModelId id, FieldId field) { return model(id).fields[field.index()]; }
    Origins &origins() { return m_draft.origins; }
    std::vector<QString> &keyEndNames() { return m_keyEndNames; }

    /// Before the join models at the end of the list: read from SDL, where most of them are only implied, they come
    /// last, and those that stand elsewhere have to be written out.
    ModelId addModel(Model model);
    void removeModels(const std::vector<ModelId> &models);

    FieldId insertField(ModelId model, std::size_t at, Field field);
    /// What they hold must be gone: no key, no reference speaks of them. Indexes of theirs go too.
    void removeFields(ModelId model, const std::vector<FieldId> &fields);
    /// `order`: the present positions in their wanted order; those that it leaves out go.
    void arrangeFields(ModelId model, const std::vector<std::size_t> &order);
    /// The fields from `first` on stand before the times that Relata keeps, as the SDL reader has it.
    void moveBeforeTimes(ModelId model, std::size_t first);
    /// Where the fields that Relata keeps at a model's end begin: created and updated times.
    [[nodiscard]] std::size_t timesBegin(ModelId model) const;

    /// Their relationships must go too.
    void removeReferences(const std::vector<ReferenceId> &references);
    /// Without its storage being touched.
    void removeRelationship(RelationshipId relationship);

    /// Takes over a schema that has the same parts, and more of them at the end of each list.
    void extendTo(Schema schema, std::vector<QString> keyEndNames);
    /// The last relationship takes this place in the list.
    void moveLastRelationshipTo(RelationshipId place);

    /// Ends anew, and the display fields of new models where they were guessed before.
    SchemaDraft take();

private:
    [[nodiscard]] std::vector<bool> guessedDisplays() const;
    /// What speaks of models does so at their new places: by their former ones.
    void followModels(const std::vector<int> &moves);

    SchemaDraft m_draft;
    std::vector<QString> m_keyEndNames;
    std::vector<bool> m_guessed; ///< by model: new, and its display field is the guess
};

} // namespace relata
