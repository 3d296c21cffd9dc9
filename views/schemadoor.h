#pragma once

#include "schema/schemadrafthistory.h"
#include "views/parts/prompts.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>

class QWidget;

namespace relata {

class MigrationDesk;
class SchemaEditor;
struct Error;
class Session;
struct MigrationOutcome;

/// The way from the window to the schema editor and back: opens it for an open database or for a new one, and keeps
/// what was left there unapplied, to go on with it. GUI thread; the window's.
class SchemaDoor final : public QObject
{
    Q_OBJECT

public:
    /// `window` and `prompts` outlive it.
    SchemaDoor(QWidget *window, Prompts &prompts);
    ~SchemaDoor() override;

    void createDatabase();
    /// The session outlives the editor, or takes it along. `model`: what is chosen there first.
    void edit(Session &session, std::optional<ModelId> model);

    /// What is being done for createWanted(), in words; empty: nothing any more.
    void showProgress(const QString &what);
    /// The database that was wanted is there.
    void made();
    /// Tells it where the new schema still stands; false: nobody there wanted anything.
    [[nodiscard]] bool explain(const Error &error);

Q_SIGNALS:
    void createWanted(const QString &file, const relata::Schema &schema);
    /// The database has another schema now and must be opened anew. `model`: what the model that was chosen is called
    /// now, empty where it is gone; `words`: what was done, for people.
    void applied(const QString &model, const QString &words);

private:
    void open(SchemaEditor *editor, const QString &database);

    QWidget *m_window;
    Prompts &m_prompts;
    std::unique_ptr<MigrationDesk> m_desk; ///< of the editor that is open
    QPointer<SchemaEditor> m_new; ///< of the database that is wanted, while it is not there
    QHash<QString, SchemaDraftHistory> m_left; ///< by database; empty: of a new one
};

} // namespace relata
