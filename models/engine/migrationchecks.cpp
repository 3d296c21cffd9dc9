#include "engine/migrationchecks.h"

#include <QLocale>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;
using Kind = Difference::Kind;

namespace {

QString grouped(qint64 number) { return QLocale(QLocale::English).toString(number); }

/// How an instance of a model without a name of its own is spoken of.
QString shortened(QString text)
{
    constexpr qsizetype most = 200;
    return text.size() <= most ? text : QString(text.left(most) % u'…');
}

} // namespace

MigrationChecks::MigrationChecks(Connection &connection, const Schema &from, const Schema &to, const Origins &origins,
                                 const MigrationSql &sql, MigrationPlan &plan, MigrationRemoval *removal)
    : m_connection(connection)
    , m_reader(connection, from)
    , m_from(from)
    , m_to(to)
    , m_origins(origins)
    , m_sql(sql)
    , m_plan(plan)
    , m_removal(removal)
{}

/// Deletes may empty what becomes required, and so lead to more of them: the rows are looked at until none is added.
Done MigrationChecks::run()
{
    for (bool refused = true; refused;) {
        do {
            startOver();
            if (Done done = checkAll(); !done)
                return done;
        } while (m_deletedMore);
        refused = false;
        if (m_removal)
            if (Done done = judgeDeletions(refused); !done)
                return done;
    }
    return m_removal ? tellDeletions() : Done();
}

void MigrationChecks::startOver()
{
    m_deletedMore = false;
    m_plan.problems.clear();
    for (MigrationStep &step : m_plan.steps) {
        step.risk = MigrationRisk::Safe;
        step.lostInstances = 0;
        step.lostValues = 0;
        step.lossName.clear();
    }
}

Done MigrationChecks::checkAll()
{
    for (MigrationStep &step : m_plan.steps) {
        switch (step.difference.kind) {
        case Kind::FieldType:
        case Kind::FieldRequired:
        case Kind::FieldUnique:
        case Kind::KeyChanged:
        case Kind::RelationshipKind:
        case Kind::RelationshipRequired:
        case Kind::EnumValueRemoved:
        case Kind::EnumRemoved:
            step.risk = MigrationRisk::Checked;
            break;
        default:
            break;
        }
    }
    for (std::size_t i = 0; i < m_to.models.size(); ++i) {
        const ModelId after{int(i)};
        const auto before = m_sql.before(after);
        if (!before || m_from.model(*before).view)
            continue;
        if (Done done = checkFields(after); !done)
            return done;
        if (Done done = checkUnique(after); !done)
            return done;
        if (Done done = checkReferences(after); !done)
            return done;
    }
    return countLosses();
}

Result<qint64> MigrationChecks::count(const QString &select)
{
    const auto rows = m_connection.select({select, {}});
    if (!rows)
        return tl::unexpected(rows.error());
    const auto *number = std::get_if<qint64>(&rows->front().front());
    return number ? *number : 0;
}

Result<qint64> MigrationChecks::total(ModelId before)
{
    if (const auto known = m_totals.find(before); known != m_totals.end())
        return known->second;
    const auto counted = count(u"SELECT count(*) FROM main."_s % Dialect::sqlite().quoted(m_from.model(before).table));
    if (counted)
        m_totals[before] = *counted;
    return counted;
}

Result<qint64> MigrationChecks::rest(ModelId before) { return count(u"SELECT count(*) FROM "_s % m_sql.table(before)); }

std::size_t MigrationChecks::stepOf(ModelId after, std::optional<FieldId> field,
                                    std::initializer_list<Kind> kinds) const
{
    std::size_t ofModel = m_plan.steps.size();
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
        const Difference &difference = m_plan.steps[i].difference;
        if (difference.toModel != after)
            continue;
        const bool meant = std::find(kinds.begin(), kinds.end(), difference.kind) != kinds.end();
        if (meant && (!field || difference.toField == *field || !difference.toField.isValid()))
            return i;
        ofModel = std::min(ofModel, i);
    }
    return ofModel == m_plan.steps.size() ? 0 : ofModel;
}

