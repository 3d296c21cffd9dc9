#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <cstdio>
#include <memory>

class QTemporaryFile;

namespace relata::cli {

/// A value as one line of JSON.
[[nodiscard]] QByteArray toJson(const QJsonValue &value);

/// Where answers go. What is written is complete lines; flushed as a whole.
class Output
{
public:
    explicit Output(std::FILE *file) : m_file(file) {}

    void write(const QByteArray &text);
    void writeLine(const QString &text);
    void flush();
    /// Something could not be written: the reader went away, or the disk is full.
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    std::FILE *m_file;
    bool m_failed = false;
};

/// A successful answer in the making. It is printed only when it is whole, because reading may fail on the way; large
/// ones wait in a temporary file, so that memory does not grow with the rows.
class Answer
{
public:
    Answer();
    ~Answer();
    Answer(const Answer &) = delete;
    Answer &operator=(const Answer &) = delete;

    void add(QLatin1StringView name, const QJsonValue &value);
    void beginList(QLatin1StringView name);
    void addElement(const QJsonValue &value);
    void endList();
    /// Ends the answer and prints it as one line.
    void print(Output &output);

private:
    static constexpr qsizetype firstSpillAt = 4 * 1024 * 1024; // bytes

    void append(const QByteArray &text);

    QByteArray m_text;
    std::unique_ptr<QTemporaryFile> m_spilled; ///< what came before m_text
    qsizetype m_spillAt = firstSpillAt;
    bool m_listIsEmpty = true;
};

} // namespace relata::cli
