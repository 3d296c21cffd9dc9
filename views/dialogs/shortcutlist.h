#pragma once

#include <QDialog>

namespace relata {

class Actions;

/// Every key and what it does, as a list. Use open(). GUI thread.
class ShortcutList final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutList(const Actions &actions, QWidget *parent = nullptr);
};

} // namespace relata
