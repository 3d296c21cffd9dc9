#pragma once

#include "base/error.h"
#include "data/databaseurl.h"
#include "schema/schema.h"

#include <QObject>

#include <memory>
#include <vector>

class QTemporaryDir;

namespace relata {

class Session;

/// Opens and makes databases for the window, one at a time; never waits. What is open stays open until `opened` brings
/// the next. A newer request makes an older one's answer void. GUI thread.
class Opener final : public QObject
{
    Q_OBJECT

public:
    explicit Opener(QObject *parent = nullptr);
    ~Opener() override;

    /// A path or URL.
    void open(const QString &file, Access access = Access::ReadWrite);
    /// Makes a database of a schema file (GraphQL SDL) and opens it.
    void create(const QString &file, const QString &schemaFile);
    /// Makes a database of a schema and opens it.
    void create(const QString &file, const Schema &schema);
    /// A fresh sample blog in a folder of its own, which goes with this object.
    void openSample();
    [[nodiscard]] bool isSample(const QString &path) const;
    void cancel();

Q_SIGNALS:
    /// "Opening blog.relata"; empty: done, one way or the other.
    void progress(const QString &what);
    void opened(const std::shared_ptr<relata::Session> &session);
    void failed(const relata::Error &error, const QString &file, relata::Access access);

private:
    void fail(const Error &error, const QString &file, Access access);

    std::vector<std::unique_ptr<QTemporaryDir>> m_samples;
    quint64 m_ticket = 0; ///< of the request that counts
};

} // namespace relata
