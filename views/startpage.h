#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace relata {

class Actions;

/// What the window shows without a database: ways to one, and the ones that were open last. GUI thread.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(const Actions &actions, QWidget *parent = nullptr);

    /// Reads the recent list anew.
    void refresh();

Q_SIGNALS:
    void openRequested(const QString &path);
    void locateRequested(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addCard(QVBoxLayout *column, QAction *action, const QString &title, const QString &words);
    void listRecent();
    void clearRecent();

    QWidget *m_rows = nullptr;
    QLabel *m_none = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_clear = nullptr;
};

} // namespace relata
