#include "views/browse/instancepane.h"

#include "items/instancetableitemmodel.h"
#include "items/keyreader.h"
#include "items/valuetext.h"
#include "schema/schemarules.h"
#include "views/browse/columnsmenu.h"
#include "views/browse/emptynote.h"
#include "views/browse/filterbar.h"
#include "views/browse/formdrafts.h"
#include "views/browse/instancecard.h"
#include "views/browse/instancetableview.h"
#include "views/browse/labelmenu.h"
#include "views/parts/glyphs.h"
#include "views/parts/type.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace relata {

class InstancePane::Private
{
public:
    explicit Private(InstancePane &pane);

    void build();
    void connectAll();
    void apply(const std::optional<Key> &wanted);
    void findWanted();
    void chooseFirst();
    void putCurrent(int row);
    void onRows();
    void tellCurrent();
    void showHead();
    void showCount();
    void showEmpty();
    void onFilter(const QString &text);
    void onSort(const std::vector<Sort> &sort);
    void onViaRemoved();
    void onEmptyPressed();
    void onDisplayChanged(ModelId changed);

    InstancePane &q;
    Session *session = nullptr;
    Place place; ///< without `current` and `scroll`, which the table knows
    InstanceTableItemModel model;
    InstanceTableView *table;
    QLabel *title;
    QLabel *count;
    QuickFilter *filter;
    ViaChip *via;
    LabelMenu *labels;
    ColumnsMenu *columns;
    QToolButton *columnsButton;
    EmptyNote *empty;

    /// The instance that shall become current; while it is looked for, the old one is not said to be gone.
    std::optional<Key> wanted;
    bool wantsFirst = false; ///< the first row, as soon as there is one
    int wantedScroll = 0;
    quint64 search = 0;
    QPointer<RowReader> keyReader; ///< on its way
    std::optional<InstanceRef> told; ///< by the last currentChanged()
};

InstancePane::Private::Private(InstancePane &pane)
    : q(pane)
    , table(new InstanceTableView(model, &pane))
    , title(new QLabel(&pane))
    , count(new QLabel(&pane))
    , filter(new QuickFilter(&pane))
    , via(new ViaChip(&pane))
    , labels(new LabelMenu(&pane))
    , columns(new ColumnsMenu(*table, model, &pane))
    , columnsButton(new QToolButton(&pane))
    , empty(new EmptyNote(table->viewport()))
{
    build();
    connectAll();
    showHead();
}

void InstancePane::Private::build()
{
    title->setObjectName(u"instanceTitle"_s);
    title->setFont(type::title());
    title->setTextFormat(Qt::PlainText);
    count->setObjectName(u"instanceCount"_s);
    count->setForegroundRole(QPalette::PlaceholderText);
    filter->setMinimumWidth(type::px(120));
    filter->setMaximumWidth(type::px(280));
    columnsButton->setObjectName(u"columnsButton"_s);
    columnsButton->setText(tr("Columns"));
    columnsButton->setToolTip(tr("Choose columns"));
    columnsButton->setIcon(glyphs::icon(u"view-file-columns"_s));
    columnsButton->setToolButtonStyle(Qt::ToolButtonIconOnly);
    columnsButton->setAutoRaise(true);
    empty->hide();
    columns->setLabelMenu(labels);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(type::px(12), type::px(8), type::px(12), type::px(8));
    head->setSpacing(type::px(8));
    head->addWidget(title);
    head->addWidget(count, 0, Qt::AlignVCenter);
    head->addStretch();
    head->addWidget(filter, 1);
    head->addWidget(columnsButton);
    auto *chips = new QHBoxLayout;
    chips->setContentsMargins(type::px(12), 0, type::px(12), 0);
    chips->addWidget(via);
    chips->addStretch();
    auto *box = new QVBoxLayout(&q);
    box->setContentsMargins({});
    box->setSpacing(0);
    box->addLayout(head);
    box->addLayout(chips);
    box->addSpacing(1);
    box->addWidget(table, 1);
    q.setFocusProxy(table);
    setTabOrder(filter, columnsButton);
    setTabOrder(columnsButton, table);
    auto *emptyPlace = new QVBoxLayout(table->viewport());
    emptyPlace->setContentsMargins({});
    emptyPlace->addWidget(empty);
}

