#include "answer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

namespace relata::cli {

QByteArray toJson(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

void Output::write(const QByteArray &text)
{
    const auto size = static_cast<std::size_t>(text.size());
    if (std::fwrite(text.constData(), 1, size, m_file) != size)
        m_failed = true;
}

void Output::writeLine(const QString &text) { write(text.toUtf8() + '\n'); }

void Output::flush()
{
    if (std::fflush(m_file) != 0)
        m_failed = true;
}

Answer::Answer() : m_text("{\"ok\":true") {}
Answer::~Answer() = default;

void Answer::add(QLatin1StringView name, const QJsonValue &value)
{
    append(",\"" + QByteArray(name.data(), name.size()) + "\":" + toJson(value));
}

void Answer::beginList(QLatin1StringView name)
{
    m_listIsEmpty = true;
    append(",\"" + QByteArray(name.data(), name.size()) + "\":[");
}

void Answer::addElement(const QJsonValue &value)
{
    if (!m_listIsEmpty)
        append(",");
    m_listIsEmpty = false;
    append(toJson(value));
}

void Answer::endList() { append("]"); }

void Answer::print(Output &output)
{
    m_text.append("}\n");
    if (m_spilled) {
        m_spilled->seek(0);
        while (!m_spilled->atEnd() && !output.hasFailed())
            output.write(m_spilled->read(firstSpillAt));
    }
    output.write(m_text);
    output.flush();
}

void Answer::append(const QByteArray &text)
{
    m_text.append(text);
    if (m_text.size() < m_spillAt)
        return;
    if (!m_spilled) {
        auto file = std::make_unique<QTemporaryFile>();
        if (!file->open()) {
            m_spillAt *= 2;
            return;
        }
        m_spilled = std::move(file);
    }
    const qint64 before = m_spilled->pos();
    if (m_spilled->write(m_text) == m_text.size() && m_spilled->flush()) {
        m_text.clear();
        return;
    }
    // No room there: it stays in memory, and is tried again later.
    m_spilled->resize(before);
    m_spilled->seek(before);
    m_spillAt *= 2;
}

} // namespace relata::cli
