#pragma once

#include "base/error.h"
#include "schema/schema.h"
#include "views/parts/prompts.h"

#include <functional>

/// The schema editor's way to files: asked for with Prompts, answered later, on the GUI thread. A file that was not
/// chosen is no answer.
namespace relata::schemafiles {

/// Reads a file of GraphQL SDL.
void openSdl(QWidget *parent, Prompts &prompts, std::function<void(Result<Schema>)> done);

/// Where a text is to be written; `name` is proposed. Asked before the text is there, where that takes a time.
void askTarget(QWidget *parent, Prompts &prompts, const QString &name, std::function<void(const QString &path)> done);

/// Writes `text` as UTF-8, whole or not at all; answers the path. `name` is proposed.
void saveText(QWidget *parent, Prompts &prompts, const QString &name, const QString &text,
              std::function<void(const Result<QString> &path)> done);

} // namespace relata::schemafiles
