#include "views/help/guiderules.h"

#include <QCoreApplication>

namespace relata::guide::rules {
using namespace Qt::StringLiterals;
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(relata::RelationshipGuide)
};

/// A field that may not be empty cannot be cleared: it holds the delete back.
DeleteRule effectiveRule(const Schema &schema, ReferenceId id)
{
    const DeleteRule rule = schema.reference(id).rule;
    return rule == DeleteRule::Clear && !schema.isClearable(id) ? DeleteRule::Restrict : rule;
}

QString columnsOf(const Schema &schema, const Reference &reference)
{
    QStringList names;
    for (const FieldId column : reference.columns)
        names.append(schema.field(reference.from, column).column);
    return names.join(u", "_s);
}

} // namespace

QString fieldOf(const Schema &schema, ReferenceId id)
{
    const End &end = schema.end(schema.keyEnd(id));
    return end.named ? end.name : columnsOf(schema, schema.reference(id));
}

Effect effectOf(const Schema &schema, ReferenceId id)
{
    const Reference &reference = schema.reference(id);
    const Model &holder = schema.model(reference.from);
    const QString gone = schema.model(reference.to).name;
    const QString field = u'“' % fieldOf(schema, id) % u'”';
    const QString columns = columnsOf(schema, reference);
    switch (effectiveRule(schema, id)) {
    case DeleteRule::Cascade:
        if (holder.join) {
            return {Words::tr("Deleting the %1 deletes its %2 instances, the links; what they led to stays.")
                        .arg(gone, holder.name),
                    Words::tr("ON DELETE CASCADE: the database deletes the rows of %1 by itself.").arg(holder.table),
                    false};
        }
        if (reference.unique) {
            return {Words::tr("Deleting the %1 deletes the %2 that holds its key too, and all that it owns.")
                        .arg(gone, holder.name),
                    Words::tr("ON DELETE CASCADE: the database deletes the row of %1 by itself.").arg(holder.table),
                    false};
        }
        return {Words::tr("Deleting the %1 deletes all its %2 instances too, and what they own, to any depth.")
                    .arg(gone, holder.name),
                Words::tr("ON DELETE CASCADE: the database deletes the rows of %1 by itself.").arg(holder.table),
                false};
    case DeleteRule::Clear:
        return {
            Words::tr("Deleting the %1 clears %3 of each %2 that has it; the %2 stays.").arg(gone, holder.name, field),
            Words::tr("ON DELETE SET NULL: the database empties %2 of %1 by itself.").arg(holder.table, columns),
            false};
    case DeleteRule::SetDefault:
        return {Words::tr("Deleting the %1 sets %3 of each %2 that has it to its default value; the %2 stays.")
                    .arg(gone, holder.name, field),
                Words::tr("ON DELETE SET DEFAULT: the database does this by itself."), false};
    case DeleteRule::Restrict:
        break;
    }
    return {Words::tr(
                "Deleting the %1 is refused while any %2 has it in %3. “Delete these too”, in lines \"cascade\": true, "
                "deletes those first.")
                .arg(gone, holder.name, field),
            Words::tr("The database refuses while rows of %1 refer to it: they are deleted first.").arg(holder.table),
            true};
}

QString others(const Schema &schema, ModelId model, ReferenceId except)
{
    QStringList deleted;
    QStringList cleared;
    QStringList blocking;
    for (const ReferenceId id : schema.referencesTo(model)) {
        if (id == except)
            continue;
        const QString holder = schema.model(schema.reference(id).from).name;
        switch (effectiveRule(schema, id)) {
        case DeleteRule::Cascade:
            deleted.append(holder);
            break;
        case DeleteRule::Clear:
            cleared.append(QString(holder % u'.' % fieldOf(schema, id)));
            break;
        case DeleteRule::Restrict:
            blocking.append(QString(holder % u'.' % fieldOf(schema, id)));
            break;
        case DeleteRule::SetDefault:
            break;
        }
    }
    deleted.removeDuplicates();
    QString text;
    if (!deleted.isEmpty())
        text += u' ' % Words::tr("Its %1 instances go with it.").arg(deleted.join(u", "_s));
    if (!cleared.isEmpty())
        text += u' ' % Words::tr("%1 is cleared where it refers to it.").arg(cleared.join(u", "_s));
    if (!blocking.isEmpty())
        text += u' ' % Words::tr("It is refused while %1 refers to it.").arg(blocking.join(u", "_s));
    return text;
}

} // namespace relata::guide::rules
