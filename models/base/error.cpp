#include "base/error.h"

namespace relata {

QString toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Syntax:
        return QStringLiteral("syntax");
    case ErrorCode::UnknownModel:
        return QStringLiteral("unknown_model");
    case ErrorCode::UnknownField:
        return QStringLiteral("unknown_field");
    case ErrorCode::NotFound:
        return QStringLiteral("not_found");
    case ErrorCode::Required:
        return QStringLiteral("required");
    case ErrorCode::InvalidValue:
        return QStringLiteral("invalid_value");
    case ErrorCode::Duplicate:
        return QStringLiteral("duplicate");
    case ErrorCode::Taken:
        return QStringLiteral("taken");
    case ErrorCode::MissingTarget:
        return QStringLiteral("missing_target");
    case ErrorCode::Restricted:
        return QStringLiteral("restricted");
    case ErrorCode::Conflict:
        return QStringLiteral("conflict");
    case ErrorCode::ReadOnly:
        return QStringLiteral("read_only");
    case ErrorCode::Unsupported:
        return QStringLiteral("unsupported");
    case ErrorCode::NothingToUndo:
        return QStringLiteral("nothing_to_undo");
    case ErrorCode::Io:
        return QStringLiteral("io");
    case ErrorCode::Cancelled:
        return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace relata
