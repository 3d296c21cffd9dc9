#include "views/browse/relationpane.h"

#include "items/relationtreeitemmodel.h"
#include "session/session.h"
#include "views/browse/emptynote.h"
#include "views/browse/instancecard.h"
#include "views/browse/relationdelegate.h"
#include "views/parts/panetitle.h"
#include "views/parts/rowtree.h"
#include "views/parts/type.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QSet>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;

class RelationPane::Private
{
public:
    explicit Private(RelationPane *pane);

    void show(const std::optional<InstanceRef> &instance);
    void sayWhatIsShown();
    void openBranches(const QModelIndex &parent, int first, int last);
    void remember(const QModelIndex &index, bool open);
    void activate(const QModelIndex &index);
    void preview(const QModelIndex &index);
    void popUp(const QPoint &place);
    void copyKey(const InstanceRef &instance);
    [[nodiscard]] QModelIndex current() const { return tree->currentIndex().siblingAtColumn(0); }
    [[nodiscard]] TreeNodeKind kindOf(const QModelIndex &index) const
    {
        return index.data(NodeRole).value<TreeNodeKind>();
    }

    RelationPane *q;
    QPointer<Session> session;
    RelationTreeItemModel model;
    RelationDelegate delegate;
    PaneTitle *title;
    RowTree *tree;
    EmptyNote *note;
    QStackedLayout *pages;
    QList<QAction *> actions; ///< Link…, Unlink, Relationship guide: the window's

private:
    /// Ends of the shown model that the person opened or closed: they stay so for the next instance.
    QSet<EndId> m_opened;
    QSet<EndId> m_closed;
    ModelId m_of;
    bool m_byHand = true; ///< false while branches are opened by the pane itself
};

RelationPane::Private::Private(RelationPane *pane)
    : q(pane)
    , title(new PaneTitle(RelationPane::tr("Relationships"), pane))
    , tree(new RowTree(pane))
    , note(new EmptyNote(pane))
    , pages(new QStackedLayout)
{
    tree->setObjectName(u"relationTree"_s);
    tree->setAccessibleName(RelationPane::tr("Relationships"));
    tree->setModel(&model);
    tree->setItemDelegate(&delegate);
    tree->header()->setStretchLastSection(true);
    tree->header()->resizeSection(0, type::px(380));
    tree->header()->resizeSection(1, type::px(162));
    pages->addWidget(note);
    pages->addWidget(tree);

    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(title);
    column->addLayout(pages, 1);
    pane->setFocusProxy(tree);
}

void RelationPane::Private::show(const std::optional<InstanceRef> &instance)
{
    const ModelId of = instance ? instance->model : m_of;
    if (of != m_of) {
        m_opened.clear();
        m_closed.clear();
        m_of = of;
    }
    model.show(session, session ? instance : std::nullopt);
    sayWhatIsShown();
    Q_EMIT q->currentChanged();
}

void RelationPane::Private::sayWhatIsShown()
{
    const auto instance = model.instance();
    title->setDetail(instance ? instance->label : QString());
    if (!instance)
        note->say(RelationPane::tr("No instance is chosen"),
                  RelationPane::tr("What it is linked to stands here, to any depth."), {});
    else if (model.rowCount() == 0)
        note->say(RelationPane::tr("%1 has no relationships").arg(session->schema().model(instance->model).name),
                  RelationPane::tr("They are added in the schema editor."), {});
    pages->setCurrentIndex(model.rowCount() == 0 ? 0 : 1);
}

/// What a to-one end leads to is one row: it is shown at once. Other branches open as the person left them.
void RelationPane::Private::openBranches(const QModelIndex &parent, int first, int last)
{
    const bool top = !parent.isValid();
    m_byHand = false;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (kindOf(index) != TreeNodeKind::End)
            continue;
        const EndId end = index.data(EndRole).value<EndId>();
        const bool toOne = !session->schema().end(end).isMany();
        if (top ? (m_opened.contains(end) || (toOne && !m_closed.contains(end))) : toOne)
            tree->expand(index);
    }
    m_byHand = true;
}

void RelationPane::Private::remember(const QModelIndex &index, bool open)
{
    if (!m_byHand || index.parent().isValid())
        return;
    const EndId end = index.data(EndRole).value<EndId>();
    (open ? m_opened : m_closed).insert(end);
    (open ? m_closed : m_opened).remove(end);
}

void RelationPane::Private::activate(const QModelIndex &at)
{
    const QModelIndex index = at.siblingAtColumn(0);
    switch (kindOf(index)) {
    case TreeNodeKind::More:
        model.showMore(index);
        return;
    case TreeNodeKind::End:
        tree->setExpanded(index, !tree->isExpanded(index));
        return;
    case TreeNodeKind::Instance:
        if (const auto instance = model.instanceAt(index); instance && !instance->missing)
            Q_EMIT q->followRequested(*instance);
        return;
    }
}

/// The card of an instance; a missing one has none.
void RelationPane::Private::preview(const QModelIndex &index)
{
    const auto instance = model.instanceAt(index);
    if (!session || !instance || instance->missing)
        return;
    const QRect row = tree->visualRect(index);
    auto *card = new InstanceCard(*session, *instance, tree);
    connect(card, &InstanceCard::followRequested, q, &RelationPane::followRequested);
    card->popUp({tree->viewport()->mapToGlobal(row.topLeft()), row.size()});
}

