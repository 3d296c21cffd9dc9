#pragma once

#include "data/intent.h"
#include "data/rowwindow.h"

#include <QObject>

#include <optional>

class QWidget;

namespace relata {

class Actions;
class Browser;
class MessageStrip;
class Prompts;
class Session;
struct Error;

/// What changes the database: the window's actions and the panes' wishes become intents, failures become messages.
/// Also judges which actions are possible, and why not. GUI thread; belongs to the window.
class Gestures final : public QObject
{
    Q_OBJECT

public:
    Gestures(Actions &actions, Browser &browser, MessageStrip &strip, Prompts &prompts, QWidget *window);

    /// Null: none. Open dialogs close.
    void setSession(Session *session);

    void create();
    void remove();
    void unlink(EndId end, const InstanceRef &of, const InstanceRef &to);
    /// Opens the picker for an end of an instance (with an empty key: of one that is not saved yet).
    enum class Into { Database, Form };
    void pick(const InstanceRef &of, EndId end, Into into);
    void undo();
    void redo();

private:
    void judge();
    /// Where another has the target already, offers to move it.
    void link(const Link &wanted);
    void createToLink(const InstanceRef &of, EndId end, const QString &typed);
    void created(const InstanceRef &instance);
    void submit(const Intent &intent);
    void report(const Error &error);

    Actions &m_actions;
    Browser &m_browser;
    MessageStrip &m_strip;
    Prompts &m_prompts;
    QWidget *m_window;
    Session *m_session = nullptr;
    /// What a new instance in the form is to be linked to once it is saved.
    struct Awaited
    {
        InstanceRef of;
        EndId end;
    };
    std::optional<Awaited> m_awaited;
};

} // namespace relata
