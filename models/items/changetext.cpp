#include "items/changetext.h"

#include "base/overloaded.h"
#include "items/modelwords.h"
#include "items/valuetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace relata::changetext {
using namespace Qt::StringLiterals;
namespace {

struct ChangeWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::ChangeText)
};

/// What happened ("Deleted …") or what a button would do or take back ("delete …").
enum class Mood { Done, ToDo };

/// How many other instances the set made or removed, join instances apart: they are links, not instances.
qint64 others(const Schema &schema, const ChangeSet &set)
{
    const auto counts = std::ranges::count_if(set.changes, [&](const Change &change) {
        return !std::holds_alternative<Updated>(change) && !schema.model(modelOf(change)).join;
    });
    return std::max<qint64>(0, counts - 1);
}

QString withOthers(const QString &text, qint64 more)
{
    return more == 0 ? text : ChangeWords::tr("%1 and %2 more").arg(text, valuetext::number(more));
}

/// "tag “tides”"; a model alone where there is no label.
QString named(const Schema &schema, ModelId model, const QString &label)
{
    if (!model.isValid())
        return label.isEmpty() ? ChangeWords::tr("an instance") : ChangeWords::tr("“%1”").arg(label);
    const QString word = modelwords::singular(schema.model(model));
    return label.isEmpty() ? word : ChangeWords::tr("%1 “%2”").arg(word, label);
}

QString subject(const Schema &schema, const ChangeSet &set)
{
    return named(schema, set.subjectModel, set.subjectLabel);
}

/// Of a link, the instance at the other end: "tag “sound”".
QString object(const Schema &schema, const ChangeSet &set)
{
    const auto end = set.subjectModel.isValid() ? schema.endNamed(set.subjectModel, set.fieldName) : std::nullopt;
    return named(schema, end ? schema.end(*end).other : ModelId(), set.objectLabel);
}

/// " from 3 to 4" where one number or yes-or-no became another; texts are too long for a sentence.
QString fromTo(const Schema &schema, const ChangeSet &set)
{
    if (set.changes.size() != 1 || !set.subjectModel.isValid())
        return {};
    const auto *updated = std::get_if<Updated>(&set.changes.front());
    const auto field = schema.model(set.subjectModel).fieldNamed(set.fieldName);
    if (!updated || updated->model != set.subjectModel || !field)
        return {};
    const Value &before = updated->before[field->index()];
    const Value &after = updated->after[field->index()];
    const auto isShort = [](const Value &value) {
        return std::holds_alternative<bool>(value) || std::holds_alternative<qint64>(value)
            || std::holds_alternative<double>(value);
    };
    return isShort(before) && isShort(after)
        ? ChangeWords::tr(" from %1 to %2").arg(valueText(before), valueText(after))
        : QString();
}

QString edited(const Schema &schema, const ChangeSet &set, Mood mood)
{
    const bool done = mood == Mood::Done;
    if (set.fieldName.isEmpty()) {
        const QString what = subject(schema, set);
        return done ? ChangeWords::tr("Changed %1").arg(what) : ChangeWords::tr("change %1").arg(what);
    }
    if (set.subjectLabel.isEmpty())
        return done ? ChangeWords::tr("Changed “%1”").arg(set.fieldName)
                    : ChangeWords::tr("change “%1”").arg(set.fieldName);
    const QString text = done ? ChangeWords::tr("Changed “%1” of “%2”") : ChangeWords::tr("change “%1” of “%2”");
    return text.arg(set.fieldName, set.subjectLabel) + (done ? fromTo(schema, set) : QString());
}

QString several(const ChangeSet &set, Mood mood)
{
    const auto count = static_cast<qint64>(set.changes.size());
    if (count == 0)
        return mood == Mood::Done ? ChangeWords::tr("Changed several instances") : ChangeWords::tr("several changes");
    if (count == 1)
        return mood == Mood::Done ? ChangeWords::tr("Changed 1 instance") : ChangeWords::tr("change 1 instance");
    const int form = static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
    const QString text = mood == Mood::Done ? ChangeWords::tr("Changed %1 instances", nullptr, form)
                                            : ChangeWords::tr("change %1 instances", nullptr, form);
    return text.arg(valuetext::number(count));
}

QString linked(const Schema &schema, const ChangeSet &set, Mood mood)
{
    const QString whole =
        set.subjectLabel.isEmpty() ? subject(schema, set) : ChangeWords::tr("“%1”").arg(set.subjectLabel);
    const QString part = object(schema, set);
    if (set.kind == ChangeKind::Linked)
        return (mood == Mood::Done ? ChangeWords::tr("Linked %1 to %2") : ChangeWords::tr("link %1 to %2"))
            .arg(part, whole);
    return (mood == Mood::Done ? ChangeWords::tr("Unlinked %1 from %2") : ChangeWords::tr("unlink %1 from %2"))
        .arg(part, whole);
}

