#pragma once

#include "sql/tablelayout.h"

namespace relata {

/// The room of one column or table constraint between its neighbours: which comments are its own, which comma follows.
/// A comment belongs to what stands before it on its line, also behind the comma; else to what follows.
struct TablePlace
{
    qsizetype lead = 0; ///< its first comment that stands before it, or begin
    qsizetype lineLead = 0; ///< as lead, of those on its own line
    qsizetype begin = 0;
    qsizetype end = 0;
    qsizetype lineEnd = 0; ///< behind the comments that follow on its line, before the comma; or end
    qsizetype beforeComma = 0; ///< behind the last comment before the comma; where there is no comma, lineEnd
    qsizetype comma = -1; ///< -1: none
    qsizetype post = 0; ///< behind the comments that follow the comma on its line; where there is no comma, lineEnd
};

/// A text with the places of its parts, and the questions about lines that an edit asks. The text must outlive it.
class TablePlaces
{
public:
    TablePlaces(QStringView text, const TableLayout &layout);

    [[nodiscard]] const TablePlace &operator[](std::size_t i) const { return m_places[i]; }

    /// What stands on the line before this offset.
    [[nodiscard]] QStringView linePrefix(qsizetype at) const;
    /// Nothing but white space stands before it on its line, which is not the first.
    [[nodiscard]] bool beginsLine(qsizetype at) const;
    /// A comma stands before it at the beginning of its line.
    [[nodiscard]] bool leadsWithComma(std::size_t i) const;
    /// At a line's end; line ends are \n and \r\n.
    [[nodiscard]] bool endsLine(qsizetype at) const;
    /// What stands before this offset, white space aside, is a comment that ends with its line.
    [[nodiscard]] bool isBehindLineComment(qsizetype at) const;
    [[nodiscard]] bool hasLineComment(qsizetype begin, qsizetype end) const;
    [[nodiscard]] qsizetype skipBlanks(qsizetype at) const; ///< within the line
    [[nodiscard]] qsizetype skipBlanksBack(qsizetype at) const; ///< within the line
    [[nodiscard]] qsizetype skipSpaceBack(qsizetype at) const; ///< over lines
    [[nodiscard]] qsizetype behindLineEnd(qsizetype at) const; ///< from a line's end
    [[nodiscard]] QString lineBreak() const; ///< that this text uses

private:
    enum class Until { NextPart, Comma };
    [[nodiscard]] qsizetype ownComments(qsizetype from, qsizetype limit, Until until) const;
    [[nodiscard]] const sqltext::Token *commentAt(qsizetype at) const;

    QStringView m_text;
    const TableLayout &m_layout;
    std::vector<TablePlace> m_places;
};

} // namespace relata