std::size_t MigrationChecks::stepOf(RelationshipId after) const
{
    std::size_t any = m_plan.steps.size();
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
        const Difference &difference = m_plan.steps[i].difference;
        if (difference.toRelationship != after)
            continue;
        if (difference.kind == Kind::RelationshipKind || difference.kind == Kind::RelationshipAdded)
            return i;
        any = std::min(any, i);
    }
    return any == m_plan.steps.size() ? 0 : any;
}

Done MigrationChecks::ask(const Question &question)
{
    const QString from = u" FROM "_s % m_sql.table(question.before) % u" o WHERE "_s % question.condition;
    const auto counted = count(u"SELECT count(*)"_s % from);
    if (!counted)
        return tl::unexpected(counted.error());
    if (question.step < m_plan.steps.size() && m_plan.steps[question.step].risk == MigrationRisk::Safe)
        m_plan.steps[question.step].risk = MigrationRisk::Checked;
    const auto known = std::find_if(m_deletions.begin(), m_deletions.end(), [&](const Deletion &deletion) {
        return deletion.problem.id == question.id && deletion.refusal.isEmpty();
    });
    if (*counted == 0) {
        if (known != m_deletions.end())
            m_plan.problems.push_back(known->problem);
        return {};
    }
    const auto all = total(question.before);
    if (!all)
        return tl::unexpected(all.error());
    const Model &model = m_from.model(question.before);
    MigrationProblem problem;
    problem.id = question.id;
    problem.kind = question.kind;
    problem.difference = question.step;
    problem.model = question.before;
    problem.field = question.field;
    problem.count = *counted + (known == m_deletions.end() ? 0 : known->problem.count);
    problem.offered = question.offered;
    problem.words = question.words.arg(grouped(problem.count), grouped(*all), model.name);
    if (!model.key.empty()) {
        if (question.mayDelete)
            problem.offered.push_back(Remedy::Kind::DeleteInstances);
        if (known != m_deletions.end())
            problem.examples = known->problem.examples;
        if (Done done = addExamples(question, from, problem); !done)
            return done;
    }
    if (const Remedy *chosen = m_sql.remedy(question.id);
        chosen && std::find(problem.offered.begin(), problem.offered.end(), chosen->kind) != problem.offered.end())
        problem.chosen = *chosen;
    if (problem.chosen && problem.chosen->kind == Remedy::Kind::DeleteInstances)
        return deleteInstances(question, std::move(problem));
    if (problem.chosen && question.replacesValues) {
        const QString name =
            question.field.isValid() ? QString(model.name % u'.' % model.field(question.field).name) : model.name;
        qint64 lost = *counted;
        if (problem.chosen->kind == Remedy::Kind::KeepFirst) {
            const auto later =
                count(u"SELECT count(*) FROM "_s % m_sql.table(question.before) % u" o WHERE "_s % question.deleted);
            if (!later)
                return tl::unexpected(later.error());
            lost = *later;
        }
        lose(question.step, 0, lost, name);
    }
    m_plan.problems.push_back(std::move(problem));
    return {};
}

Done MigrationChecks::addExamples(const Question &question, const QString &from, MigrationProblem &problem)
{
    constexpr std::size_t most = 20;
    const QStringList key = m_sql.keyColumns(question.before, u"o"_s);
    const QString shown = question.shown.isEmpty() ? u"NULL"_s : question.shown;
    const auto rows =
        m_connection.select({u"SELECT "_s % key.join(u", "_s) % u", "_s % shown % from % u" ORDER BY "_s
                                 % key.join(u", "_s) % u" LIMIT "_s % QString::number(most - problem.examples.size()),
                             {}});
    if (!rows)
        return tl::unexpected(rows.error());
    for (const Values &row : *rows) {
        MigrationProblem::Example example;
        example.instance.model = question.before;
        example.instance.key.assign(row.begin(), row.end() - 1);
        const auto label = m_reader.label(question.before, example.instance.key);
        if (!label)
            return tl::unexpected(label.error());
        example.instance.label = *label;
        if (!isNull(row.back()))
            example.value = shortened(valueText(row.back()));
        problem.examples.push_back(std::move(example));
    }
    return {};
}

