#pragma once

#include "answer.h"
#include "engine/engine.h"
#include "options.h"

#include <iosfwd>

namespace relata::cli {

/// Runs a script line by line: reads a line, prints its events and its answer, flushes, reads the next.
/// What is still open at the end is rolled back.
/// The error is the one to stop at, its message naming the line.
Done runScript(Engine &engine, std::istream &script, Output &output, OnFailure onFailure);

} // namespace relata::cli
