#pragma once

#include "data/intent.h"

#include <QDialog>

#include <memory>

namespace relata {

class Prompts;
class Session;

/// Shows what a delete takes with it, before anything happens: totals, blockers, the plan as a tree. Use open().
/// Asks the session for the plan itself; "Delete these too" asks again with the blockers. All that goes can be saved as
/// a list. GUI thread; the session must outlive it.
class DeleteDialog final : public QDialog
{
    Q_OBJECT

public:
    DeleteDialog(Session &session, Delete intent, QWidget *parent = nullptr);
    ~DeleteDialog() override;

    /// Who asks where to save the list; must outlive it. Without one the dialog asks itself.
    void setPrompts(Prompts *prompts);

Q_SIGNALS:
    /// The person pressed Delete; the dialog has closed and has changed nothing itself.
    void confirmed(const relata::Delete &intent);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