Done MigrationChecks::checkFields(ModelId after)
{
    const Model &model = m_to.model(after);
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field{int(i)};
        if (m_sql.isConverted(after, field))
            if (Done done = checkConversion(after, field); !done)
                return done;
        if (Done done = checkEmpty(after, field); !done)
            return done;
    }
    return {};
}

Done MigrationChecks::checkConversion(ModelId after, FieldId id)
{
    const Field &field = m_to.field(after, id);
    const QString raw = m_sql.unconverted(after, id, u"o"_s);
    const QString name = m_sql.literal(m_sql.fieldName(after, id));
    Question question;
    question.id = m_sql.conversionId(after, id);
    question.before = *m_sql.before(after);
    question.field = *m_sql.before(after, id);
    question.condition = raw % u" IS NOT NULL AND NOT relata_converts("_s % raw % u", "_s % name % u')';
    question.shown = raw;
    question.replacesValues = true;
    question.step = stepOf(after, id, {Kind::FieldType});
    const bool toEnum = field.type.kind == FieldType::Kind::Enum;
    question.kind = toEnum ? MigrationProblem::Kind::ValueNotInEnum : MigrationProblem::Kind::NotConvertible;
    if (toEnum)
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i)
            if (m_plan.steps[i].difference.kind == Kind::EnumValueRemoved
                && m_plan.steps[i].difference.enumName == field.type.name)
                question.step = i;
    question.offered = {Remedy::Kind::SetValue};
    if (!field.required && !m_to.model(after).isKey(id))
        question.offered.push_back(Remedy::Kind::Clear);
    question.offered.push_back(Remedy::Kind::KeepAsText);
    const QString type = field.type.kind == FieldType::Kind::Scalar ? toString(field.type.scalar) : field.type.name;
    question.words = toEnum
        ? QString(u"%1 of %2 instances of %3 have a "_s % field.name % u" that is no value of "_s % type % u'.')
        : QString(u"%1 of %2 instances of %3 have a "_s % field.name % u" that does not convert to "_s
                  % (field.type.list ? QString(u"a list of "_s % type) : type) % u'.');
    return ask(question);
}

Done MigrationChecks::checkEmpty(ModelId after, FieldId id)
{
    const Field &field = m_to.field(after, id);
    const Model &model = m_to.model(after);
    const ModelId before = *m_sql.before(after);
    const auto origin = m_sql.before(after, id);
    const bool filled = field.required || (model.keyKind == KeyKind::Primary && model.isKey(id));
    if (!filled || field.origin != FieldOrigin::User || m_sql.isNewKey(after, id) || (!origin && field.defaultValue))
        return {};
    std::optional<ReferenceId> held;
    for (const ReferenceId reference : m_to.referencesFrom(after)) {
        const auto &columns = m_to.reference(reference).columns;
        if (std::find(columns.begin(), columns.end(), id) != columns.end())
            held = reference;
    }
    const bool looked = held && m_sql.linksOf(*held).kind >= LinkSource::Kind::Followed;
    const auto isFilledBefore = [&] {
        const Model &was = m_from.model(before);
        return was.field(*origin).required || (was.keyKind == KeyKind::Primary && was.isKey(*origin));
    };
    if (origin && !looked && !m_sql.isConverted(after, id) && isFilledBefore())
        return {};
    Question question;
    question.id = m_sql.nullId(after, id);
    question.before = before;
    question.field = origin.value_or(FieldId());
    const QString found = m_sql.found(after, id, u"o"_s);
    question.condition = found % u" IS NULL"_s;
    if (m_sql.isConverted(after, id)) {
        // What does not convert is told as that.
        const QString raw = m_sql.unconverted(after, id, u"o"_s);
        const QString name = m_sql.literal(m_sql.fieldName(after, id));
        question.condition = u'(' % question.condition % u" AND ("_s % raw % u" IS NULL OR relata_converts("_s % raw
            % u", "_s % name % u")))"_s;
    }
    if (held && field.hidden) {
        const RelationshipId relationship = m_sql.relationshipOf(*held);
        question.kind = MigrationProblem::Kind::MissingLink;
        question.step = stepOf(relationship);
        question.words = u"%1 of %2 instances of %3 have no "_s % m_to.end(m_to.keyEnd(*held)).name % u'.';
    } else {
        question.step = stepOf(after, id, {Kind::FieldRequired, Kind::FieldAdded, Kind::FieldType, Kind::KeyChanged});
        question.words = u"%1 of %2 instances of %3 have no "_s % field.name % u'.';
    }
    const bool alone = field.unique || (model.key.size() == 1 && model.isKey(id));
    if (!alone)
        question.offered = {Remedy::Kind::SetValue};
    return ask(question);
}

