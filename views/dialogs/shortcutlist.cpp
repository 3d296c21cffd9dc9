#include "views/dialogs/shortcutlist.h"

#include "views/actions.h"
#include "views/parts/screenfit.h"
#include "views/parts/type.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;

ShortcutList::ShortcutList(const Actions &actions, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"shortcutList"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *list = new QTreeWidget(this);
    list->setAccessibleName(windowTitle());
    list->setRootIsDecorated(false);
    list->setFrameShape(QFrame::NoFrame);
    list->setHeaderLabels({tr("What it does"), tr("Keys")});
    const auto all = actions.findChildren<QAction *>(Qt::FindDirectChildrenOnly);
    for (const QAction *action : all) {
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts())
            keys += key.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            new QTreeWidgetItem(list, {action->text().remove(u'&'), keys.join(u", "_s)});
    }
    const QList<QPair<QString, QString>> inTable{
        {tr("Edit the cell"), tr("F2, Enter, or type")},
        {tr("Follow the link of a cell"), tr("Ctrl+Return, Ctrl+click")},
        {tr("Clear the cell, unlink the chip"), tr("Del")},
        {tr("Leave the edit without saving"), tr("Esc")},
    };
    for (const auto &[what, keys] : inTable)
        new QTreeWidgetItem(list, {what, keys});
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    list->header()->setStretchLastSection(false);
    list->setCurrentItem(list->topLevelItem(0));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    const int edge = type::px(16);
    column->setContentsMargins(edge, edge, edge, edge);
    column->setSpacing(type::px(12));
    column->addWidget(list, 1);
    column->addWidget(buttons);
    resizeOnScreen(*this, QSize(type::px(520), type::px(620)));
}

} // namespace relata
