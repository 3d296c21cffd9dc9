#pragma once

#include "data/databaseurl.h"
#include "schema/schema.h"
#include "views/parts/prompts.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>

class QDockWidget;
class QSplitter;
class QStackedWidget;

namespace relata {

class Actions;
class Browser;
class DiagramWindow;
class Gestures;
class MessageStrip;
class Opener;
class SchemaDoor;
class Session;
class StartPage;
class StatusLine;
struct Error;

/// The window: puts the panes together, opens and closes databases, keeps the layout. What is looked at is Browser's
/// business, what changes is Gestures'. GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// Forget: neither reads nor writes what the user's settings say about layout and recent files (for pictures).
    enum class Settings { Remember, Forget };

    /// The prompts are asked every question; null: the real ones. They must outlive the window.
    explicit MainWindow(Settings settings = Settings::Remember, Prompts *prompts = nullptr);
    ~MainWindow() override;

    /// Each asks about unsaved values first and keeps what is open until the new database is.
    void openDatabase(const QString &file, Access access = Access::ReadWrite);
    void createDatabase(const QString &file, const QString &schemaFile);
    void openSample();

    [[nodiscard]] Actions &actions() { return *m_actions; }
    [[nodiscard]] Browser &browser() { return *m_browser; }
    [[nodiscard]] MessageStrip &strip() { return *m_strip; }
    /// Null on the start page.
    [[nodiscard]] Session *session() const { return m_session.get(); }

Q_SIGNALS:
    void sessionChanged();
    /// Opening or making a database failed; the message strip says so too.
    void openFailed(const relata::Error &error);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void arrange();
    QDockWidget *addPane(const QString &name, const QString &title, QWidget *content, Qt::DockWidgetArea area);
    void buildMenus();
    void connectActions();

    void use(const std::shared_ptr<Session> &session);
    void drop();
    void explainFailure(const Error &error, const QString &file, Access access);
    void askForFile(Access access);
    void askForSchema();
    void askForTarget(const QString &schemaFile);
    void locate(const QString &path);
    void listRecent();
    void showDiagram();
    void editSchema();
    void showGuide();
    void goToPane(int step);
    /// Runs `go` at once, or after the person decided about unsaved values.
    void whenSafe(const std::function<void()> &go);
    void saveThen(const std::function<void()> &go);

    void showPanes(bool shown);
    void resetLayout();
    void readLayout();
    void writeLayout() const;

    Settings m_settings;
    Prompts m_ownPrompts;
    Prompts &m_prompts;
    std::shared_ptr<Session> m_session;
    Actions *m_actions;
    MessageStrip *m_strip;
    Browser *m_browser;
    Gestures *m_gestures;
    Opener *m_opener;
    SchemaDoor *m_schemaDoor;
    StatusLine *m_status;
    StartPage *m_start;
    QStackedWidget *m_pages;
    QSplitter *m_centre;
    QToolBar *m_bar = nullptr;
    QToolBar *m_stripBar = nullptr;
    QMenu *m_recent = nullptr;
    QList<QDockWidget *> m_docks; ///< Models, Changes, Instance, Relationship guide
    QByteArray m_layout; ///< of the panes while they are hidden
    QPointer<DiagramWindow> m_diagram; ///< open while a database is
    QMetaObject::Connection m_saving;
    QString m_modelAfter; ///< to show when the database was opened anew
    QString m_wordsAfter; ///< to say then
};

} // namespace relata
