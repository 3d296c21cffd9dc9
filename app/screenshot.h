#pragma once

#include <QObject>

namespace relata {

class MainWindow;

/// Waits until everything that the window shows has been read, then renders it into a file. Sleeps nowhere: it looks
/// again whenever the session has answered. GUI thread.
class Screenshot final : public QObject
{
    Q_OBJECT

public:
    Screenshot(MainWindow &window, QString file);

Q_SIGNALS:
    /// Empty: the picture is there; else why it is not.
    void done(const QString &failed);

private:
    void watch();
    void lookSoon();
    void look();
    void expandTree();

    MainWindow &m_window;
    QString m_file;
    bool m_busy = false;
    bool m_finished = false;
    int m_calm = 0; ///< looks in a row that found nothing in flight
    bool m_expanded = false; ///< the tree's first branch was opened
};

} // namespace relata
