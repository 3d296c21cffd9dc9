#include "engine/migrationrules.h"

#include "sql/sqllexer.h"

#include <QLocale>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// "(price > 0)" of "CONSTRAINT dear CHECK (price > 0) ON CONFLICT FAIL"; empty where it has none.
QString expressionOf(const QString &check)
{
    qsizetype begin = -1;
    int depth = 0;
    for (const sqltext::Token &token : sqltext::tokens(check)) {
        const QStringView word = token.of(check);
        if (token.kind != sqltext::Token::Kind::Operator)
            continue;
        if (word == u"(") {
            begin = begin < 0 ? token.begin : begin;
            ++depth;
        } else if (word == u")" && --depth == 0) {
            return check.mid(begin, token.end - begin);
        }
    }
    return {};
}

struct Rule
{
    QString clause;
    QString expression;
};

/// Those that can be judged by the values of the columns.
std::vector<Rule> rulesOf(const QString &sql)
{
    std::vector<Rule> rules;
    const auto table = TableText::parse(sql);
    if (!table)
        return rules;
    QStringList computed;
    for (const QString &column : table->columns())
        if (table->isGenerated(column))
            computed.append(column);
    for (const TableText::Constraint &constraint : table->constraints()) {
        const QString expression =
            constraint.kind == TableText::Constraint::Kind::Check ? expressionOf(constraint.text) : QString();
        const QStringList names = identifiersIn(expression);
        const bool plain = std::none_of(computed.begin(), computed.end(), [&](const QString &column) {
            return names.contains(column, Qt::CaseInsensitive);
        });
        if (!expression.isEmpty() && plain)
            rules.push_back({constraint.text, expression});
    }
    return rules;
}

QString anyBroken(const std::vector<Rule> &rules)
{
    QStringList broken;
    for (const Rule &rule : rules)
        broken.append(rule.expression % u" IS FALSE"_s);
    return broken.isEmpty() ? u"0"_s : broken.join(u" OR "_s);
}

/// The wanted rows of one table that break no rule now, with their keys as h1….
QString wantedRows(const MigrationSql &sql, const MigrationPlan &plan, ModelId after, const QString &before)
{
    const Model &model = plan.to.model(after);
    QStringList columns;
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (model.fields[i].origin != FieldOrigin::Generated && model.fields[i].origin != FieldOrigin::Rowid)
            columns.append(sql.value(after, FieldId(int(i)), u"o"_s) % u" AS "_s
                           % Dialect::sqlite().quoted(model.fields[i].column));
    const ModelId was = *sql.before(after);
    const QStringList key = sql.keyColumns(was, u"o"_s);
    for (qsizetype i = 0; i < key.size(); ++i)
        columns.append(key[i] % u" AS relata_h"_s % QString::number(i + 1));
    return u"(SELECT "_s % columns.join(u", "_s) % u" FROM "_s % sql.table(was) % u" o WHERE NOT ("_s
        % anyBroken(rulesOf(before)) % u"))"_s;
}

bool keepsValues(const MigrationSql &sql, const Model &model, ModelId after)
{
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field{int(i)};
        const auto origin = sql.before(after, field);
        const bool written =
            model.fields[i].origin != FieldOrigin::Generated && model.fields[i].origin != FieldOrigin::Rowid;
        if (origin && written && sql.value(after, field, u"o"_s) != sql.column(*sql.before(after), *origin, u"o"_s))
            return false;
    }
    return true;
}

} // namespace

Done checkRules(Connection &connection, const MigrationSql &sql, const std::vector<MigrationScript::MadeAnew> &tables,
                MigrationPlan &plan)
{
    const auto definitions = definitions::read(connection);
    if (!definitions)
        return tl::unexpected(definitions.error());
    for (const MigrationScript::MadeAnew &table : tables) {
        const Model &model = plan.to.model(table.after);
        const std::vector<Rule> rules = rulesOf(table.sql);
        if (rules.empty() || keepsValues(sql, model, table.after))
            continue;
        const ModelId before = *sql.before(table.after);
        QString standing;
        for (const definitions::Definition &definition : *definitions)
            if (definition.type == u"table"_s && sqltext::isSameName(definition.name, plan.from.model(before).table))
                standing = definition.sql;
        const QString rows = wantedRows(sql, plan, table.after, standing);
        for (const Rule &rule : rules) {
            const QString broken = u" FROM "_s % rows % u" WHERE "_s % rule.expression % u" IS FALSE"_s;
            const auto counted = connection.select({u"SELECT count(*)"_s % broken, {}});
            // It speaks of more than the columns; the rows are judged when they are there.
            if (!counted && counted.error().detail.contains(u"no such "_s))
                continue;
            if (!counted)
                return tl::unexpected(counted.error());
            MigrationProblem problem;
            problem.count = std::get<qint64>(counted->front().front());
            if (problem.count == 0)
                continue;
            problem.id = u"check:"_s % model.name % u'.' % rule.clause;
            problem.kind = MigrationProblem::Kind::BreaksRule;
            problem.model = before;
            problem.object = rule.clause;
            for (std::size_t i = 0; i < plan.steps.size(); ++i)
                if (plan.steps[i].difference.toModel == table.after)
                    problem.difference = i;
            const QLocale locale(QLocale::English);
            problem.words = (problem.count == 1 ? u"1 instance of "_s
                                                : QString(locale.toString(problem.count) % u" instances of "_s))
                % plan.from.model(before).name % u" would break the table's rule "_s % rule.clause % u'.';
            const qsizetype parts = sql.keyColumns(before, {}).size();
            QStringList key;
            for (qsizetype i = 0; i < parts; ++i)
                key.append(u"relata_h"_s % QString::number(i + 1));
            if (!key.isEmpty()) {
                const auto keys = connection.select(
                    {u"SELECT "_s % key.join(u", "_s) % broken % u" ORDER BY "_s % key.join(u", "_s) % u" LIMIT 20"_s,
                     {}});
                if (!keys)
                    return tl::unexpected(keys.error());
                for (const Values &values : *keys)
                    problem.examples.push_back({{before, values, keyText(values), false}, {}});
            }
            plan.problems.push_back(std::move(problem));
        }
    }
    return {};
}

Result<Soundness> soundnessOf(Connection &connection, Thoroughness thoroughness)
{
    const QString name = thoroughness == Thoroughness::Quick ? u"quick_check"_s : u"integrity_check"_s;
    const Statement look{u"SELECT "_s % name % u", count(*) FROM pragma_"_s % name % u"(1000000) GROUP BY 1"_s, {}};
    // It judges the rules only while they are not put off; one that calls a function of another program cannot be.
    auto rows = [&] {
        (void)connection.script({u"PRAGMA ignore_check_constraints=OFF"_s});
        auto found = connection.select(look);
        (void)connection.script({u"PRAGMA ignore_check_constraints=ON"_s});
        return found;
    }();
    if (!rows && rows.error().detail.contains(u"no such function"_s))
        rows = connection.select(look);
    if (!rows)
        return tl::unexpected(rows.error());
    Soundness result;
    for (const Values &row : *rows) {
        const QString words = valueText(row[0]);
        const auto count = std::get<qint64>(row[1]);
        const QString broken = u"CHECK constraint failed in "_s;
        if (words.startsWith(broken))
            result.broken[words.mid(broken.size())] += count;
        else if (words != u"ok"_s)
            result.damages += count;
    }
    return result;
}

} // namespace relata
