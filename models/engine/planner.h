#pragma once

#include "data/intent.h"
#include "data/plan.h"
#include "engine/linking.h"
#include "engine/reader.h"

namespace relata {

/// Makes a plan of an intent by reading only: what is refused is refused here, in words. One object a plan.
class Planner
{
public:
    Planner(Reader &reader, const Schema &schema) : m_reader(reader), m_schema(schema), m_linking(reader, schema) {}

    [[nodiscard]] Result<Plan> plan(const Intent &intent);

private:
    [[nodiscard]] Result<Plan> planSave(const Save &save);
    [[nodiscard]] Result<Plan> planUpdate(const Update &update);
    [[nodiscard]] Result<Plan> planDelete(const Delete &remove);
    [[nodiscard]] Result<Plan> planLink(const Link &link);
    [[nodiscard]] Result<Plan> planUnlink(const Unlink &unlink);
    Done addActs(Plan &plan, EndId end, const Linking::Outcome &outcome);

    Done addInsert(Plan &plan, ModelId model, const Assignments &values);
    Done addUpdate(Plan &plan, ModelId model, const Key &key, const Values &before, Values after);

    [[nodiscard]] Done writable(ModelId model) const;
    [[nodiscard]] Result<Assignments> checked(ModelId model, const Assignments &values) const;
    /// Required fields, targets that exist, 1:1 targets that are free, unique fields.
    [[nodiscard]] Done fits(ModelId model, const Values &values, const std::vector<bool> &given, const Values *before,
                            const Key &key);
    [[nodiscard]] Done referenceFits(ReferenceId reference, const Values &values, const Key &key);
    [[nodiscard]] bool willLetGo(ModelId model, const Key &key, const std::vector<FieldId> &fields,
                                 const Values &held) const;
    [[nodiscard]] Done uniqueFits(ModelId model, const std::vector<FieldId> &fields, const Values &values,
                                  const Key &key);

    Reader &m_reader;
    const Schema &m_schema;
    Linking m_linking;
    std::vector<UpdateStep> m_updates; ///< of this plan so far
};

} // namespace relata
