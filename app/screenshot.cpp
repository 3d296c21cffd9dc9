#include "app/screenshot.h"

#include "base/error.h"
#include "session/session.h"
#include "views/browser.h"
#include "views/mainwindow.h"

#include <QPixmap>
#include <QTimer>
#include <QTreeView>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// A calm look may fall between an answer and the question that it leads to; several in a row do not.
constexpr int calmLooks = 3;

} // namespace

Screenshot::Screenshot(MainWindow &window, QString file) : m_window(window), m_file(std::move(file))
{
    connect(&window, &MainWindow::sessionChanged, this, &Screenshot::watch);
    connect(&window, &MainWindow::openFailed, this, [this](const Error &error) {
        m_finished = true;
        Q_EMIT done(error.message);
    });
}

void Screenshot::watch()
{
    Session *session = m_window.session();
    if (!session)
        return;
    connect(session, &Session::busyChanged, this, [this](bool busy) {
        m_busy = busy;
        m_calm = 0;
        if (!busy)
            lookSoon();
    });
    connect(&m_window.browser(), &Browser::changed, this, &Screenshot::lookSoon);
    lookSoon();
}

void Screenshot::lookSoon() { QTimer::singleShot(0, this, &Screenshot::look); }

void Screenshot::look()
{
    if (m_finished || m_busy || !m_window.browser().isSettled())
        return;
    if (++m_calm < calmLooks)
        return lookSoon();
    if (!std::exchange(m_expanded, true)) {
        m_calm = 0;
        expandTree();
        return lookSoon();
    }
    m_finished = true;
    const QPixmap picture = m_window.grab();
    Q_EMIT done(picture.save(m_file) ? QString() : u"The picture %1 could not be written."_s.arg(m_file));
}

void Screenshot::expandTree()
{
    // Open branches show what the tree is for.
    if (auto *tree = m_window.findChild<QTreeView *>(u"relationTree"_s))
        tree->expandToDepth(0);
}

} // namespace relata
