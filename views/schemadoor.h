#pragma once

#include "schema/schemadrafthistory.h"
#include "views/parts/prompts.h"

#include <QHash>
#include <QObject>

class QWidget;

namespace relata {

/// The way from the window to the schema editor and back: opens it for a new database, and keeps what was left there
/// undone, to go on with it. GUI thread; the window's.
class SchemaDoor final : public QObject
{
    Q_OBJECT

public:
    /// `window` and `prompts` outlive it.
    SchemaDoor(QWidget *window, Prompts &prompts);

    void createDatabase();

Q_SIGNALS:
    void createWanted(const QString &file, const relata::Schema &schema);

private:
    QWidget *m_window;
    Prompts &m_prompts;
    QHash<QString, SchemaDraftHistory> m_left; ///< by database; empty: of a new one
};

} // namespace relata
