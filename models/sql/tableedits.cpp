#include "sql/tablelayout.h"
#include "sql/tableplaces.h"
#include "sql/tabletext.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

using Clause = TableLayout::Clause;

bool wouldGrowTogether(QChar left, QChar right)
{
    const auto sticks = [](QChar c) { return sqltext::isWordPart(c) || QStringView(u"\"'`[]").contains(c); };
    return sticks(left) && sticks(right);
}

/// Without white space and comments around it, so that its end is the end of a token.
QString core(const QString &sql)
{
    std::vector<sqltext::Token> tokens = sqltext::tokens(sql);
    std::erase_if(tokens, [](const sqltext::Token &token) { return token.isComment(); });
    return tokens.empty() ? QString() : sql.mid(tokens.front().begin, tokens.back().end - tokens.front().begin);
}

/// What may follow DEFAULT: a literal or word, a signed number, an expression in parentheses.
QString defaultTerm(const QString &sql)
{
    const QString expression = core(sql);
    const std::vector<sqltext::Token> tokens = sqltext::tokens(expression);
    const auto is = [&](std::size_t i, QChar c) { return tokens[i].of(expression) == c; };
    if (tokens.size() == 1)
        return expression;
    if (tokens.size() == 2 && (is(0, u'-') || is(0, u'+')) && tokens[1].kind == sqltext::Token::Kind::Number)
        return expression;
    qsizetype depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        depth += is(i, u'(') ? 1 : is(i, u')') ? -1 : 0;
        if (depth == 0)
            return i > 0 && i + 1 == tokens.size() ? expression : QString(u'(' % expression % u')');
    }
    return u'(' % expression % u')';
}

bool areSameNames(const QStringList &a, const QStringList &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const QString &x, const QString &y) { return sqltext::isSameName(x, y); });
}

bool contains(const QStringList &names, const QString &name)
{
    return std::any_of(names.begin(), names.end(), [&](const QString &x) { return sqltext::isSameName(x, name); });
}

bool isSame(const TableText::Constraint &a, const TableText::Constraint &b)
{
    return a.kind == b.kind && a.ofColumn == b.ofColumn && areSameNames(a.columns, b.columns)
        && sqltext::isSameName(a.table, b.table) && areSameNames(a.referenced, b.referenced)
        && (a.kind != TableText::Constraint::Kind::Check || a.text == b.text);
}

} // namespace

void TableText::apply(std::vector<Edit> edits)
{
    std::stable_sort(edits.begin(), edits.end(), [](const Edit &a, const Edit &b) { return a.begin > b.begin; });
    for (const Edit &edit : edits) {
        QString text = edit.text;
        const QChar left = edit.begin > 0 ? m_text[edit.begin - 1] : QChar();
        const QChar right = edit.end < m_text.size() ? m_text[edit.end] : QChar();
        if (text.isEmpty() ? wouldGrowTogether(left, right) : wouldGrowTogether(text.back(), right))
            text += u' ';
        if (text != u" " && !text.isEmpty() && wouldGrowTogether(left, text.front()))
            text.prepend(u' ');
        m_text.replace(edit.begin, edit.end - edit.begin, text);
    }
    auto layout = TableLayout::of(m_text);
    m_layout = std::make_shared<const TableLayout>(layout ? *std::move(layout) : TableLayout());
}

void TableText::rename(const QString &quotedTable)
{
    if (!m_layout->name.isEmpty())
        apply({{m_layout->name.begin, m_layout->name.end, quotedTable}});
}

void TableText::addColumn(const QString &definition)
{
    if (!m_layout->columns.empty())
        insertAfter(m_layout->columns.size() - 1, core(definition));
}

void TableText::addConstraint(const QString &constraint)
{
    if (m_layout->itemCount() > 0)
        insertAfter(m_layout->itemCount() - 1, core(constraint));
}

/// On a line of its own where its neighbour has one, indented alike.
void TableText::insertAfter(std::size_t item, const QString &definition)
{
    const TablePlaces places(m_text, *m_layout);
    const TablePlace &place = places[item];
    const bool ownLine = places.beginsLine(place.begin);
    if (places.leadsWithComma(item)) {
        const QString prefix = places.linePrefix(place.begin).toString();
        apply({{place.lineEnd, place.lineEnd, places.lineBreak() % prefix % definition}});
    } else if (ownLine || places.hasLineComment(place.end, place.post)) {
        const QString indent = ownLine ? places.linePrefix(place.begin).toString() : u"  "_s;
        const QString line = places.lineBreak() % indent % definition;
        if (place.comma >= 0)
            apply({{place.post, place.post, line % u','}});
        else if (place.lineEnd == place.end)
            apply({{place.end, place.end, u',' % line}});
        else
            apply({{place.end, place.end, u","_s}, {place.lineEnd, place.lineEnd, line}});
    } else {
        apply({{place.beforeComma, place.beforeComma, u", "_s % definition}});
    }
}

