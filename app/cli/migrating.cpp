#include "migrating.h"

#include "data/json.h"
#include "sources.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

QString toString(MigrationRisk risk)
{
    switch (risk) {
    case MigrationRisk::Safe:
        return u"safe"_s;
    case MigrationRisk::Checked:
        return u"checked"_s;
    case MigrationRisk::LosesData:
        return u"losesData"_s;
    }
    Q_UNREACHABLE();
}

QString toString(MigrationProblem::Kind kind)
{
    switch (kind) {
    case MigrationProblem::Kind::NullInRequired:
        return u"nullInRequired"_s;
    case MigrationProblem::Kind::DuplicateInUnique:
        return u"duplicateInUnique"_s;
    case MigrationProblem::Kind::NotConvertible:
        return u"notConvertible"_s;
    case MigrationProblem::Kind::ValueNotInEnum:
        return u"valueNotInEnum"_s;
    case MigrationProblem::Kind::Dangling:
        return u"dangling"_s;
    case MigrationProblem::Kind::TooManyLinks:
        return u"tooManyLinks"_s;
    case MigrationProblem::Kind::MissingLink:
        return u"missingLink"_s;
    case MigrationProblem::Kind::BreaksRule:
        return u"breaksRule"_s;
    case MigrationProblem::Kind::ObjectBreaks:
        return u"objectBreaks"_s;
    }
    Q_UNREACHABLE();
}

/// The word of a remedy in --remedy; a value is given by --set instead.
QString toWord(Remedy::Kind kind)
{
    switch (kind) {
    case Remedy::Kind::SetValue:
        return u"set"_s;
    case Remedy::Kind::Clear:
        return u"clear"_s;
    case Remedy::Kind::DeleteInstances:
        return u"delete"_s;
    case Remedy::Kind::KeepFirst:
        return u"keep-first"_s;
    case Remedy::Kind::KeepAsText:
        return u"keep-as-text"_s;
    case Remedy::Kind::DropObject:
        return u"drop"_s;
    }
    Q_UNREACHABLE();
}

/// Whether a problem is among those of the plan is seen when it is made.
Done addChoices(const Options &options, MigrationIntent &intent)
{
    for (const QString &choice : options.remedies) {
        const QString word = choice.section(u'=', -1);
        std::optional<Remedy::Kind> found;
        for (const auto kind : {Remedy::Kind::Clear, Remedy::Kind::DeleteInstances, Remedy::Kind::KeepFirst,
                                Remedy::Kind::KeepAsText, Remedy::Kind::DropObject})
            if (toWord(kind) == word)
                found = kind;
        if (!found)
            return failure(
                ErrorCode::InvalidValue,
                u"There is no remedy \"%1\": use delete, clear, keep-first, keep-as-text or drop."_s.arg(word));
        intent.remedies[choice.section(u'=', 0, -2)] = {*found, {}};
    }
    return {};
}

/// How a problem can be settled.
QString offerWords(const MigrationProblem &problem)
{
    if (problem.kind == MigrationProblem::Kind::BreaksRule)
        return u"Take the change back, or give another value."_s;
    if (problem.offered.empty())
        return u"Take the change back, or mend the rows first."_s;
    QStringList ways;
    for (const Remedy::Kind kind : problem.offered)
        ways.append(kind == Remedy::Kind::SetValue
                        ? QString(u"--set "_s % problem.id.section(u':', 1) % u"=VALUE"_s)
                        : QString(u"--remedy '"_s % problem.id % u'=' % toWord(kind) % u'\''));
    return u"To settle it: "_s % ways.join(u", "_s);
}

/// What "Post.rating=0" is about; names may hold dots and equals signs.
struct SetPlace
{
    ModelId model;
    FieldId field;
    QString value;
};
std::optional<SetPlace> placeOf(const Schema &schema, const QString &set)
{
    for (qsizetype equals = set.indexOf(u'='); equals >= 0; equals = set.indexOf(u'=', equals + 1))
        for (qsizetype dot = set.lastIndexOf(u'.', equals); dot > 0; dot = set.lastIndexOf(u'.', dot - 1)) {
            const auto model = schema.modelNamed(set.left(dot));
            const auto field =
                model ? schema.model(*model).fieldNamed(set.mid(dot + 1, equals - dot - 1)) : std::nullopt;
            if (field)
                return SetPlace{*model, *field, set.mid(equals + 1)};
        }
    return std::nullopt;
}

