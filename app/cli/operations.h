#pragma once

#include "answer.h"
#include "engine/engine.h"
#include "events.h"
#include "operation.h"

namespace relata::cli {

/// Runs operations of the line protocol on an engine. Prints the events that they make; fills in their answers.
class Operations
{
public:
    Operations(Engine &engine, Output &output);

    Done run(const Operation &operation, Answer &answer);

private:
    // readoperations.cpp
    Done get(const Operation &operation, Answer &answer);
    Done query(const Operation &operation, Answer &answer);
    Done count(const Operation &operation, Answer &answer);
    Done related(const Operation &operation, Answer &answer);
    Done dump(const Operation &operation, Answer &answer);
    Done describe(const Operation &operation, Answer &answer);

    // writeoperations.cpp
    Done save(const Operation &operation, Answer &answer);
    Done update(const Operation &operation, Answer &answer);
    Done remove(const Operation &operation, Answer &answer);
    Done link(const Operation &operation, Answer &answer);
    Done unlink(const Operation &operation, Answer &answer);

    // transactionoperations.cpp
    Done begin(const Operation &operation, Answer &answer);
    Done commit(const Operation &operation, Answer &answer);
    Done rollback(const Operation &operation, Answer &answer);
    Done undo(const Operation &operation, Answer &answer);
    Done redo(const Operation &operation, Answer &answer);
    Done clear(const Operation &operation, Answer &answer);
    Done observe(const Operation &operation, Answer &answer);

    /// The instance that an operation names by "model" and "id".
    [[nodiscard]] Result<InstanceName> named(const Operation &operation) const;
    /// The link that an operation names by "model", "id", "field" and "to".
    [[nodiscard]] Result<Link> linkNamed(const Operation &operation) const;
    /// All instances where "where" is not given.
    [[nodiscard]] Result<Predicate> where(const Operation &operation, ModelId model) const;
    /// `not_found` where there is none.
    Done mustExist(const InstanceName &instance);
    /// The answer's values or, with "ids", their keys; row by row.
    Done list(const Query &query, const Operation &operation, Answer &answer);
    Done addInstance(ModelId model, const Key &key, Answer &answer);
    /// Applies one intent. Events wait for the commit where a transaction is open.
    [[nodiscard]] Result<ChangeSet> submit(const Intent &intent);

    [[nodiscard]] const Schema &schema() const { return m_engine.schema(); }

    Engine &m_engine;
    Events m_events;
};

} // namespace relata::cli
