#include "runner.h"

#include "jsonline.h"
#include "operations.h"

#include <istream>
#include <string>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

bool isSkipped(const QByteArray &line) { return line.startsWith('#') || line.trimmed().isEmpty(); }

Done runLine(Operations &operations, const QByteArray &line, Output &output)
{
    Answer answer;
    auto done = parseJsonLine(line).and_then(Operation::read).and_then([&](const Operation &operation) {
        return operations.run(operation, answer);
    });
    if (done)
        answer.print(output);
    return done;
}

void printFailure(const Error &error, Output &output)
{
    const QJsonObject object{{u"code"_s, toString(error.code)}, {u"message"_s, error.message}};
    output.write("{\"ok\":false,\"error\":" + toJson(object) + "}\n");
    output.flush();
}

} // namespace

Done runScript(Engine &engine, std::istream &script, Output &output, OnFailure onFailure)
{
    Operations operations(engine, output);
    Done result;
    std::string text;
    for (qint64 number = 1; std::getline(script, text); ++number) {
        QByteArray line = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
        if (number == 1 && line.startsWith("\xEF\xBB\xBF"))
            line = line.sliced(3); // a byte order mark
        if (isSkipped(line))
            continue;
        if (auto done = runLine(operations, line, output); !done) {
            Error error = done.error();
            if (error.code == ErrorCode::Syntax)
                error.message = u"Line %1: %2"_s.arg(QString::number(number), error.message);
            printFailure(error, output);
            if (onFailure == OnFailure::Stop) {
                if (error.code != ErrorCode::Syntax)
                    error.message = u"Line %1: %2"_s.arg(QString::number(number), error.message);
                result = tl::unexpected(error);
                break;
            }
        }
        if (output.hasFailed())
            return failure(ErrorCode::Io, u"The answers cannot be written: is the disk full?"_s);
    }
    if (engine.inTransaction()) {
        if (auto done = engine.rollback(); !done && result)
            return done;
    }
    return result;
}

} // namespace relata::cli