QString phrase(const Schema &schema, const ChangeSet &set, Mood mood)
{
    const bool done = mood == Mood::Done;
    switch (set.kind) {
    case ChangeKind::Created: {
        const QString what = withOthers(subject(schema, set), others(schema, set));
        return done ? ChangeWords::tr("Created %1").arg(what) : ChangeWords::tr("create %1").arg(what);
    }
    case ChangeKind::Deleted: {
        const QString what = withOthers(subject(schema, set), others(schema, set));
        return done ? ChangeWords::tr("Deleted %1").arg(what) : ChangeWords::tr("delete %1").arg(what);
    }
    case ChangeKind::Edited:
        return edited(schema, set, mood);
    case ChangeKind::Linked:
    case ChangeKind::Unlinked:
        return linked(schema, set, mood);
    case ChangeKind::Several:
        return several(set, mood);
    }
    Q_UNREACHABLE();
}

QString of(const Schema &schema, ModelId model, const Key &key, const Values &values)
{
    const Model &m = schema.model(model);
    return ChangeWords::tr("%1 “%2”").arg(m.name, modelwords::label(m, key, values).value_or(keyText(key)));
}

/// "author of Post “Winter light” cleared", one line a field; what Relata keeps itself is no news.
QStringList updatedLines(const Schema &schema, const Updated &change)
{
    const Model &model = schema.model(change.model);
    const QString instance = of(schema, change.model, change.key, change.after);
    QStringList lines;
    const auto add = [&](const QString &name, const Field *field, const Value &before, const Value &after) {
        if (isNull(after))
            lines.append(ChangeWords::tr("%1 of %2 cleared").arg(name, instance));
        else if (field && !isNull(before))
            lines.append(
                ChangeWords::tr("%1 of %2 changed from %3 to %4")
                    .arg(name, instance, valuetext::display(*field, before), valuetext::display(*field, after)));
        else
            lines.append(ChangeWords::tr("%1 of %2 set").arg(name, instance));
    };
    std::vector<bool> told(model.fields.size(), false);
    for (const ReferenceId id : schema.referencesFrom(change.model)) {
        for (const FieldId column : schema.reference(id).columns) {
            const std::size_t i = column.index();
            if (change.before[i] == change.after[i] || told[i])
                continue;
            add(schema.end(schema.keyEnd(id)).name, nullptr, change.before[i], change.after[i]);
            for (const FieldId other : schema.reference(id).columns)
                told[other.index()] = true;
        }
    }
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        if (!told[i] && model.fields[i].isWritable() && !(change.before[i] == change.after[i]))
            add(model.fields[i].name, &model.fields[i], change.before[i], change.after[i]);
    }
    return lines;
}

QStringList lines(const Schema &schema, const Change &change)
{
    return std::visit(
        Overloaded{[&](const Inserted &c) {
                       return QStringList{ChangeWords::tr("%1 created").arg(of(schema, c.model, c.key, c.after))};
                   },
                   [&](const Updated &c) { return updatedLines(schema, c); },
                   [&](const Removed &c) {
                       return QStringList{ChangeWords::tr("%1 deleted").arg(of(schema, c.model, c.key, c.before))};
                   }},
        change);
}

} // namespace

QString sentence(const Schema &schema, const ChangeSet &set)
{
    switch (set.origin) {
    case ChangeOrigin::Undo:
        return ChangeWords::tr("Undid: %1").arg(phrase(schema, set, Mood::ToDo));
    case ChangeOrigin::Redo:
        return ChangeWords::tr("Redid: %1").arg(phrase(schema, set, Mood::ToDo));
    case ChangeOrigin::Elsewhere:
        if (set.isEmpty() && !set.subjectModel.isValid())
            return ChangeWords::tr("Changed by another program");
        break;
    case ChangeOrigin::Here:
        break;
    }
    return phrase(schema, set, Mood::Done);
}

QString undo(const Schema &schema, const ChangeSet *set)
{
    return set ? ChangeWords::tr("Undo: %1").arg(phrase(schema, *set, Mood::ToDo)) : ChangeWords::tr("Undo");
}

QString redo(const Schema &schema, const ChangeSet *set)
{
    return set ? ChangeWords::tr("Redo: %1").arg(phrase(schema, *set, Mood::ToDo)) : ChangeWords::tr("Redo");
}

QStringList details(const Schema &schema, const ChangeSet &set, int atMost)
{
    QStringList result;
    qint64 left = 0;
    for (const Change &change : set.changes) {
        // Beyond the limit only counted: a large cascade is not turned into words that nobody sees.
        if (result.size() >= atMost) {
            ++left;
            continue;
        }
        result.append(lines(schema, change));
    }
    while (result.size() > atMost) {
        result.removeLast();
        ++left;
    }
    if (left > 0)
        result.append(ChangeWords::tr("and %1 more").arg(valuetext::number(left)));
    return result;
}

} // namespace relata::changetext
