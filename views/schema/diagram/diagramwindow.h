#pragma once

#include "schema/schema.h"

#include <QDialog>
#include <QTimer>

namespace relata {

class Prompts;
class SchemaDiagram;
class SchemaItemModel;
class Session;

/// The open database's diagram in a window of its own, with live counts. Its places are kept with the database, or in
/// the user's settings. Close it before the session goes. GUI thread.
class DiagramWindow final : public QDialog
{
    Q_OBJECT

public:
    /// `counts` are those of the session's models and must live as long as it.
    DiagramWindow(Session &session, SchemaItemModel &counts, Prompts &prompts, QWidget *parent = nullptr);
    ~DiagramWindow() override;

    [[nodiscard]] SchemaDiagram &diagram() { return *m_diagram; }

Q_SIGNALS:
    void modelActivated(relata::ModelId model);

protected:
    /// Esc ends what the diagram is doing, not the window, which is no question to be answered.
    void keyPressEvent(QKeyEvent *event) override;

private:
    void takeCounts(int first, int last);
    void keep();

    Session &m_session;
    SchemaItemModel &m_counts;
    SchemaDiagram *m_diagram;
    QTimer m_keep; ///< a drag is many changes
};

} // namespace relata