void InstancePane::Private::connectAll()
{
    connect(filter, &QuickFilter::changed, &q, [this](const QString &text) { onFilter(text); });
    connect(filter, &QuickFilter::leftDownwards, &q, &InstancePane::focusTable);
    connect(columnsButton, &QToolButton::clicked, columns,
            [this] { columns->popup(columnsButton->mapToGlobal(QPoint(0, columnsButton->height()))); });
    connect(via, &ViaChip::removed, &q, [this] { onViaRemoved(); });
    connect(empty, &EmptyNote::pressed, &q, [this] { onEmptyPressed(); });
    connect(&model, &InstanceTableItemModel::totalChanged, &q, [this] { showCount(); });
    connect(&model, &InstanceTableItemModel::failed, &q, &InstancePane::failed);
    connect(&model, &QAbstractItemModel::rowsInserted, &q, [this] { onRows(); });
    connect(&model, &QAbstractItemModel::rowsRemoved, &q, [this] { onRows(); });
    connect(&model, &QAbstractItemModel::dataChanged, &q, [this] { onRows(); });
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, &q,
            [this](const QModelIndex &, const QModelIndex &left) {
                // What others changed there has been seen.
                if (left.isValid())
                    model.visited(left.row());
                tellCurrent();
            });
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, &q, &InstancePane::selectionChanged);
    connect(table, &InstanceTableView::followRequested, &q, &InstancePane::followRequested);
    connect(table, &InstanceTableView::cardRequested, &q, [this](const InstanceRef &instance, const QRect &beside) {
        auto *card = new InstanceCard(*session, instance, table);
        connect(card, &InstanceCard::followRequested, &q, &InstancePane::followRequested);
        card->popUp(beside);
    });
    connect(table, &InstanceTableView::branchRequested, &q, &InstancePane::branchRequested);
    connect(table, &InstanceTableView::pickRequested, &q, &InstancePane::pickRequested);
    connect(table, &InstanceTableView::deleteRequested, &q, &InstancePane::deleteRequested);
    connect(table, &InstanceTableView::openRequested, &q, &InstancePane::openRequested);
    connect(table, &InstanceTableView::filterRequested, &q, &InstancePane::focusFilter);
    connect(table, &InstanceTableView::failed, &q, &InstancePane::failed);
    connect(table, &InstanceTableView::sortRequested, &q, [this](const std::vector<Sort> &sort) { onSort(sort); });
    connect(table, &InstanceTableView::columnsRequested, columns, [this](QPoint at) { columns->popup(at); });
    connect(table, &InstanceTableView::draftLeft, &q,
            [this](const InstanceRef &instance, FieldId field, const Typed &typed, const Value &base,
                   const QString &problem) {
                if (session)
                    FormDrafts::of(*session).putField(instance, field, typed, base, problem);
            });
}

/// Shows what `place` says; the wanted instance becomes current as soon as it is found.
void InstancePane::Private::apply(const std::optional<Key> &instance)
{
    const bool otherModel = model.query().model != place.model || model.session() != session;
    wanted = instance;
    wantsFirst = true;
    ++search;
    Query query;
    query.model = place.model;
    query.relatedTo = place.via;
    query.sort = place.sort;
    if (!place.filter.isEmpty())
        query.where.what = MatchesText{place.filter};
    // Between setSession() and show() there is a session and no model yet.
    model.show(place.model.isValid() ? session : nullptr, query);
    if (otherModel)
        columns->restore();
    labels->show(session, place.model);
    table->showSort(place.sort);
    showHead();
    showCount();
    if (wanted)
        findWanted();
    else
        onRows();
}

void InstancePane::Private::findWanted()
{
    model.locate(*wanted, &q, [this, mine = search](std::optional<int> row) {
        if (mine != search)
            return;
        wanted.reset();
        if (row && *row < model.rowCount())
            putCurrent(*row);
        else
            chooseFirst();
        tellCurrent();
    });
}

void InstancePane::Private::putCurrent(int row)
{
    wantsFirst = false;
    const int column = table->currentIndex().isValid() ? table->currentIndex().column() : table->firstColumn();
    table->setCurrentIndex(model.index(row, column));
    table->scrollTo(table->currentIndex());
}

