#pragma once

#include "data/migration.h"
#include "schema/schemadrafthistory.h"
#include "views/parts/prompts.h"

#include <QDialog>

#include <memory>

namespace relata {

class MigrationDesk;
class Session;

/// The schema editor: models, fields and relationships of a draft, which is checked against the data as it grows.
/// Nothing is written before Apply; what loses data, or needs a decision, goes through the review first. Open it with
/// open(); never waits. GUI thread.
class SchemaEditor final : public QDialog
{
    Q_OBJECT

public:
    /// Of an open database, which `desk` brings to the draft. All outlive the dialog.
    SchemaEditor(Session &session, MigrationDesk &desk, Prompts &prompts, QWidget *parent);
    /// Of a new database: Apply asks for its file.
    SchemaEditor(Prompts &prompts, QWidget *parent);
    ~SchemaEditor() override;

    /// What was worked on before, to go on with it; of the same database.
    void resume(const SchemaDraftHistory &history);
    [[nodiscard]] const SchemaDraftHistory &history() const;
    /// The model that is chosen when it opens.
    void chooseModel(ModelId model);

    /// What is being done for createWanted(), as "Making blog.relata"; empty: nothing any more. Meanwhile nothing can
    /// be pressed.
    void setMaking(const QString &what);
    /// Why the new database could not be made; the draft stays.
    void explain(const Error &error);

Q_SIGNALS:
    void applied(const relata::MigrationOutcome &outcome, int changes);
    /// A new database is to be made here. The editor stays open until it is told to close.
    void createWanted(const QString &file, const relata::Schema &schema);
    /// Closed with a draft that was not applied: the history to resume it.
    void leftDraft(const relata::SchemaDraftHistory &history);

protected:
    void reject() override;
    void done(int result) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Private;
    void start();
    std::unique_ptr<Private> d;
};

} // namespace relata