/// The values of --set, for rows that have none or one that does not convert.
Done addRemedies(const Options &options, MigrationIntent &intent)
{
    for (const QString &set : options.sets) {
        const auto place = placeOf(intent.schema, set);
        if (!place)
            return failure(ErrorCode::UnknownField,
                           u"The schema has no field %1, which --set names."_s.arg(set.section(u'=', 0, 0)));
        const QJsonArray parsed = QJsonDocument::fromJson('[' + place->value.toUtf8() + ']').array();
        const Field &wanted = intent.schema.field(place->model, place->field);
        auto value = json::value(intent.schema, wanted, parsed.size() == 1 ? parsed.first() : QJsonValue(place->value));
        if (!value)
            value = json::value(intent.schema, wanted, place->value);
        if (!value)
            return tl::unexpected(value.error());
        const QString name = intent.schema.model(place->model).name % u'.' % wanted.name;
        for (const QString &problem : {u"null:"_s, u"convert:"_s})
            intent.remedies[problem + name] = {Remedy::Kind::SetValue, *value};
    }
    return {};
}

void printPlan(Output &output, const MigrationPlan &plan)
{
    for (const MigrationStep &step : plan.steps) {
        const QString lost = lossText(step);
        output.writeLine(lost.isEmpty() ? step.words : QString(step.words % u" Lost: "_s % lost % u'.'));
    }
    for (const QString &note : plan.notes)
        output.writeLine(note);
    for (const MigrationProblem &problem : plan.problems) {
        QStringList names;
        for (const MigrationProblem::Example &example : problem.examples)
            names.append(example.value.isEmpty()
                             ? keyText(example.instance.key)
                             : QString(keyText(example.instance.key) % u" ("_s % example.value % u')'));
        if (names.size() < problem.count && !names.isEmpty())
            names.append(u"…"_s);
        output.writeLine((problem.chosen ? u"Settled: "_s : u"In the way: "_s) % problem.words
                         % (names.isEmpty() ? QString() : QString(u" "_s % names.join(u", "_s))));
        if (problem.deletes)
            output.writeLine(problem.deletes->words);
        if (!problem.refusal.isEmpty())
            output.writeLine(problem.refusal);
        if (!problem.chosen)
            output.writeLine(offerWords(problem));
    }
}

/// All that goes, by model, those in question with it; what is cleared, by field.
QJsonObject toJson(const Schema &from, ModelId model, const MigrationProblem::Deletes &deletes)
{
    QJsonObject counts{{from.model(model).name, deletes.instances}};
    for (const auto &part : deletes.along) {
        const QString &name = from.model(part.model).name;
        counts.insert(name, part.count + counts.value(name).toInteger());
    }
    QJsonArray cleared;
    for (const auto &part : deletes.cleared) {
        const End &end = from.end(part.end);
        cleared.append(
            QJsonObject{{u"model"_s, from.model(end.model).name}, {u"field"_s, end.name}, {u"count"_s, part.count}});
    }
    return {{u"counts"_s, counts}, {u"cleared"_s, cleared}, {u"words"_s, deletes.words}};
}

QJsonObject toJson(const MigrationPlan &plan)
{
    QJsonArray steps;
    QJsonArray losses;
    for (const MigrationStep &step : plan.steps) {
        steps.append(QJsonObject{{u"words"_s, step.words}, {u"risk"_s, toString(step.risk)}});
        if (step.risk == MigrationRisk::LosesData)
            losses.append(QJsonObject{
                {u"name"_s, step.lossName}, {u"instances"_s, step.lostInstances}, {u"values"_s, step.lostValues}});
    }
    QJsonArray problems;
    for (const MigrationProblem &problem : plan.problems) {
        QJsonArray examples;
        for (const MigrationProblem::Example &example : problem.examples)
            examples.append(QJsonObject{{u"model"_s, plan.from.model(example.instance.model).name},
                                        {u"id"_s, json::fromKey(example.instance.key)},
                                        {u"label"_s, example.instance.label},
                                        {u"value"_s, example.value}});
        QJsonArray offered;
        for (const Remedy::Kind kind : problem.offered)
            offered.append(toWord(kind));
        QJsonObject object{
            {u"id"_s, problem.id},       {u"kind"_s, toString(problem.kind)},        {u"words"_s, problem.words},
            {u"count"_s, problem.count}, {u"settled"_s, problem.chosen.has_value()}, {u"offered"_s, offered},
            {u"examples"_s, examples}};
        if (problem.deletes)
            object.insert(u"deletes"_s, toJson(plan.from, problem.model, *problem.deletes));
        if (!problem.refusal.isEmpty())
            object.insert(u"refusal"_s, problem.refusal);
        problems.append(object);
    }
    QJsonArray sql;
    for (const QString &statement : plan.sql)
        sql.append(statement);
    return {{u"steps"_s, steps},        {u"notes"_s, QJsonArray::fromStringList(plan.notes)},
            {u"problems"_s, problems},  {u"losses"_s, losses},
            {u"backup"_s, plan.backup}, {u"sql"_s, sql}};
}