void InstancePane::Private::chooseFirst()
{
    if (!wantsFirst || wanted || model.rowCount() == 0 || !model.keyAt(0))
        return;
    putCurrent(0);
}

/// Rows came, went or changed.
void InstancePane::Private::onRows()
{
    if (wantedScroll > 0 && model.rowCount() > wantedScroll) {
        table->doItemsLayout(); // before it, the scroll bar does not reach the new rows
        table->verticalScrollBar()->setValue(std::exchange(wantedScroll, 0));
    }
    if (const auto row = wanted ? model.rowOf(*wanted) : std::nullopt; row && *row < model.rowCount()) {
        wanted.reset();
        ++search;
        putCurrent(*row);
    }
    chooseFirst();
    tellCurrent();
    showEmpty();
}

void InstancePane::Private::tellCurrent()
{
    const auto now = q.current();
    const bool waiting = !now && (wanted || (wantsFirst && !model.total()));
    const bool sameInstance = now.has_value() == told.has_value()
        && (!now || (now->model == told->model && now->key == told->key && now->label == told->label));
    if (waiting || sameInstance)
        return;
    told = now;
    Q_EMIT q.currentChanged();
}

void InstancePane::Private::showHead()
{
    const bool shown = session && place.model.isValid();
    const QString name = shown ? session->schema().model(place.model).name : QString();
    title->setText(name);
    filter->setModelName(name);
    filter->setText(place.filter);
    columnsButton->setEnabled(shown);
    via->show(shown && place.via ? session->schema().end(place.via->end).name : QString(), place.viaLabel);
}

void InstancePane::Private::showCount()
{
    const bool shown = session && place.model.isValid();
    const bool filtered = !place.filter.isEmpty() || place.via;
    if (!shown)
        count->clear();
    else if (model.total())
        count->setText(valuetext::instances(*model.total(), model.totalOfModel().value_or(-1), filtered, false));
    else
        count->setText(tr("counting…"));
    tellCurrent();
    showEmpty();
}

void InstancePane::Private::showEmpty()
{
    const bool isEmpty = session && place.model.isValid() && model.total() == 0 && model.rowCount() == 0;
    empty->setVisible(isEmpty);
    if (!isEmpty)
        return;
    const QString plural = schemarules::pluralFieldName(session->schema().model(place.model).name);
    if (!place.filter.isEmpty()) {
        empty->say(tr("No %1 match").arg(plural), tr("Nothing holds “%1”.").arg(place.filter), tr("Clear filter"));
        return;
    }
    const bool writable = !session->isReadOnly() && session->schema().model(place.model).isWritable();
    empty->say(tr("No %1 yet").arg(plural), {}, writable ? tr("New instance") : QString());
}

void InstancePane::Private::onFilter(const QString &text)
{
    const auto now = q.current();
    place.filter = text;
    apply(now ? std::optional(now->key) : std::nullopt);
    Q_EMIT q.placeChanged();
}

void InstancePane::Private::onSort(const std::vector<Sort> &sort)
{
    const auto now = q.current();
    place.sort = sort;
    apply(now ? std::optional(now->key) : std::nullopt);
    Q_EMIT q.placeChanged();
}

void InstancePane::Private::onViaRemoved()
{
    const auto now = q.current();
    place.via.reset();
    place.viaLabel.clear();
    apply(now ? std::optional(now->key) : std::nullopt);
    table->setFocus();
    Q_EMIT q.placeChanged();
}

/// The display field stands first: the columns are others now, for the same rows.
void InstancePane::Private::onDisplayChanged(ModelId changed)
{
    if (changed != place.model)
        return;
    const auto now = q.current();
    apply(now ? std::optional(now->key) : wanted);
    columns->restore();
    columns->putFirst(session->schema().model(changed).display);
}

void InstancePane::Private::onEmptyPressed()
{
    if (place.filter.isEmpty()) {
        Q_EMIT q.newRequested();
        return;
    }
    filter->setText({});
    onFilter({});
    filter->focusText();
}

InstancePane::InstancePane(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(*this)) {}

InstancePane::~InstancePane()
{
    // The view looks at the item model until it is gone, and the item model goes with `d`.
    delete d->table;
}

