#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace relata {

/// What went wrong, to branch on. The first fifteen are the codes of the line protocol (CONTRACT 3);
/// Cancelled never leaves the session: a reader that asks to stop is not told that it stopped.
enum class ErrorCode {
    Syntax,
    UnknownModel,
    UnknownField,
    NotFound,
    Required,
    InvalidValue,
    Duplicate,
    Taken,
    MissingTarget,
    Restricted,
    Conflict,
    ReadOnly,
    Unsupported,
    NothingToUndo,
    Io,
    Cancelled,
};

/// The code as the line protocol spells it: "unknown_model".
[[nodiscard]] QString toString(ErrorCode code);

/// A failure as a value. `message` is one sentence (or two) for the person: the cause and what to do;
/// `detail` is for the log only (a database's own words) and may be empty.
struct Error
{
    ErrorCode code = ErrorCode::Io;
    QString message;
    QString detail;

    friend bool operator==(const Error &, const Error &) = default;
};

template<typename T>
using Result = tl::expected<T, Error>;

/// A result that carries nothing but success.
using Done = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, QString message, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(detail)});
}

} // namespace relata
