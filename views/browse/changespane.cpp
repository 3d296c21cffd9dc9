#include "views/browse/changespane.h"

#include "items/historyitemmodel.h"
#include "views/browse/changedelegate.h"
#include "views/parts/type.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QTimer>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;

ChangesPane::ChangesPane(QWidget *parent) : QWidget(parent)
{
    m_items = new HistoryItemModel(this);
    m_list = new QListView(this);
    m_list->setObjectName(u"changeFeed"_s);
    m_list->setAccessibleName(tr("Changes"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->setModel(m_items);
    auto *delegate = new ChangeDelegate(m_list);
    m_list->setItemDelegate(delegate);

    m_hint = new QLabel(tr("Changes to the data will be listed here."), m_list);
    m_hint->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->setContentsMargins(type::px(16), type::px(24), type::px(16), 0);
    auto *over = new QVBoxLayout(m_list->viewport());
    over->setContentsMargins(0, 0, 0, 0);
    over->addWidget(m_hint);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);

    auto *minute = new QTimer(this); // "2 min" grows older
    minute->setInterval(30'000);
    minute->start();
    connect(minute, &QTimer::timeout, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(delegate, &ChangeDelegate::undoClicked, this, [this] {
        if (m_undo)
            m_undo->trigger();
    });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_items, signal, this, &ChangesPane::showHint);
    connect(m_items, &QAbstractItemModel::modelReset, this, &ChangesPane::showHint);
}

void ChangesPane::setSession(Session *session)
{
    m_items->show(session);
    showHint();
}

void ChangesPane::setUndoAction(QAction *undo)
{
    m_undo = undo;
    connect(undo, &QAction::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    static_cast<ChangeDelegate *>(m_list->itemDelegate())->setUndoAction(undo);
}

void ChangesPane::focusList() { m_list->setFocus(Qt::ShortcutFocusReason); }

void ChangesPane::showHint() { m_hint->setVisible(m_items->rowCount() == 0); }

void ChangesPane::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = m_list->currentIndex();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_undo)
        menu->addAction(m_undo);
    QAction *copy = menu->addAction(tr("Copy as text"), this, [index] {
        const QStringList lines = index.data(DetailsRole).toStringList();
        QApplication::clipboard()->setText((QStringList(index.data().toString()) + lines).join(u'\n'));
    });
    copy->setEnabled(index.isValid());
    menu->popup(event->globalPos());
}

} // namespace relata
