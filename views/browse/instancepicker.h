#pragma once

#include "data/rowwindow.h"

#include <QDialog>

#include <memory>

namespace relata {

class Session;

/// Chooses an instance to link through an end: search by label, candidates, Link, Create new…, Cancel. Use open().
/// GUI thread; the session must outlive it.
class InstancePicker final : public QDialog
{
    Q_OBJECT

public:
    /// `of` has an empty key where its instance is not saved yet.
    InstancePicker(Session &session, InstanceRef of, EndId end, QWidget *parent = nullptr);
    ~InstancePicker() override;

    enum class Move { No, Yes };

Q_SIGNALS:
    /// The dialog has closed. Move::Yes: the target is to be taken from its holder.
    void chosen(const relata::InstanceRef &target, relata::InstancePicker::Move move);
    /// "Create new…" was pressed; the text that was typed is kept.
    void createRequested(const QString &typed);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
