#include "sql/tableplaces.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

TablePlaces::TablePlaces(QStringView text, const TableLayout &layout) : m_text(text), m_layout(layout)
{
    const std::size_t count = layout.itemCount();
    m_places.reserve(count);
    qsizetype free = ownComments(layout.open + 1, count > 0 ? layout.item(0).begin : layout.close, Until::NextPart);
    for (std::size_t i = 0; i < count; ++i) {
        TablePlace place;
        place.begin = layout.item(i).begin;
        place.end = layout.item(i).end;
        place.comma = layout.commas[i];
        const bool last = i + 1 == count;
        const qsizetype next = last ? layout.close : layout.item(i + 1).begin;
        place.lead = place.begin;
        place.lineLead = place.begin;
        const qsizetype lineStart = place.begin - linePrefix(place.begin).size();
        for (const sqltext::Token &comment : layout.comments) {
            if (comment.begin >= free && comment.end <= place.begin) {
                place.lead = std::min(place.lead, comment.begin);
                if (comment.begin >= lineStart)
                    place.lineLead = std::min(place.lineLead, comment.begin);
            }
            if (place.comma >= 0 && comment.begin >= place.end && comment.end <= place.comma)
                place.beforeComma = comment.end;
        }
        if (place.comma >= 0) {
            place.lineEnd = ownComments(place.end, place.comma, Until::Comma);
            place.beforeComma = std::max(place.beforeComma, place.end);
            place.post = ownComments(place.comma + 1, next, Until::NextPart);
        } else {
            place.lineEnd = ownComments(place.end, next, last ? Until::Comma : Until::NextPart);
            place.beforeComma = place.lineEnd;
            place.post = place.lineEnd;
        }
        free = place.post;
        m_places.push_back(place);
    }
}

const sqltext::Token *TablePlaces::commentAt(qsizetype at) const
{
    const auto found = std::find_if(m_layout.comments.begin(), m_layout.comments.end(),
                                    [at](const sqltext::Token &comment) { return comment.begin == at; });
    return found == m_layout.comments.end() ? nullptr : &*found;
}

/// Behind the comments that begin on this line. Without a line end before the limit they belong to the next part, if
/// that is what the limit is.
qsizetype TablePlaces::ownComments(qsizetype from, qsizetype limit, Until until) const
{
    qsizetype own = from;
    for (qsizetype at = skipBlanks(from); at < limit; at = skipBlanks(own)) {
        if (endsLine(at))
            return own;
        const sqltext::Token *comment = commentAt(at);
        if (!comment)
            break;
        own = comment->end;
    }
    return until == Until::NextPart ? from : own;
}

QStringView TablePlaces::linePrefix(qsizetype at) const
{
    const qsizetype lineStart = m_text.first(at).lastIndexOf(u'\n') + 1;
    return m_text.sliced(lineStart, at - lineStart);
}

bool TablePlaces::beginsLine(qsizetype at) const
{
    const QStringView prefix = linePrefix(at);
    return prefix.size() < at && std::all_of(prefix.begin(), prefix.end(), sqltext::isBlank);
}

bool TablePlaces::leadsWithComma(std::size_t i) const
{
    return i > 0 && m_places[i - 1].comma >= 0 && m_places[i - 1].comma < m_places[i].begin
        && beginsLine(m_places[i - 1].comma) && skipBlanks(m_places[i - 1].comma + 1) == m_places[i].begin;
}

bool TablePlaces::endsLine(qsizetype at) const
{
    return m_text.sliced(at).startsWith(u'\n') || m_text.sliced(at).startsWith(u"\r\n");
}

bool TablePlaces::isBehindLineComment(qsizetype at) const
{
    const qsizetype end = skipSpaceBack(at);
    return std::any_of(m_layout.comments.begin(), m_layout.comments.end(), [end](const sqltext::Token &comment) {
        return comment.kind == sqltext::Token::Kind::LineComment && comment.begin < end && comment.end >= end;
    });
}

bool TablePlaces::hasLineComment(qsizetype begin, qsizetype end) const
{
    return std::any_of(m_layout.comments.begin(), m_layout.comments.end(), [=](const sqltext::Token &comment) {
        return comment.kind == sqltext::Token::Kind::LineComment && comment.begin >= begin && comment.end <= end;
    });
}

qsizetype TablePlaces::skipBlanks(qsizetype at) const
{
    while (at < m_text.size() && sqltext::isBlank(m_text[at]) && !endsLine(at))
        ++at;
    return at;
}

qsizetype TablePlaces::skipBlanksBack(qsizetype at) const
{
    while (at > 0 && sqltext::isBlank(m_text[at - 1]) && m_text[at - 1] != u'\n')
        --at;
    return at;
}

qsizetype TablePlaces::skipSpaceBack(qsizetype at) const
{
    while (at > 0 && sqltext::isBlank(m_text[at - 1]))
        --at;
    return at;
}

qsizetype TablePlaces::behindLineEnd(qsizetype at) const { return m_text.indexOf(u'\n', at) + 1; }

QString TablePlaces::lineBreak() const { return m_text.contains(u"\r\n") ? u"\r\n"_s : u"\n"_s; }

} // namespace relata
