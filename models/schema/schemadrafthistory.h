#pragma once

#include "schema/schemaedit.h"

/// A draft with its undo and redo, as values: a snapshot for each step, and what the step did in words. Any thread.
namespace relata {

class SchemaDraftHistory
{
public:
    /// `base`: the schema of the database as it is; what a new database begins with is an empty one.
    explicit SchemaDraftHistory(Schema base = {});

    [[nodiscard]] const Schema &base() const { return m_base; }
    [[nodiscard]] const SchemaDraft &draft() const { return m_steps[m_now].draft; }
    [[nodiscard]] bool isChanged() const { return m_now > 0 && !(draft() == m_steps.front().draft); }

    /// Takes a step; what was undone is gone. A draft that is equal to the present one is no step. At most
    /// `mostSteps` are kept; the oldest are forgotten, the first state is not.
    void push(SchemaDraft draft, const QString &words);
    void undo();
    void redo();
    /// What undo would take back, what redo would do again; empty where there is nothing.
    [[nodiscard]] QString undoWords() const;
    [[nodiscard]] QString redoWords() const;

    static constexpr std::size_t mostSteps = 500;

private:
    struct Step
    {
        SchemaDraft draft;
        QString words; ///< that led here
    };

    Schema m_base;
    std::vector<Step> m_steps;
    std::size_t m_now = 0;
};

} // namespace relata