TableText::Edit TableText::removed(qsizetype begin, qsizetype end) const
{
    const TablePlaces places(m_text, *m_layout);
    const qsizetype space = places.skipSpaceBack(begin);
    return {places.isBehindLineComment(begin) ? begin : space, end, {}};
}

void TableText::removeItem(std::size_t item)
{
    const TablePlaces places(m_text, *m_layout);
    const TablePlace &place = places[item];
    const bool last = item + 1 == m_layout->itemCount();
    const bool leading = places.leadsWithComma(item);
    const bool commaBefore = item > 0 && places[item - 1].comma >= 0 && (last || leading);

    std::vector<Edit> edits;
    qsizetype begin = leading ? places[item - 1].comma : place.lineLead;
    qsizetype end = place.lineEnd;
    if (commaBefore && !leading)
        edits.push_back({places[item - 1].comma, places[item - 1].comma + 1, {}});
    if (!commaBefore && place.comma >= 0) {
        if (place.lineEnd == place.beforeComma)
            end = place.post;
        else // other comments stand before the comma, and stay
            edits.push_back({place.comma, place.comma + 1, {}});
    }

    const qsizetype rest = places.skipBlanks(end);
    if (places.beginsLine(begin) && places.endsLine(rest)) {
        begin = places.skipBlanksBack(begin);
        end = places.behindLineEnd(rest);
    } else if (places.beginsLine(begin) && last) {
        if (!places.isBehindLineComment(begin))
            begin = places.skipSpaceBack(begin);
    } else if (places.beginsLine(begin)) {
        end = rest;
    } else {
        const qsizetype space = places.skipBlanksBack(begin);
        if (space > 0 && m_text[space - 1] == u'(')
            end = places.endsLine(rest) || last ? end : rest;
        else
            begin = space;
    }
    // The comma before may stand in what goes.
    std::erase_if(edits, [=](const Edit &edit) { return edit.begin >= begin && edit.begin < end; });
    edits.push_back({begin, end, {}});
    apply(std::move(edits));
}

bool TableText::speaksOf(const Constraint &constraint, const QString &column) const
{
    const QStringView table =
        QStringView(m_text).sliced(m_layout->name.begin, m_layout->name.end - m_layout->name.begin);
    const bool toItself = sqltext::isSameName(constraint.table, sqltext::unquoted(table));
    return contains(constraint.columns, column) || (toItself && contains(constraint.referenced, column));
}

void TableText::removeColumn(const QString &column)
{
    if (!indexOf(column))
        return;
    for (const Constraint &constraint : constraints()) {
        const bool goesAlong = constraint.ofColumn && areSameNames(constraint.columns, {column});
        if (!goesAlong && speaksOf(constraint, column))
            removeConstraint(constraint);
    }
    if (const auto i = indexOf(column))
        removeItem(*i);
}

void TableText::orderColumns(const QStringList &columns)
{
    std::vector<std::size_t> order;
    const auto take = [&order](std::size_t i) {
        if (std::find(order.begin(), order.end(), i) == order.end())
            order.push_back(i);
    };
    for (const QString &column : columns)
        if (const auto i = indexOf(column))
            take(*i);
    for (std::size_t i = 0; i < m_layout->columns.size(); ++i)
        take(i);

    const TablePlaces places(m_text, *m_layout);
    const auto text = [this](qsizetype begin, qsizetype end) { return m_text.mid(begin, end - begin); };
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] == i)
            continue;
        const TablePlace &slot = places[i];
        const TablePlace &from = places[order[i]];
        const bool comma = slot.comma >= 0;
        const QString separator = comma ? QString(text(slot.beforeComma, slot.comma) % u',') : QString();
        QString comments = text(from.end, from.beforeComma);
        if (from.comma >= 0)
            comments += text(from.comma + 1, from.post);
        const bool open = places.hasLineComment(from.end, from.post); // must not swallow what follows
        const bool lineFollows = places.endsLine(places.skipBlanks(slot.post));
        QString all = text(from.lead, from.end);
        if (lineFollows && !separator.contains(u'\n'))
            all += separator % comments;
        else
            all += comments % (open && !separator.contains(u'\n') ? places.lineBreak() : QString()) % separator;
        edits.push_back({slot.lead, slot.post, all});
    }
    if (!edits.empty())
        apply(std::move(edits));
}

void TableText::setType(const QString &column, const QString &type)
{
    const auto i = indexOf(column);
    if (!i)
        return;
    const TableLayout::Span span = m_layout->columns[*i].type;
    const QString text = core(type);
    if (span.isEmpty() && !text.isEmpty())
        apply({{span.begin, span.end, u' ' % text}});
    else if (!span.isEmpty())
        apply({text.isEmpty() ? removed(span.begin, span.end) : Edit{span.begin, span.end, text}});
}

