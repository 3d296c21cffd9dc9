#include "sql/evidencebuilder.h"

namespace relata::evidence {

using namespace Qt::StringLiterals;

Statement ofGuess(const Schema &schema, const Dialect &dialect, const LinkGuess &guess, qint64 atMost)
{
    const QString field = dialect.quoted(schema.field(guess.from, guess.field).column);
    const QString from = dialect.quoted(schema.model(guess.from).table);
    const QString key = dialect.quoted(schema.field(guess.to, guess.key).column);
    const QString to = dialect.quoted(schema.model(guess.to).table);
    return {u"SELECT count(*), count(*) - count(v), "
            "count(CASE WHEN EXISTS (SELECT 1 FROM "_s
                % to % u" AS o WHERE o."_s % key % u" = r.v) THEN 1 END), count(DISTINCT v) FROM (SELECT "_s % field
                % u" AS v FROM "_s % from % u" LIMIT ?) AS r"_s,
            {atMost}};
}

} // namespace relata::evidence