void RelationPane::Private::popUp(const QPoint &place)
{
    const QModelIndex index = tree->indexAt(place).isValid() ? tree->indexAt(place).siblingAtColumn(0) : current();
    if (!index.isValid())
        return;
    tree->setCurrentIndex(index);
    auto *menu = new QMenu(q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex kept = index;
    const auto instance = model.instanceAt(index);
    const auto end = model.endAt(index);
    if (kindOf(index) == TreeNodeKind::Instance && instance) {
        QAction *open = menu->addAction(RelationPane::tr("Open"), q, [this, kept] {
            if (kept.isValid())
                activate(kept);
        });
        open->setEnabled(!instance->missing);
        menu->setDefaultAction(open);
        QAction *card = menu->addAction(RelationPane::tr("Show card"), q, [this, kept] {
            if (kept.isValid())
                preview(kept);
        });
        // The key is the tree's; here it is only told.
        card->setShortcut(Qt::Key_Space);
        card->setEnabled(!instance->missing);
        menu->addAction(RelationPane::tr("Copy key"), q, [this, instance] { copyKey(*instance); });
    } else if (const auto owner = model.ownerAt(index); owner && end && session->schema().end(*end).isMany()) {
        menu->addAction(RelationPane::tr("Show all in the table"), q,
                        [this, owner, end] { Q_EMIT q->branchRequested(*owner, *end); });
    }
    if (tree->model()->hasChildren(index)) {
        const bool open = tree->isExpanded(index);
        menu->addAction(open ? RelationPane::tr("Close branch") : RelationPane::tr("Open branch"), q,
                        [this, kept, open] {
                            if (kept.isValid())
                                tree->setExpanded(kept, !open);
                        });
    }
    menu->addSeparator();
    menu->addActions(actions);
    menu->popup(tree->viewport()->mapToGlobal(place));
}

void RelationPane::Private::copyKey(const InstanceRef &instance)
{
    QGuiApplication::clipboard()->setText(keyText(instance.key));
}

RelationPane::RelationPane(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(this))
{
    connect(&d->model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &above, int first, int last) { d->openBranches(above, first, last); });
    connect(&d->model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &index) {
        if (d->kindOf(index) == TreeNodeKind::End)
            d->tree->updateArrows();
    });
    connect(&d->model, &RelationTreeItemModel::instanceChanged, this, [this] { d->sayWhatIsShown(); });
    connect(&d->model, &RelationTreeItemModel::failed, this, &RelationPane::failed);
    connect(d->tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &RelationPane::currentChanged);
    connect(d->tree, &QTreeView::activated, this, [this](const QModelIndex &index) { d->activate(index); });
    connect(d->tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        const bool follows = QGuiApplication::keyboardModifiers() == Qt::ControlModifier;
        if (d->kindOf(index) == TreeNodeKind::More || (follows && d->kindOf(index) == TreeNodeKind::Instance))
            d->activate(index);
    });
    connect(d->tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        d->remember(index, true);
        // The view itself fetches only what it lays out at once.
        if (d->model.canFetchMore(index))
            d->model.fetchMore(index);
    });
    connect(d->tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) { d->remember(index, false); });
    connect(d->tree, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) { d->popUp(place); });
    d->tree->installEventFilter(this);
    d->sayWhatIsShown();
}

RelationPane::~RelationPane() = default;

/// Space on an instance shows its card; on an end the tree opens and closes the branch.
bool RelationPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const QModelIndex index = d->current();
    const bool previews = key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && index.isValid()
        && d->kindOf(index) == TreeNodeKind::Instance;
    if (previews)
        d->preview(index);
    return previews || QWidget::eventFilter(watched, event);
}

void RelationPane::setSession(Session *session)
{
    d->model.show(nullptr, std::nullopt);
    d->session = session;
    d->delegate.setSession(session);
    d->show(std::nullopt);
}

void RelationPane::show(const std::optional<InstanceRef> &instance) { d->show(instance); }

RelationTreeItemModel &RelationPane::itemModel() { return d->model; }

std::optional<RelationPane::LinkPlace> RelationPane::linkPlace() const
{
    const QModelIndex index = d->current();
    if (index.isValid()) {
        const auto owner = d->model.ownerAt(index);
        const auto end = d->model.endAt(index);
        return owner && end ? std::optional(LinkPlace{*owner, *end}) : std::nullopt;
    }
    const auto instance = d->model.instance();
    if (!instance || d->model.rowCount() == 0)
        return std::nullopt;
    return LinkPlace{*instance, *d->model.endAt(d->model.index(0, 0))};
}

std::optional<RelationPane::LinkedPair> RelationPane::linkedPair() const
{
    const QModelIndex index = d->current();
    if (!index.isValid() || d->kindOf(index) != TreeNodeKind::Instance)
        return std::nullopt;
    return LinkedPair{*d->model.ownerAt(index), *d->model.endAt(index), *d->model.instanceAt(index)};
}

std::optional<RelationshipId> RelationPane::relationship() const
{
    const auto end = d->model.endAt(d->current());
    if (!end || !d->session)
        return std::nullopt;
    const RelationshipId relationship = d->session->schema().end(*end).relationship;
    return relationship.isValid() ? std::optional(relationship) : std::nullopt;
}

void RelationPane::focusTree()
{
    d->tree->setFocus(Qt::ShortcutFocusReason);
    if (!d->tree->currentIndex().isValid())
        d->tree->setCurrentIndex(d->model.index(0, 0));
}

void RelationPane::setActions(QAction *link, QAction *unlink, QAction *guide)
{
    d->actions = {link, unlink, guide};
    for (QAction *action : d->actions)
        d->title->addAction(action);
}

} // namespace relata