Done MigrationChecks::checkUnique(ModelId after)
{
    const ModelId before = *m_sql.before(after);
    const Model &model = m_to.model(after);
    for (const auto &fields : m_sql.newUniqueKeys(after)) {
        const bool keyed = !m_from.model(before).key.empty();
        Question question;
        question.id = m_sql.uniqueId(after, fields);
        question.before = before;
        question.field = m_sql.before(after, fields.front()).value_or(FieldId());
        question.kind = MigrationProblem::Kind::DuplicateInUnique;
        question.shown = m_sql.found(after, fields.front(), u"o"_s);
        question.condition = m_sql.isRepeated(after, fields, u"o"_s, Remedy::Kind::Clear);
        question.deleted = m_sql.isRepeated(after, fields, u"o"_s, Remedy::Kind::KeepFirst);
        question.replacesValues = true;
        question.step = stepOf(after, fields.front(), {Kind::FieldUnique, Kind::KeyChanged, Kind::IndexAdded});
        QStringList names;
        for (const FieldId field : fields)
            names.append(model.field(field).name);
        QString shared = names.join(u" and "_s);
        for (const ReferenceId reference : m_to.referencesFrom(after)) {
            if (!m_to.reference(reference).unique || m_to.reference(reference).columns != fields)
                continue;
            question.kind = MigrationProblem::Kind::TooManyLinks;
            question.step = stepOf(m_sql.relationshipOf(reference));
            shared = m_to.end(m_to.keyEnd(reference)).name;
        }
        const bool clearable = std::any_of(fields.begin(), fields.end(), [&](FieldId field) {
            return !model.field(field).required && !model.isKey(field);
        });
        if (clearable && keyed)
            question.offered = {Remedy::Kind::KeepFirst, Remedy::Kind::Clear};
        else if (clearable)
            question.offered = {Remedy::Kind::Clear};
        question.words = u"%1 of %2 instances of %3 share their "_s % shared % u" with another."_s;
        if (Done done = ask(question); !done)
            return done;
    }
    return {};
}

Done MigrationChecks::checkReferences(ModelId after)
{
    for (const ReferenceId id : m_to.referencesFrom(after)) {
        const LinkSource &links = m_sql.linksOf(id);
        if (links.kind >= LinkSource::Kind::Followed)
            if (Done done = checkLinks(id); !done)
                return done;
        const Reference &reference = m_to.reference(id);
        const bool stood = std::all_of(reference.columns.begin(), reference.columns.end(),
                                       [&](FieldId column) { return m_sql.before(after, column).has_value(); });
        const bool isNew = stood && links.kind == LinkSource::Kind::None;
        if (!isNew && !m_sql.hasOtherKeys(id))
            continue;
        Question question;
        question.id = m_sql.danglingId(id);
        question.before = *m_sql.before(after);
        question.field = m_sql.before(after, reference.columns.front()).value_or(FieldId());
        question.kind = MigrationProblem::Kind::Dangling;
        question.condition = m_sql.isDangling(id, u"o"_s);
        // What led nowhere already may go on doing so.
        if (links.kind == LinkSource::Kind::Copied)
            question.condition += u" AND NOT "_s % m_sql.wasDangling(links.reference, u"o"_s);
        question.shown = m_sql.found(after, reference.columns.front(), u"o"_s);
        question.replacesValues = true;
        question.step = stepOf(m_sql.relationshipOf(id));
        if (m_to.isClearable(id))
            question.offered = {Remedy::Kind::Clear};
        question.words =
            u"%1 of %2 instances of %3 refer to a "_s % m_to.model(reference.to).name % u" that is not there."_s;
        if (Done done = ask(question); !done)
            return done;
    }
    return {};
}

Done MigrationChecks::checkLinks(ReferenceId after)
{
    if (m_sql.mayHoldMany(after))
        if (Done done = checkLinkSide(after, u'h'); !done)
            return done;
    return m_sql.mayBeOwnedMany(after) ? checkLinkSide(after, u'o') : Done();
}

