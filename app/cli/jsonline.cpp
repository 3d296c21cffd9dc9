#include "jsonline.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

/// Walks over text that is known to be JSON, for what the parser lets pass.
class JsonWalk
{
public:
    explicit JsonWalk(const QByteArray &text) : m_text(text) {}

    /// What is wrong, as a sentence.
    std::optional<QString> fault()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '"') {
                const QString text = readString();
                if (!text.isValidUtf16())
                    return u"A text holds half a surrogate pair."_s;
                if (m_keyIsNext && !takeKey(text))
                    return u"The member \"%1\" is given twice in one object."_s.arg(text);
            } else if (c == '{' || c == '[') {
                m_open.push_back({c == '{', {}});
                m_keyIsNext = c == '{';
            } else if (c == '}' || c == ']') {
                m_open.pop_back();
            } else if (c == ',') {
                m_keyIsNext = m_open.back().isObject;
            }
        }
        return std::nullopt;
    }

private:
    struct Container
    {
        bool isObject = false;
        QSet<QString> keys;
    };

    bool takeKey(const QString &key)
    {
        m_keyIsNext = false;
        QSet<QString> &keys = m_open.back().keys;
        if (keys.contains(key))
            return false;
        keys.insert(key);
        return true;
    }

    QString readString()
    {
        const qsizetype begin = m_at;
        bool escaped = false;
        while (m_text[m_at] != '"') {
            escaped = escaped || m_text[m_at] == '\\';
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        }
        const QByteArray raw = m_text.mid(begin, m_at - begin);
        ++m_at;
        if (!escaped)
            return QString::fromUtf8(raw);
        const QByteArray list = QByteArray("[\"").append(raw).append("\"]");
        return QJsonDocument::fromJson(list).array().first().toString();
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    bool m_keyIsNext = false;
    std::vector<Container> m_open;
};

} // namespace

Result<QJsonObject> parseJsonLine(const QByteArray &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError) {
        return failure(
            ErrorCode::Syntax,
            u"This is no JSON: %1 at byte %2."_s.arg(error.errorString(), QString::number(error.offset + 1)));
    }
    if (!document.isObject())
        return failure(ErrorCode::Syntax, u"An operation is one JSON object."_s);
    if (const auto fault = JsonWalk(line).fault())
        return failure(ErrorCode::Syntax, *fault);
    return document.object();
}

} // namespace relata::cli
