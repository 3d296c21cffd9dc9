#include "data/migration.h"

#include <QLocale>

namespace relata {

using namespace Qt::StringLiterals;

QString lossText(const MigrationStep &step)
{
    const auto part = [](qint64 count, QLatin1StringView thing) -> QString {
        return QLocale(QLocale::English).toString(count) % u' ' % thing % (count == 1 ? u""_s : u"s"_s);
    };
    QStringList parts;
    if (step.lostInstances > 0)
        parts.append(part(step.lostInstances, "instance"_L1));
    if (step.lostValues > 0)
        parts.append(part(step.lostValues, "value"_L1));
    return parts.join(u" and "_s);
}

std::vector<MigrationFact> MigrationPlan::facts() const
{
    std::vector<MigrationFact> result;
    for (const MigrationProblem &problem : problems) {
        MigrationFact fact{problem.id, {problem.count}, problem.words};
        if (problem.deletes) {
            fact.counts.push_back(problem.deletes->instances);
            for (const auto &part : problem.deletes->along)
                fact.counts.insert(fact.counts.end(), {part.model.value(), part.count});
            for (const auto &part : problem.deletes->cleared)
                fact.counts.insert(fact.counts.end(), {part.end.value(), part.count});
            fact.words += u' ' % problem.deletes->words;
        }
        result.push_back(std::move(fact));
    }
    for (const MigrationStep &step : steps)
        if (step.risk == MigrationRisk::LosesData)
            result.push_back({u"step:"_s % step.words,
                              {step.lostInstances, step.lostValues},
                              step.lossName % u" loses "_s % lossText(step) % u'.'});
    return result;
}

} // namespace relata