/// Instances that have several links where one may be.
Done MigrationChecks::checkLinkSide(ReferenceId after, QChar side)
{
    const Reference &reference = m_to.reference(after);
    const bool holder = side == u'h';
    const ModelId model = *m_sql.before(holder ? reference.from : reference.to);
    const QStringList key = m_sql.keyColumns(model, u"o"_s);
    QStringList names;
    for (qsizetype i = 0; i < key.size(); ++i)
        names.append(side + QString::number(i + 1));
    const QString crowded = u"SELECT "_s % names.join(u", "_s) % u" FROM ("_s % m_sql.linksSelect(after)
        % u") GROUP BY "_s % names.join(u", "_s) % u" HAVING count(*) > 1"_s;
    Question question;
    question.id = holder ? m_sql.holderId(after) : m_sql.ownerId(after);
    question.before = model;
    question.kind = MigrationProblem::Kind::TooManyLinks;
    question.condition =
        (key.size() == 1 ? key.front() : QString(u'(' % key.join(u", "_s) % u')')) % u" IN ("_s % crowded % u')';
    question.step = stepOf(m_sql.relationshipOf(after));
    question.offered = {Remedy::Kind::KeepFirst, Remedy::Kind::Clear};
    question.mayDelete = false;
    const QString otherModel = m_to.model(holder ? reference.to : reference.from).name;
    question.words = u"%1 of %2 instances of %3 are linked to several "_s % otherModel % u", and may have one."_s;
    return ask(question);
}

void MigrationChecks::lose(std::size_t step, qint64 instances, qint64 values, const QString &name)
{
    if ((instances == 0 && values == 0) || step >= m_plan.steps.size())
        return;
    MigrationStep &told = m_plan.steps[step];
    told.risk = MigrationRisk::LosesData;
    told.lostInstances += instances;
    told.lostValues += values;
    if (told.lossName.isEmpty())
        told.lossName = name;
}

Done MigrationChecks::countLosses()
{
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
        Done done;
        switch (m_plan.steps[i].difference.kind) {
        case Kind::FieldRemoved:
            done = countFieldLoss(i);
            break;
        case Kind::ModelRemoved:
            done = countModelLoss(i);
            break;
        case Kind::RelationshipRemoved:
            done = countLinkLoss(i);
            break;
        case Kind::RelationshipKind:
            done = countMovedLoss(i);
            break;
        default:
            break;
        }
        if (!done)
            return done;
    }
    return {};
}

Done MigrationChecks::countFieldLoss(std::size_t step)
{
    const Difference &difference = m_plan.steps[step].difference;
    const Model &model = m_from.model(difference.fromModel);
    if (model.view || model.field(difference.fromField).origin == FieldOrigin::Generated
        || model.field(difference.fromField).origin == FieldOrigin::Rowid)
        return {};
    const auto held = count(u"SELECT count("_s % m_sql.column(difference.fromModel, difference.fromField, u"o"_s)
                            % u") FROM "_s % m_sql.table(difference.fromModel) % u" o"_s);
    if (!held)
        return tl::unexpected(held.error());
    lose(step, 0, *held, model.name % u'.' % model.field(difference.fromField).name);
    return {};
}

Done MigrationChecks::countModelLoss(std::size_t step)
{
    const ModelId before = m_plan.steps[step].difference.fromModel;
    if (m_from.model(before).view)
        return {};
    const auto all = rest(before);
    if (!all)
        return tl::unexpected(all.error());
    lose(step, *all, 0, m_from.model(before).name);
    return {};
}

bool MigrationChecks::isKeptModel(ModelId before) const
{
    return std::any_of(m_origins.models.begin(), m_origins.models.end(),
                       [before](const Origins::OfModel &origin) { return origin.model == before; });
}

QString MigrationChecks::notEmpty(ModelId before, const std::vector<FieldId> &fields) const
{
    QStringList given;
    for (const FieldId field : fields)
        given.append(m_sql.column(before, field, u"o"_s) % u" IS NOT NULL"_s);
    return given.join(u" AND "_s);
}

