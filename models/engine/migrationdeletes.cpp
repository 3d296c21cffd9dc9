#include "engine/migrationchecks.h"

#include <QLocale>

#include <algorithm>

// What the remedy "delete these" comes to, and what stands in its way.
namespace relata {

using namespace Qt::StringLiterals;

namespace {

QString instancesOf(qint64 count, const QString &model, QStringView other = {})
{
    return QLocale(QLocale::English).toString(count) % u' ' % other
        % (count == 1 ? u"instance of "_s : u"instances of "_s) % model;
}

/// "a, b and c"
QString listed(const QStringList &parts)
{
    return parts.size() < 2 ? parts.join(QString())
                            : QString(parts.mid(0, parts.size() - 1).join(u", "_s) % u" and "_s % parts.back());
}

QString deleteWords(const Schema &schema, ModelId model, const MigrationProblem::Deletes &deletes)
{
    QStringList along;
    for (const auto &part : deletes.along)
        along.append(
            instancesOf(part.count, schema.model(part.model).name, part.model == model ? u"other "_s : QString()));
    const bool one = deletes.instances == 1;
    QString words =
        instancesOf(deletes.instances, schema.model(model).name) % (one ? u" is deleted"_s : u" are deleted"_s);
    words += along.isEmpty() ? (one ? u"; nothing else goes with it."_s : u"; nothing else goes with them."_s)
                             : QString((one ? u", and with it "_s : u", and with them "_s) % listed(along) % u'.');
    QStringList cleared;
    for (const auto &part : deletes.cleared) {
        const End &end = schema.end(part.end);
        const bool toDefault = schema.reference(end.reference).rule == DeleteRule::SetDefault;
        const bool single = part.count == 1;
        cleared.append(instancesOf(part.count, schema.model(end.model).name)
                       % (toDefault ? (single ? u" takes the default for its "_s : u" take the default for their "_s)
                                    : (single ? u" loses its "_s : u" lose their "_s))
                       % end.name);
    }
    return cleared.isEmpty() ? words : QString(words % u' ' % listed(cleared) % u'.');
}

} // namespace

/// The rows in question go at once, as far as the questions after this one are concerned.
Done MigrationChecks::deleteInstances(const Question &question, MigrationProblem problem)
{
    auto known = std::find_if(m_deletions.begin(), m_deletions.end(),
                              [&](const Deletion &deletion) { return deletion.problem.id == question.id; });
    const bool refused = known != m_deletions.end() && !known->refusal.isEmpty();
    if (!m_removal || refused) {
        problem.chosen.reset();
        if (refused)
            problem.refusal = known->refusal;
        m_plan.problems.push_back(std::move(problem));
        return {};
    }
    if (known == m_deletions.end())
        known = m_deletions.insert(m_deletions.end(), Deletion());
    problem.deletes = known->problem.deletes.value_or(MigrationProblem::Deletes());
    const auto cause = int(known - m_deletions.begin());
    const auto added =
        m_removal->add(question.before, question.deleted.isEmpty() ? question.condition : question.deleted, cause);
    if (!added)
        return tl::unexpected(added.error());
    problem.deletes->instances += *added;
    m_deletedMore = m_deletedMore || *added > 0;
    known->problem = problem;
    m_plan.problems.push_back(std::move(problem));
    return {};
}

/// What stands in a remedy's way makes it void, and the rows are looked at again without it.
Done MigrationChecks::judgeDeletions(bool &refused)
{
    const auto blocking = m_removal->blocking();
    if (!blocking)
        return tl::unexpected(blocking.error());
    if (blocking->empty())
        return {};
    std::map<int, QStringList> reasons;
    for (const MigrationRemoval::Blocking &part : *blocking) {
        const Reference &reference = m_from.reference(part.reference);
        const bool one = part.count == 1;
        reasons[part.cause].append(instancesOf(part.count, m_from.model(reference.from).name)
                                   % (one ? u" refers"_s : u" refer"_s) % u" to a "_s % m_from.model(reference.to).name
                                   % u" that would go ("_s % m_from.end(m_from.keyEnd(part.reference)).name % u')');
    }
    for (const auto &[cause, parts] : reasons)
        m_deletions[std::size_t(cause)].refusal = u"They cannot be deleted: "_s % listed(parts)
            % u", and may not be left without it. Delete or link those elsewhere first, or choose something else."_s;
    std::erase_if(m_deletions, [](const Deletion &deletion) { return deletion.refusal.isEmpty(); });
    refused = true;
    return m_removal->start();
}

Done MigrationChecks::tellDeletions()
{
    const auto effects = m_removal->effects();
    if (!effects)
        return tl::unexpected(effects.error());
    for (MigrationProblem &problem : m_plan.problems) {
        if (!problem.deletes)
            continue;
        const auto found = std::find_if(m_deletions.begin(), m_deletions.end(),
                                        [&](const Deletion &deletion) { return deletion.problem.id == problem.id; });
        const auto effect = effects->find(int(found - m_deletions.begin()));
        Q_ASSERT(effect != effects->end());
        Loss loss;
        for (const auto &[model, count] : effect->second.gone) {
            const qint64 others = model == problem.model ? count - problem.deletes->instances : count;
            if (others > 0)
                problem.deletes->along.push_back({model, others});
            loss.instances += count;
        }
        for (const auto &[reference, count] : effect->second.cleared) {
            problem.deletes->cleared.push_back({m_from.keyEnd(reference), count});
            loss.values += count;
        }
        problem.deletes->words = deleteWords(m_from, problem.model, *problem.deletes);
        lose(problem.difference, loss.instances, loss.values, m_from.model(problem.model).name);
        m_deleted[problem.difference].instances += loss.instances;
        m_deleted[problem.difference].values += loss.values;
    }
    return {};
}

} // namespace relata
