#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QListView;

namespace relata {

class HistoryItemModel;
class Session;

/// The feed of committed changes, newest first: what, who, when. The newest change made here offers Undo. GUI thread;
/// owns its item model.
class ChangesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesPane(QWidget *parent = nullptr);

    /// Null: empty. Call with null before the session goes.
    void setSession(Session *session);
    /// The window's action that undoes the newest own change; its button stands on that row.
    void setUndoAction(QAction *undo);
    void focusList();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void showHint();

    HistoryItemModel *m_items = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_hint = nullptr;
    QAction *m_undo = nullptr;
};

} // namespace relata
