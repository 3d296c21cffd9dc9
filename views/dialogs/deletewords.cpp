#include "views/dialogs/deletewords.h"

#include "items/modelwords.h"
#include "items/valuetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace relata::deletewords {
using namespace Qt::StringLiterals;
namespace {

struct DeleteWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::DeleteDialog)
};

int pluralForm(qint64 count) { return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max())); }

/// "a", "a and b", "a, b and c".
QString listed(const QStringList &parts)
{
    if (parts.size() < 2)
        return parts.value(0);
    return DeleteWords::tr("%1 and %2").arg(parts.first(parts.size() - 1).join(DeleteWords::tr(", ")), parts.back());
}

} // namespace

QString question(const Model &model, qint64 chosen, const QString &label)
{
    if (chosen != 1)
        return DeleteWords::tr("Delete %1?").arg(modelwords::counted(model, chosen));
    const QString word = modelwords::singular(model);
    return label.isEmpty() ? DeleteWords::tr("Delete this %1?").arg(word)
                           : DeleteWords::tr("Delete %1 “%2”?").arg(word, label);
}

QString totals(const DeletePreview &preview)
{
    QStringList parts;
    if (preview.deleted == 1)
        parts.append(DeleteWords::tr("1 instance would be deleted"));
    else if (preview.deleted > 1)
        parts.append(DeleteWords::tr("%1 instances would be deleted", nullptr, pluralForm(preview.deleted))
                         .arg(valuetext::number(preview.deleted)));
    if (preview.linksRemoved == 1)
        parts.append(DeleteWords::tr("1 link removed"));
    else if (preview.linksRemoved > 1)
        parts.append(DeleteWords::tr("%1 links removed", nullptr, pluralForm(preview.linksRemoved))
                         .arg(valuetext::number(preview.linksRemoved)));
    if (preview.cleared == 1)
        parts.append(DeleteWords::tr("1 field cleared"));
    else if (preview.cleared > 1)
        parts.append(DeleteWords::tr("%1 fields cleared", nullptr, pluralForm(preview.cleared))
                         .arg(valuetext::number(preview.cleared)));
    if (parts.isEmpty())
        return DeleteWords::tr("Nothing would be deleted.");
    const bool alone = parts.size() == 1 && preview.deleted == 1;
    const QString all = listed(parts);
    return alone ? DeleteWords::tr("%1 and nothing else. Undo brings it back.").arg(all)
                 : DeleteWords::tr("%1. Undo brings all of it back.").arg(all);
}

QString blockers(const Schema &schema, const DeletePreview &preview)
{
    QStringList parts;
    for (const DeleteNode &node : preview.nodes) {
        if (node.effect == Effect::Blocks)
            parts.append(modelwords::counted(schema.model(node.model), node.count));
    }
    return preview.blocking == 1 ? DeleteWords::tr("%1 blocks this.").arg(listed(parts))
                                 : DeleteWords::tr("%1 block this.").arg(listed(parts));
}

QString reasons(const Schema &schema, const DeletePreview &preview)
{
    QStringList parts;
    for (const DeleteNode &node : preview.nodes) {
        if (node.effect != Effect::Blocks || !node.reference.isValid())
            continue;
        const QString &field = schema.end(schema.keyEnd(node.reference)).name;
        const bool mayNotBeEmpty = schema.reference(node.reference).rule == DeleteRule::Clear;
        const QString text = mayNotBeEmpty ? (node.count == 1 ? DeleteWords::tr("Its “%1” may not be empty.")
                                                              : DeleteWords::tr("Their “%1” may not be empty."))
                                           : (node.count == 1 ? DeleteWords::tr("The rule of its “%1” is restrict.")
                                                              : DeleteWords::tr("The rule of their “%1” is restrict."));
        parts.append(text.arg(field));
    }
    parts.removeDuplicates();
    return parts.join(u' ');
}

QString fileName(const Model &model)
{
    QString name = DeleteWords::tr("%1 to delete").arg(modelwords::plural(model));
    // A model's name may hold what a file's cannot.
    for (const char16_t separator : {u'/', u'\\', u':'})
        name.replace(separator, u'_');
    return name % ".csv"_L1;
}

} // namespace relata::deletewords
