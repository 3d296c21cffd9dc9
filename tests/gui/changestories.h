#pragma once

#include "gui/schemastory.h"

#include <functional>
#include <vector>

namespace relata {

/// One kind of change of the sample blog, as a person makes it in the editor, and what the file says then.
struct ChangeStory
{
    const char *name;
    std::function<void(SchemaStory &)> edit;
    /// What the review asks is answered; empty: nothing is asked.
    std::function<void(SchemaStory &)> answer;
    /// SQL that says after the change what `before` said: the rows that are kept.
    const char *before;
    const char *after;
    /// SQL and its answer after the change: what has become of the database.
    const char *proof;
    const char *proven;
    /// Numbers of rows that are others now, as "PublicationArticle 26"; "Comment gone".
    QStringList counts = {};
};

[[nodiscard]] std::vector<ChangeStory> fieldChanges();
[[nodiscard]] std::vector<ChangeStory> modelChanges();
[[nodiscard]] std::vector<ChangeStory> relationChanges();
[[nodiscard]] std::vector<ChangeStory> enumChanges();

} // namespace relata