void TableText::setNotNull(const QString &column, bool notNull)
{
    const auto i = indexOf(column);
    if (!i)
        return;
    std::vector<Edit> edits;
    const TableLayout::Column &place = m_layout->columns[*i];
    for (const Clause &clause : place.clauses) {
        if (clause.kind == Clause::Kind::NotNull && notNull)
            return;
        if (clause.kind == (notNull ? Clause::Kind::Null : Clause::Kind::NotNull))
            edits.push_back(removed(clause.span.begin, clause.span.end));
    }
    if (notNull)
        edits.push_back({place.type.end, place.type.end, u" NOT NULL"_s});
    if (!edits.empty())
        apply(std::move(edits));
}

void TableText::setDefault(const QString &column, const std::optional<QString> &sql)
{
    const auto i = indexOf(column);
    if (!i)
        return;
    const TableLayout::Column &place = m_layout->columns[*i];
    std::vector<Edit> edits;
    qsizetype at = place.type.end;
    for (const Clause &clause : place.clauses) {
        if (clause.kind == Clause::Kind::NotNull && clause.span.begin >= at)
            at = clause.span.end;
        if (clause.kind == Clause::Kind::Default && sql)
            edits = {{clause.value.begin, clause.value.end, defaultTerm(*sql)}}; // of several the last one counts
        else if (clause.kind == Clause::Kind::Default)
            edits.push_back(removed(clause.span.begin, clause.span.end));
    }
    if (sql && edits.empty())
        edits.push_back({at, at, u" DEFAULT "_s % defaultTerm(*sql)});
    if (!edits.empty())
        apply(std::move(edits));
}

std::optional<TableText::Found> TableText::find(const Constraint &constraint) const
{
    const std::vector<Constraint> all = constraints();
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Constraint &other) { return isSame(other, constraint); });
    if (same == all.end())
        return std::nullopt;
    return clausesOfConstraints()[static_cast<std::size_t>(same - all.begin())];
}

bool TableText::removeConstraint(const Constraint &constraint)
{
    const auto found = find(constraint);
    if (!found)
        return false;
    if (!found->column) {
        removeItem(m_layout->columns.size() + found->clause);
        return true;
    }
    const std::vector<Clause> &clauses = m_layout->columns[*found->column].clauses;
    std::vector<Edit> edits{removed(clauses[found->clause].span.begin, clauses[found->clause].span.end)};
    if (constraint.kind == Constraint::Kind::ForeignKey) {
        // A DEFERRABLE that stands apart speaks of the foreign key before it.
        for (std::size_t i = found->clause + 1; i < clauses.size() && clauses[i].kind != Clause::Kind::ForeignKey; ++i)
            if (clauses[i].kind == Clause::Kind::Deferral)
                edits.push_back(removed(clauses[i].span.begin, clauses[i].span.end));
    }
    apply(std::move(edits));
    return true;
}

bool TableText::setDeleteAction(const Constraint &foreignKey, const QString &action)
{
    if (foreignKey.kind != Constraint::Kind::ForeignKey)
        return false;
    const QString text = action.isEmpty() ? QString() : QString(u"ON DELETE "_s % action);
    const std::vector<Constraint> all = constraints();
    const std::vector<Found> places = clausesOfConstraints();
    bool any = false;
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!isSame(all[i], foreignKey))
            continue;
        any = true;
        const std::optional<std::size_t> column = places[i].column;
        const Clause &clause = (column ? m_layout->columns[*column].clauses : m_layout->constraints)[places[i].clause];
        bool written = text.isEmpty();
        for (const TableLayout::Span &present : clause.deleteActions) {
            edits.push_back(written ? removed(present.begin, present.end) : Edit{present.begin, present.end, text});
            written = true;
        }
        if (!written)
            edits.push_back({clause.actionsAt, clause.actionsAt, u' ' % text});
    }
    if (!edits.empty())
        apply(std::move(edits));
    return any;
}

bool TableText::nameReferenced(const Constraint &foreignKey, const QString &columns)
{
    if (foreignKey.kind != Constraint::Kind::ForeignKey || !foreignKey.referenced.isEmpty())
        return false;
    const std::vector<Constraint> all = constraints();
    const std::vector<Found> places = clausesOfConstraints();
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!isSame(all[i], foreignKey))
            continue;
        const std::optional<std::size_t> column = places[i].column;
        const Clause &clause = (column ? m_layout->columns[*column].clauses : m_layout->constraints)[places[i].clause];
        edits.push_back({clause.actionsAt, clause.actionsAt, u" ("_s % columns % u')'});
    }
    const bool any = !edits.empty();
    if (any)
        apply(std::move(edits));
    return any;
}

} // namespace relata
