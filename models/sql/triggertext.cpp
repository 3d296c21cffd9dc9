#include "sql/triggertext.h"

#include "sql/sqllexer.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

std::optional<TriggerEvent> TriggerEvent::of(QStringView sql)
{
    auto tokens = sqltext::tokens(sql);
    std::erase_if(tokens, [](const sqltext::Token &token) { return token.isComment(); });
    std::size_t at = 0;
    const auto is = [&](QLatin1StringView word) {
        return at < tokens.size() && tokens[at].of(sql).compare(word, Qt::CaseInsensitive) == 0;
    };
    const auto take = [&](QLatin1StringView word) {
        const bool found = is(word);
        at += found ? 1 : 0;
        return found;
    };
    if (!take("CREATE"_L1))
        return std::nullopt;
    (void)(take("TEMP"_L1) || take("TEMPORARY"_L1));
    if (!take("TRIGGER"_L1))
        return std::nullopt;
    if (take("IF"_L1))
        at += 2;
    ++at; // the name, or the schema before it
    if (take("."_L1))
        ++at;
    if (take("INSTEAD"_L1))
        ++at;
    else
        (void)(take("BEFORE"_L1) || take("AFTER"_L1));
    if (take("DELETE"_L1))
        return TriggerEvent{Kind::Delete, {}};
    if (take("INSERT"_L1))
        return TriggerEvent{Kind::Insert, {}};
    if (!take("UPDATE"_L1))
        return std::nullopt;
    TriggerEvent event{Kind::Update, {}};
    if (take("OF"_L1))
        for (; at < tokens.size() && !is("ON"_L1); ++at)
            if (!is(","_L1))
                event.columns.append(sqltext::unquoted(tokens[at].of(sql)));
    return event;
}

} // namespace relata
