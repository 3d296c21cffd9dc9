#pragma once

#include "support/scratchdatabase.h"

#include <QTest>

namespace relata::test {
using namespace Qt::StringLiterals;

/// A database with its engine, filled by SQL.
class Migrated
{
public:
    explicit Migrated(const QString &sdlText, const std::vector<QString> &rows = {})
        : m_database(ScratchDatabase::schemaOf(sdlText)), m_engine(m_database.open())
    {
        for (const QString &row : rows)
            run(row);
        reopen();
    }
    /// A database that Relata did not make.
    enum class Foreign { Yes };
    Migrated(Foreign, const std::vector<QString> &statements) : m_engine(m_database.open())
    {
        for (const QString &statement : statements)
            run(statement);
        reopen();
    }
    /// A copy of one.
    Migrated(Foreign, const QString &file) : m_database(file), m_engine(m_database.open()) {}

    void reopen()
    {
        m_engine.reset();
        m_engine = m_database.open();
    }

    void run(const QString &sql)
    {
        if (auto done = m_engine->connection().run({sql, {}}); !done)
            qFatal("%s: %s", qPrintable(sql), qPrintable(done.error().detail));
    }

    [[nodiscard]] MigrationIntent to(const QString &sdlText) const
    {
        MigrationIntent intent;
        intent.schema = ScratchDatabase::schemaOf(sdlText);
        intent.origins = matchByName(m_engine->schema(), intent.schema);
        return intent;
    }

    [[nodiscard]] MigrationPlan plan(const MigrationIntent &intent)
    {
        auto made = m_engine->planMigration(intent);
        if (!made)
            qFatal("%s (%s)", qPrintable(made.error().message), qPrintable(made.error().detail));
        return *made;
    }

    Result<MigrationOutcome> apply(const MigrationIntent &intent) { return m_engine->migrate(intent); }

    /// The answer's rows, each "a|b", null as "-".
    [[nodiscard]] QStringList rows(const QString &sql)
    {
        const auto found = m_engine->connection().select({sql, {}});
        if (!found)
            return {u"! "_s + found.error().detail};
        QStringList result;
        for (const Values &row : *found) {
            QStringList parts;
            for (const Value &value : row)
                parts.append(isNull(value) ? u"-"_s : valueText(value));
            result.append(parts.join(u'|'));
        }
        return result;
    }

    [[nodiscard]] QStringList problems(const MigrationPlan &plan) const
    {
        QStringList result;
        for (const MigrationProblem &problem : plan.problems)
            result.append(problem.id % u": "_s % problem.words);
        return result;
    }

    [[nodiscard]] Engine &engine() { return *m_engine; }
    [[nodiscard]] const ScratchDatabase &database() const { return m_database; }
    [[nodiscard]] QStringList violations()
    {
        QStringList result;
        const Done checked = m_engine->check([&](const QString &sentence) { result.append(sentence); });
        if (!checked)
            result.append(checked.error().message);
        return result;
    }

private:
    ScratchDatabase m_database;
    std::unique_ptr<Engine> m_engine;
};

} // namespace relata::test

#define APPLIED(database, intent)                                                                                      \
    const auto outcome = (database).apply(intent);                                                                     \
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message + u' ' + outcome.error().detail));             \
    QCOMPARE((database).violations(), QStringList())
