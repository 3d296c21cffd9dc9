#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// Runs the real relata-cli and waits for its end.
struct CliRun
{
    int status = -1; ///< -1: it crashed or never ended
    QByteArray out;
    QByteArray err;

    static CliRun with(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(QStringLiteral(RELATA_CLI), arguments);
        process.write(input);
        process.closeWriteChannel();
        const bool ended = process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit;
        return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    }

    /// What is printed on a refusal: one line, and nothing else.
    [[nodiscard]] bool saysOneLine() const { return err.endsWith('\n') && err.count('\n') == 1 && err.size() > 20; }

    [[nodiscard]] QList<QJsonObject> answers() const
    {
        QList<QJsonObject> list;
        for (const QByteArray &line : out.split('\n')) {
            if (!line.isEmpty())
                list.append(QJsonDocument::fromJson(line).object());
        }
        return list;
    }
};

inline QString errorCode(const QJsonObject &answer)
{
    return answer.value(QLatin1StringView("error")).toObject().value(QLatin1StringView("code")).toString();
}

inline bool isOk(const QJsonObject &answer) { return answer.value(QLatin1StringView("ok")).toBool(); }
