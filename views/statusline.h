#pragma once

#include <QObject>

class QLabel;
class QStatusBar;

namespace relata {

class Session;

/// What the status bar says: which database, whether it can be changed, what is unsaved, what is being waited for.
/// GUI thread; belongs to the bar.
class StatusLine final : public QObject
{
    Q_OBJECT

public:
    explicit StatusLine(QStatusBar *bar);

    void setSession(const Session *session);
    void setUnsaved(int instances);
    /// Empty: nothing is being waited for.
    void setProgress(const QString &what);
    /// The signs in the theme's colours.
    void dress();

private:
    QLabel *m_sign, *m_file, *m_kind, *m_lock, *m_readOnly, *m_progress, *m_pencil, *m_unsaved;
};

} // namespace relata
