#pragma once

#include "data/plan.h"

#include <map>
#include <vector>

namespace relata::cli {

class Answer;

/// What a delete did or would do, as its answer lists it.
struct DeleteReport
{
    struct Line
    {
        QString model;
        Key key;
        QString field; ///< cleared: the relationship field
    };
    std::map<QString, qint64> counts; ///< deleted, by model
    std::vector<Line> deleted;
    std::vector<Line> cleared;

    [[nodiscard]] static DeleteReport of(const Schema &schema, const ChangeSet &done);
    [[nodiscard]] static DeleteReport of(const Schema &schema, const Plan &plan);

    enum class Lists { WhenShort, Always };
    /// Sorted by model, then key. The lists are left out when they exceed 1,000 lines together.
    void write(Answer &answer, Lists lists);
};

} // namespace relata::cli