/// Why the plan could not be applied as it is asked for.
Done mayApply(const MigrationPlan &plan, const Options &options)
{
    QStringList open;
    for (const MigrationProblem &problem : plan.problems)
        if (!problem.chosen)
            open.append(problem.words);
    if (!open.isEmpty())
        return failure(ErrorCode::Conflict,
                       open.size() == 1 ? open.front()
                                        : QString(open.front() % u" (One of %1 problems.)"_s.arg(open.size())));
    QStringList losses;
    for (const MigrationStep &step : plan.steps)
        if (step.risk == MigrationRisk::LosesData)
            losses.append(step.lossName % u" ("_s % lossText(step) % u')');
    if (!losses.isEmpty() && !options.allowDataLoss)
        return failure(
            ErrorCode::Restricted,
            u"This would be lost for good: %1. Give --allow-data-loss if that is meant."_s.arg(losses.join(u", "_s)));
    return {};
}

void showPlan(const Options &options, const MigrationPlan &plan, Output &output)
{
    if (options.planFormat == PlanFormat::Json) {
        QJsonObject object = toJson(plan);
        object.insert(u"canApply"_s, mayApply(plan, options).has_value());
        output.write(QJsonDocument(object).toJson());
    } else if (plan.isEmpty()) {
        output.writeLine(u"Nothing to change."_s);
    } else {
        printPlan(output, plan);
        for (const QString &statement : plan.sql)
            output.writeLine(statement.startsWith(u"--"_s) ? statement : QString(statement % u';'));
        const Done applicable = mayApply(plan, options);
        output.writeLine(applicable ? u"Without --dry-run this would be done."_s
                                    : QString(u"As it is, this would be refused. "_s % applicable.error().message));
    }
}

} // namespace

Done migrate(const Options &options, Output &output)
{
    auto wanted = readSchema(options.schemaFile);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto engine = openEngine(options, options.dryRun ? Access::ReadOnly : Access::ReadWrite);
    if (!engine)
        return tl::unexpected(engine.error());
    MigrationIntent intent;
    intent.origins = matchByName((*engine)->schema(), *wanted);
    intent.schema = std::move(*wanted);
    intent.loss = options.allowDataLoss ? MigrationIntent::Loss::Allow : MigrationIntent::Loss::Refuse;
    if (Done done = addRemedies(options, intent); !done)
        return done;
    if (Done done = addChoices(options, intent); !done)
        return done;

    const auto plan = (*engine)->planMigration(intent);
    if (!plan)
        return tl::unexpected(plan.error());
    if (options.dryRun) {
        showPlan(options, *plan, output);
        return {};
    }
    if (plan->isEmpty()) {
        output.writeLine(u"Nothing to change."_s);
        return {};
    }
    printPlan(output, *plan);
    if (Done done = mayApply(*plan, options); !done)
        return done;
    intent.told = plan->facts();
    const auto outcome = (*engine)->migrate(intent);
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (!outcome->backupPath.isEmpty())
        output.writeLine(u"The database before is kept in %1."_s.arg(outcome->backupPath));
    for (const MigrationOutcome::Count &count : outcome->counts)
        output.writeLine(u"%1: %2 before, %3 after."_s.arg(
            count.model, count.before == 1 ? u"1 instance"_s : u"%1 instances"_s.arg(count.before),
            QString::number(count.after)));
    output.writeLine(u"Done: migration %1."_s.arg(outcome->number));
    return {};
}

} // namespace relata::cli
