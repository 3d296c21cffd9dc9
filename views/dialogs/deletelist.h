#pragma once

#include "base/error.h"
#include "data/plan.h"
#include "schema/schema.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

class QIODevice;

namespace relata {

/// Everything that a delete would touch, as a list to keep: model, key, label, what happens, and the field that is
/// emptied. A value that any thread may write; made on the GUI thread, whose words it takes.
class DeleteList
{
public:
    enum class Format {
        Csv, ///< RFC 4180: commas, CRLF, quotes where needed; UTF-8
        Text ///< a line each, grouped by what happens
    };

    DeleteList(Schema schema, std::shared_ptr<const Plan> plan);

    /// How many lines it has, without the header.
    [[nodiscard]] qint64 lines() const;
    /// False where the device took less than was given.
    bool write(QIODevice &device, Format format) const;
    /// By the file's ending: .txt is text, all else CSV.
    [[nodiscard]] static Format formatOf(const QString &file);

    struct Line
    {
        QString model, key, label, effect, field;
    };

private:
    bool eachLine(const std::function<bool(const Line &)> &visit) const;
    [[nodiscard]] QString labelOf(ModelId model, const Key &key, const Values *values) const;

    Schema m_schema;
    std::shared_ptr<const Plan> m_plan;
    QStringList m_header;
    QString m_deleted, m_linkRemoved, m_cleared, m_blocks;
};

/// Writes a list to a file on a thread of the pool, whole or not at all: an older file stays until the new one is
/// complete. Tells on the GUI thread, unless the context is gone, and then deletes itself.
class DeleteListSaver final : public QObject
{
    Q_OBJECT

public:
    /// Errors are `io`, a sentence.
    static void save(const DeleteList &list, const QString &file, QObject *context,
                     std::function<void(const Done &)> done);

private:
    DeleteListSaver(QObject *context, std::function<void(const Done &)> done);

    QPointer<QObject> m_context;
    std::function<void(const Done &)> m_done;
};

} // namespace relata
