#include "views/dialogs/deletelist.h"

#include "items/modelwords.h"
#include "items/planitemmodel.h"

#include <QCoreApplication>
#include <QSaveFile>
#include <QThreadPool>

#include <map>
#include <unordered_map>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

struct DeleteListWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::DeleteList)
};

QString csvCell(const QString &text)
{
    const bool quoted = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return quoted ? QString(u'"' % QString(text).replace(u"\""_s, u"\"\""_s) % u'"') : text;
}

QString csvLine(QStringList cells)
{
    for (QString &cell : cells)
        cell = csvCell(cell);
    return cells.join(u',') % "\r\n"_L1;
}

/// Written by any thread; words were made before.
Done writeFile(const DeleteList &list, const QString &path, const QString &refusal)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && list.write(file, DeleteList::formatOf(path)) && file.commit())
        return {};
    return failure(ErrorCode::Io, refusal.arg(path, file.errorString()));
}

} // namespace

DeleteList::DeleteList(Schema schema, std::shared_ptr<const Plan> plan)
    : m_schema(std::move(schema))
    , m_plan(std::move(plan))
    , m_header{DeleteListWords::tr("Model"), DeleteListWords::tr("Key"), DeleteListWords::tr("Label"),
               DeleteListWords::tr("What happens"), DeleteListWords::tr("Field")}
    , m_deleted(PlanItemModel::effectWord(Effect::Deleted))
    , m_linkRemoved(PlanItemModel::effectWord(Effect::LinkRemoved))
    , m_cleared(PlanItemModel::effectWord(Effect::Cleared))
    , m_blocks(PlanItemModel::effectWord(Effect::Blocks))
{}

DeleteList::Format DeleteList::formatOf(const QString &file)
{
    return file.endsWith(u".txt"_s, Qt::CaseInsensitive) ? Format::Text : Format::Csv;
}

qint64 DeleteList::lines() const
{
    qint64 count = 0;
    eachLine([&](const Line &) { return ++count > 0; });
    return count;
}

/// The label that the plan knows: of its values, else of the samples that the preview shows; else the key, of a join
/// instance those of its ends.
QString DeleteList::labelOf(ModelId model, const Key &key, const Values *values) const
{
    if (values)
        if (const auto label = modelwords::label(m_schema.model(model), key, *values))
            return *label;
    for (const DeleteNode &node : m_plan->preview.nodes) {
        if (node.model != model)
            continue;
        for (const InstanceRef &sample : node.samples)
            if (sample.key == key)
                return sample.label;
    }
    QStringList ends;
    for (const ReferenceId reference : m_schema.referencesFrom(model)) {
        Key end;
        for (const FieldId column : m_schema.reference(reference).columns)
            if (values)
                end.push_back((*values)[column.index()]);
        if (!end.empty())
            ends.append(keyText(end));
    }
    return ends.isEmpty() ? keyText(key) : ends.join(u" – "_s);
}

/// What blocks, then what goes, the chosen first (the plan takes children first), then what is emptied.
bool DeleteList::eachLine(const std::function<bool(const Line &)> &visit) const
{
    const auto line = [&](const Clearing &clearing, const Values *values, const QString &effect) {
        const End &end = m_schema.end(clearing.end);
        return visit({m_schema.model(end.model).name, keyText(clearing.key), labelOf(end.model, clearing.key, values),
                      effect, end.name});
    };
    for (const Clearing &blocker : m_plan->blockers)
        if (!line(blocker, nullptr, m_blocks))
            return false;
    std::map<ModelId, std::unordered_map<Key, const Values *, KeyHash>> updated;
    for (auto step = m_plan->steps.rbegin(); step != m_plan->steps.rend(); ++step) {
        if (const auto *update = std::get_if<UpdateStep>(&*step))
            updated[update->model].emplace(update->key, &update->before);
        const auto *gone = std::get_if<DeleteStep>(&*step);
        if (!gone)
            continue;
        const Model &model = m_schema.model(gone->model);
        if (!visit({model.name,
                    keyText(gone->key),
                    labelOf(gone->model, gone->key, &gone->before),
                    model.join ? m_linkRemoved : m_deleted,
                    {}}))
            return false;
    }
    for (const Clearing &clearing : m_plan->clearings) {
        const auto &known = updated[m_schema.end(clearing.end).model];
        const auto found = known.find(clearing.key);
        if (!line(clearing, found == known.end() ? nullptr : found->second, m_cleared))
            return false;
    }
    return true;
}

bool DeleteList::write(QIODevice &device, Format format) const
{
    const auto put = [&](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        return device.write(bytes) == bytes.size();
    };
    if (format == Format::Csv)
        return put(csvLine(m_header)) && eachLine([&](const Line &line) {
                   return put(csvLine({line.model, line.key, line.label, line.effect, line.field}));
               });
    return eachLine([&](const Line &line) {
        QString text = line.effect % u": "_s % line.model % u' ' % line.key;
        if (line.label != line.key)
            text += u" “"_s % line.label.simplified() % u'”';
        if (!line.field.isEmpty())
            text += u" ("_s % line.field % u')';
        return put(text % u'\n');
    });
}

DeleteListSaver::DeleteListSaver(QObject *context, std::function<void(const Done &)> done)
    : QObject(QCoreApplication::instance()), m_context(context), m_done(std::move(done))
{}

void DeleteListSaver::save(const DeleteList &list, const QString &file, QObject *context,
                           std::function<void(const Done &)> done)
{
    // The application outlives the pool's threads, so that what belongs to it can be told from there.
    auto *saver = new DeleteListSaver(context, std::move(done));
    const QString refusal =
        DeleteListWords::tr("The list could not be saved to “%1”: %2. Choose another place or free some space.");
    QThreadPool::globalInstance()->start([saver, list, file, refusal] {
        const Done written = writeFile(list, file, refusal);
        QMetaObject::invokeMethod(
            saver,
            [saver, written] {
                if (saver->m_context)
                    saver->m_done(written);
                saver->deleteLater();
            },
            Qt::QueuedConnection);
    });
}

} // namespace relata