void InstancePane::setSession(Session *session)
{
    delete d->keyReader;
    if (d->session)
        disconnect(d->session, nullptr, this, nullptr);
    d->session = session;
    d->place = {};
    d->told.reset(); // the same key in another database is another instance
    d->table->setDrafts(nullptr);
    d->apply({});
    if (!session)
        return;
    connect(session, &Session::displayChanged, this, [this](ModelId changed) { d->onDisplayChanged(changed); });
    FormDrafts &drafts = FormDrafts::of(*session);
    d->table->setDrafts(&drafts);
    connect(&drafts, &FormDrafts::changed, d->table->viewport(), qOverload<>(&QWidget::update));
    connect(&drafts, &FormDrafts::changed, d->table->verticalHeader()->viewport(), qOverload<>(&QWidget::update));
}

void InstancePane::show(const Place &place)
{
    Place shape = place;
    shape.current.reset();
    shape.scroll = 0;
    if (!(shape == d->place) || !d->model.session()) {
        d->place = shape;
        d->wantedScroll = place.scroll;
        d->apply(place.current);
        return;
    }
    if (!place.current)
        return;
    if (const auto row = d->model.rowOf(*place.current)) {
        d->putCurrent(*row);
        return;
    }
    d->wanted = place.current;
    ++d->search;
    d->findWanted();
}

Place InstancePane::place() const
{
    Place place = d->place;
    if (d->wanted)
        place.current = d->wanted;
    else if (const auto now = current())
        place.current = now->key;
    place.scroll = d->table->verticalScrollBar()->value();
    return place;
}

InstanceTableItemModel &InstancePane::itemModel() { return d->model; }

std::optional<InstanceRef> InstancePane::current() const { return d->table->instanceAt(d->table->currentIndex()); }

bool InstancePane::hasSelection() const { return !d->table->selectedRanges().empty(); }

void InstancePane::readSelectedKeys(std::function<void(const Result<std::vector<Key>> &)> done)
{
    delete d->keyReader;
    const std::vector<RowRange> ranges = d->table->selectedRanges();
    if (!d->session || ranges.empty())
        return;
    std::vector<std::optional<Key>> held;
    bool complete = true;
    for (const RowRange &range : ranges)
        for (int row = range.first; row < range.first + range.count; ++row) {
            held.push_back(d->model.heldKeyAt(row));
            complete = complete && held.back();
        }
    if (complete) {
        std::vector<Key> keys;
        for (std::optional<Key> &key : held)
            keys.push_back(std::move(*key));
        done(keys);
        return;
    }
    d->keyReader = readKeys(*d->session, d->model.query(), ranges, this,
                            [held = std::move(held), done = std::move(done)](const Result<std::vector<Key>> &keys) {
                                // Others may have moved rows before anybody heard of it: what was seen must be what was
                                // read.
                                bool same = keys.has_value();
                                for (std::size_t i = 0; same && i < held.size(); ++i)
                                    same = !held[i] || *held[i] == (*keys)[i];
                                done(same || !keys ? keys : Result<std::vector<Key>>(tl::unexpected(rowsChanged())));
                            });
}

void InstancePane::focusFilter() { d->filter->focusText(); }

void InstancePane::focusTable()
{
    d->table->setFocus();
    if (!d->table->currentIndex().isValid() && d->model.rowCount() > 0)
        d->putCurrent(0);
}

void InstancePane::copySelection() { d->table->copy(InstanceTableView::Headers::Yes); }

void InstancePane::step(int by)
{
    const QModelIndex now = d->table->currentIndex();
    const int row = now.isValid() ? now.row() + by : 0;
    if (row >= 0 && row < d->model.rowCount())
        d->putCurrent(row);
}

void InstancePane::editCurrent()
{
    if (!d->table->currentIndex().isValid())
        return;
    d->table->setFocus();
    d->table->editCell(d->table->currentIndex());
}

QMenu *InstancePane::columnsMenu() const { return d->columns; }

QMenu *InstancePane::labelMenu() const { return d->labels; }

void InstancePane::rename(const InstanceRef &instance)
{
    if (!d->session || !d->place.via || d->place.via->key != instance.key
        || d->session->schema().end(d->place.via->end).model != instance.model)
        return;
    d->place.viaLabel = instance.label;
    d->showHead();
}

} // namespace relata
