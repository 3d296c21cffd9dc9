#include "engine/engine.h"
#include "schema/linkguess.h"
#include "sql/evidencebuilder.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostRows = 100'000; ///< of a model, looked at for one guess
constexpr std::size_t mostGuesses = 500;
constexpr std::chrono::seconds longest{5}; ///< other reads wait meanwhile
/// Below it, names and values together say too little.
constexpr double leastScore = 0.45;
/// A guess about an empty column is offered only where the names leave no doubt.
constexpr double leastLikenessAlone = 0.85;

/// Orphans weigh: data that breaks a rule now and then is common, data that breaks it often has no such rule.
double scoreOf(const LinkGuess &guess, const Suggestion &found)
{
    const qint64 values = found.matching + found.orphans;
    if (values == 0)
        return guess.likeness >= leastLikenessAlone ? guess.likeness / 2 + 0.05 : 0;
    const double share = double(found.matching) / double(values);
    return guess.likeness * share * share;
}

} // namespace

Result<std::vector<Suggestion>> Engine::suggestions()
{
    const auto start = std::chrono::steady_clock::now();
    std::vector<LinkGuess> guesses = linkGuesses(m_schema);
    guesses.resize(std::min(guesses.size(), mostGuesses));
    std::map<std::pair<ModelId, FieldId>, Suggestion> best;
    for (const LinkGuess &guess : guesses) {
        if (std::chrono::steady_clock::now() - start > longest)
            break;
        const auto rows = m_connection->select(evidence::ofGuess(m_schema, Dialect::sqlite(), guess, mostRows));
        if (!rows)
            return tl::unexpected(rows.error());
        const auto number = [&rows](std::size_t column) {
            const auto *whole = std::get_if<qint64>(&rows->front()[column]);
            return whole ? *whole : 0;
        };
        Suggestion found{guess.from, guess.field, guess.to, guess.key};
        const qint64 looked = number(0);
        found.nulls = number(1);
        found.matching = number(2);
        found.orphans = looked - found.nulls - found.matching;
        found.unique = looked > found.nulls && number(3) == looked - found.nulls;
        found.sampled = looked == mostRows;
        found.score = scoreOf(guess, found);
        if (found.score < leastScore)
            continue;
        Suggestion &kept = best.try_emplace({guess.from, guess.field}, found).first->second;
        if (found.score > kept.score)
            kept = found;
    }
    std::vector<Suggestion> result;
    for (const auto &[place, suggestion] : best)
        result.push_back(suggestion);
    std::stable_sort(result.begin(), result.end(),
                     [](const Suggestion &a, const Suggestion &b) { return a.score > b.score; });
    return result;
}

} // namespace relata