/// Links go with the columns that held them; where those stay as fields, nothing is lost.
Done MigrationChecks::countLinkLoss(std::size_t step)
{
    const Relationship &was = m_from.relationship(m_plan.steps[step].difference.fromRelationship);
    const QString name = was.sourceField.isEmpty() ? QString(m_from.model(was.target).name % u'.' % was.targetField)
                                                   : QString(m_from.model(was.source).name % u'.' % was.sourceField);
    if (was.isManyToMany()) {
        if (isKeptModel(was.through))
            return {};
        const auto all = rest(was.through);
        if (!all)
            return tl::unexpected(all.error());
        lose(step, *all, 0, m_from.model(was.through).name);
        return {};
    }
    const Reference &held = m_from.reference(was.reference);
    const auto stays = [&](FieldId column) {
        return std::any_of(m_origins.models.begin(), m_origins.models.end(), [&](const Origins::OfModel &origin) {
            return origin.model == held.from
                && std::find(origin.fields.begin(), origin.fields.end(), std::optional(column)) != origin.fields.end();
        });
    };
    if (!isKeptModel(held.from) || std::all_of(held.columns.begin(), held.columns.end(), stays))
        return {};
    // A key that is a field of its own is told, and counted, as that field.
    if (!m_from.field(held.from, held.columns.front()).hidden)
        return {};
    const auto links =
        count(u"SELECT count(*) FROM "_s % m_sql.table(held.from) % u" o WHERE "_s % notEmpty(held.from, held.columns));
    if (!links)
        return tl::unexpected(links.error());
    lose(step, 0, *links, name);
    return {};
}

/// Links that are not taken over, and what a join model that goes held beside them.
Done MigrationChecks::countMovedLoss(std::size_t step)
{
    const Difference &difference = m_plan.steps[step].difference;
    const Relationship &was = m_from.relationship(difference.fromRelationship);
    const Relationship &is = m_to.relationship(difference.toRelationship);
    const LinkSource &links = m_sql.linksOf(is.reference);
    const QString name = is.sourceField.isEmpty() ? QString(m_to.model(is.target).name % u'.' % is.targetField)
                                                  : QString(m_to.model(is.source).name % u'.' % is.sourceField);
    if (links.kind == LinkSource::Kind::Moved || m_sql.mayBeOwnedMany(is.reference)) {
        const Reference &held = m_from.reference(was.reference);
        const auto before = was.isManyToMany() ? rest(was.through)
                                               : count(u"SELECT count(*) FROM "_s % m_sql.table(held.from)
                                                       % u" o WHERE "_s % notEmpty(held.from, held.columns));
        if (!before)
            return tl::unexpected(before.error());
        const auto kept = count(u"SELECT count(*) FROM ("_s % m_sql.keptLinksSelect(is.reference) % u')');
        if (!kept)
            return tl::unexpected(kept.error());
        const bool decided = m_sql.remedy(m_sql.holderId(is.reference)) || m_sql.remedy(m_sql.ownerId(is.reference));
        const bool crowded = m_sql.mayHoldMany(is.reference) || m_sql.mayBeOwnedMany(is.reference);
        // Without a remedy the plan is blocked, and its losses are not known.
        if (!crowded || decided)
            lose(step, 0, std::max<qint64>(0, *before - *kept), name);
    }
    if (!was.isManyToMany() || isKeptModel(was.through))
        return {};
    const Model &join = m_from.model(was.through);
    for (std::size_t i = 0; i < join.fields.size(); ++i) {
        const FieldId field{int(i)};
        const auto &near = m_from.reference(was.reference).columns;
        const auto &far = m_from.reference(was.secondReference).columns;
        const bool link = std::find(near.begin(), near.end(), field) != near.end()
            || std::find(far.begin(), far.end(), field) != far.end();
        if (link || join.isKey(field) || join.fields[i].origin != FieldOrigin::User)
            continue;
        const auto values = count(u"SELECT count("_s % m_sql.column(was.through, field, u"o"_s) % u") FROM "_s
                                  % m_sql.table(was.through) % u" o"_s);
        if (!values)
            return tl::unexpected(values.error());
        lose(step, 0, *values, join.name);
    }
    return {};
}

} // namespace relata
