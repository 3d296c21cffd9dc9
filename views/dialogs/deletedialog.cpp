#include "views/dialogs/deletedialog.h"

#include "items/planitemmodel.h"
#include "items/valuetext.h"
#include "session/session.h"
#include "views/browse/emptynote.h"
#include "views/dialogs/deletelist.h"
#include "views/dialogs/deletewords.h"
#include "views/dialogs/plandelegate.h"
#include "views/dialogs/totalbox.h"
#include "views/parts/notestrip.h"
#include "views/parts/prompts.h"
#include "views/parts/relatastyle.h"
#include "views/parts/rowtree.h"
#include "views/parts/screenfit.h"
#include "views/parts/type.h"

#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

class DeleteDialog::Private
{
public:
    Private(DeleteDialog *dialog, Session &of, Delete what);

    void build();
    [[nodiscard]] QLayout *head();
    [[nodiscard]] QWidget *middle();
    [[nodiscard]] QLayout *footer();
    void ask();
    void showPlan(const Plan &plan);
    void showFailure(const Error &error);
    void showTotals(const DeletePreview &preview);
    void forgetTotals();
    void showBlocker();
    void exportList();
    void save(const Plan &plan, const QString &file);
    void sayExport(NoteStrip::Level level, const QString &lead, const QString &rest = {});
    void judge();

    enum class State { Asking, Ready, Blocked, Failed };

    DeleteDialog *q;
    QPointer<Session> session;
    Delete intent;
    Prompts ownPrompts;
    Prompts *prompts = &ownPrompts;
    bool exporting = false;
    Session::Ticket ticket = 0;
    quint64 question = 0; ///< tells the awaited plan from late ones
    State state = State::Asking;
    qint64 blocking = 0;

    PlanItemModel model;
    PlanDelegate delegate;
    QLabel *title;
    QLabel *sentence;
    TotalBox *deleted;
    TotalBox *links;
    TotalBox *cleared;
    TotalBox *blocks;
    NoteStrip *obstacle; ///< blockers, or why there is no plan
    NoteStrip *unforeseen;
    EmptyNote *note;
    RowTree *tree;
    QStackedLayout *pages;
    NoteStrip *exported; ///< where the list was saved, or why not
    QPushButton *list;
    QLabel *hint;
    QPushButton *cancel;
    QPushButton *deleteToo;
    QPushButton *accept;
};

DeleteDialog::Private::Private(DeleteDialog *dialog, Session &of, Delete what)
    : q(dialog)
    , session(&of)
    , intent(std::move(what))
    , delegate(of.schema())
    , title(new QLabel(dialog))
    , sentence(new QLabel(dialog))
    , deleted(new TotalBox(Effect::Deleted, dialog))
    , links(new TotalBox(Effect::LinkRemoved, dialog))
    , cleared(new TotalBox(Effect::Cleared, dialog))
    , blocks(new TotalBox(Effect::Blocks, dialog))
    , obstacle(new NoteStrip(dialog))
    , unforeseen(new NoteStrip(dialog))
    , note(new EmptyNote(dialog))
    , tree(new RowTree(dialog))
    , pages(new QStackedLayout)
    , exported(new NoteStrip(dialog))
    , list(new QPushButton(DeleteDialog::tr("Export list…"), dialog))
    , hint(new QLabel(dialog))
    , cancel(new QPushButton(DeleteDialog::tr("Cancel"), dialog))
    , deleteToo(new QPushButton(DeleteDialog::tr("Delete these too"), dialog))
    , accept(new QPushButton(DeleteDialog::tr("Delete"), dialog))
{}

void DeleteDialog::Private::build()
{
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head());
    column->addWidget(middle(), 1);
    column->addLayout(footer());
    resizeOnScreen(*q, QSize(px(800), px(660)));
    cancel->setFocus();
}

QLayout *DeleteDialog::Private::head()
{
    title->setFont(type::title());
    title->setWordWrap(true);
    sentence->setWordWrap(true);
    sentence->setForegroundRole(QPalette::PlaceholderText);
    auto *boxes = new QHBoxLayout;
    boxes->setSpacing(px(8));
    for (TotalBox *box : {deleted, links, cleared, blocks})
        boxes->addWidget(box, 1);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(px(20), px(16), px(20), px(12));
    column->setSpacing(px(4));
    column->addWidget(title);
    column->addWidget(sentence);
    column->addSpacing(px(8));
    column->addLayout(boxes);
    column->addSpacing(px(4));
    column->addWidget(obstacle);
    column->addWidget(unforeseen);
    column->addWidget(exported);
    return column;
}

QWidget *DeleteDialog::Private::middle()
{
    tree->setObjectName(u"deletePlan"_s);
    tree->setAccessibleName(DeleteDialog::tr("What will be deleted"));
    tree->setModel(&model);
    tree->setItemDelegate(&delegate);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    auto *box = new QWidget(q);
    box->setLayout(pages);
    pages->addWidget(note);
    pages->addWidget(tree);
    return box;
}

QLayout *DeleteDialog::Private::footer()
{
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    list->setObjectName(u"exportList"_s);
    for (QPushButton *button : {list, cancel, deleteToo, accept})
        button->setAutoDefault(false);
    cancel->setDefault(true);
    setLook(deleteToo, ButtonLook::DangerOutline);
    setLook(accept, ButtonLook::Danger);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(px(20), px(12), px(20), px(12));
    row->setSpacing(px(8));
    row->addWidget(list);
    row->addWidget(hint, 1);
    row->addWidget(cancel);
    row->addWidget(deleteToo);
    row->addWidget(accept);
    return row;
}

void DeleteDialog::Private::ask()
{
    if (!session)
        return;
    if (ticket != 0)
        session->cancel(ticket);
    state = State::Asking;
    judge();
    ticket = session->propose(intent, q, [this, asked = ++question](const Result<Plan> &plan) {
        if (asked != question)
            return;
        ticket = 0;
        if (plan)
            showPlan(*plan);
        else
            showFailure(plan.error());
    });
}

void DeleteDialog::Private::showPlan(const Plan &plan)
{
    const DeletePreview &preview = plan.preview;
    const Schema &schema = session->schema();
    const qint64 chosen = preview.nodes.empty() ? static_cast<qint64>(intent.keys.size()) : preview.nodes.front().count;
    blocking = preview.blocking;
    state = blocking > 0 ? State::Blocked : State::Ready;
    title->setText(deletewords::question(schema.model(intent.model), chosen, plan.subject.label));
    sentence->setText(deletewords::totals(preview));
    showTotals(preview);
    if (blocking > 0)
        obstacle->say(NoteStrip::Level::Danger, deletewords::blockers(schema, preview),
                      deletewords::reasons(schema, preview), DeleteDialog::tr("Show them"));
    else
        obstacle->hide();
    if (preview.unforeseen)
        unforeseen->say(NoteStrip::Level::Warning, DeleteDialog::tr("More may happen than is shown."),
                        DeleteDialog::tr("The database runs triggers on these tables; what they do cannot be foreseen "
                                         "here, and Undo may not bring it back."));
    else
        unforeseen->hide();
    model.show(schema, preview);
    tree->expandAll();
    pages->setCurrentWidget(tree);
    judge();
}

void DeleteDialog::Private::showTotals(const DeletePreview &preview)
{
    deleted->setCount(preview.deleted, DeleteDialog::tr("deleted"));
    links->setCount(preview.linksRemoved,
                    preview.linksRemoved == 1 ? DeleteDialog::tr("link removed") : DeleteDialog::tr("links removed"));
    cleared->setCount(preview.cleared, DeleteDialog::tr("cleared"));
    blocks->setCount(preview.blocking, DeleteDialog::tr("blocking"));
}

void DeleteDialog::Private::forgetTotals()
{
    deleted->setUnknown(DeleteDialog::tr("deleted"));
    links->setUnknown(DeleteDialog::tr("links removed"));
    cleared->setUnknown(DeleteDialog::tr("cleared"));
    blocks->setUnknown(DeleteDialog::tr("blocking"));
}

void DeleteDialog::Private::showFailure(const Error &error)
{
    state = State::Failed;
    forgetTotals();
    unforeseen->hide();
    model.show(session->schema(), {});
    note->say(DeleteDialog::tr("There is nothing to show"), {}, {});
    pages->setCurrentWidget(note);
    sentence->setText(DeleteDialog::tr("Nothing was changed."));
    obstacle->say(NoteStrip::Level::Danger, DeleteDialog::tr("What hangs on it could not be read."), error.message,
                  DeleteDialog::tr("Try again"));
    obstacle->setToolTip(error.detail);
    judge();
}

void DeleteDialog::Private::showBlocker()
{
    const auto found = model.match(model.index(0, 0), EffectRole, QVariant::fromValue(Effect::Blocks), 1,
                                   Qt::MatchExactly | Qt::MatchRecursive);
    if (found.isEmpty())
        return;
    tree->expand(found.front());
    tree->setCurrentIndex(found.front());
    tree->scrollTo(found.front(), QAbstractItemView::PositionAtCenter);
    tree->setFocus();
}

/// The list is of what a new plan says: the one that is shown was not kept whole.
void DeleteDialog::Private::exportList()
{
    const QString name = deletewords::fileName(session->schema().model(intent.model));
    prompts->saveFile(q, DeleteDialog::tr("Export the list of what goes"),
                      DeleteDialog::tr("CSV (*.csv);;Text (*.txt)"), name, [this](const QString &file) {
                          if (!session || exporting)
                              return;
                          exporting = true;
                          exported->hide();
                          judge();
                          session->propose(intent, q, [this, file](const Result<Plan> &plan) {
                              if (plan)
                                  return save(*plan, file);
                              sayExport(NoteStrip::Level::Danger, DeleteDialog::tr("Nothing was saved."),
                                        plan.error().message);
                          });
                      });
}

void DeleteDialog::Private::save(const Plan &plan, const QString &file)
{
    const DeleteList whole(session->schema(), std::make_shared<const Plan>(plan));
    DeleteListSaver::save(whole, file, q, [this, file](const Done &saved) {
        if (saved)
            sayExport(NoteStrip::Level::Good, DeleteDialog::tr("The list is saved."), file);
        else
            sayExport(NoteStrip::Level::Danger, DeleteDialog::tr("Nothing was saved."), saved.error().message);
    });
}

void DeleteDialog::Private::sayExport(NoteStrip::Level level, const QString &lead, const QString &rest)
{
    exporting = false;
    exported->say(level, lead, rest);
    judge();
}

/// What can be pressed, and why not.
void DeleteDialog::Private::judge()
{
    accept->setEnabled(state == State::Ready);
    list->setEnabled(!exporting && (state == State::Ready || state == State::Blocked));
    list->setToolTip(exporting ? DeleteDialog::tr("The list is being saved…")
                               : DeleteDialog::tr("Model, key, label and what happens, of everything that goes"));
    deleteToo->setVisible(state == State::Blocked);
    QString reason;
    if (state == State::Blocked)
        reason = blocking == 1
            ? DeleteDialog::tr("Delete waits for the blocker")
            : DeleteDialog::tr("Delete waits for the %1 blockers", nullptr, static_cast<int>(blocking))
                  .arg(valuetext::number(blocking));
    else if (state == State::Asking)
        reason = DeleteDialog::tr("Looking at what hangs on it…");
    hint->setText(reason);
    accept->setToolTip(state == State::Ready ? QString() : reason);
    if (!cancel->hasFocus() && !tree->hasFocus() && !q->focusWidget())
        cancel->setFocus();
}

DeleteDialog::DeleteDialog(Session &session, Delete intent, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, session, std::move(intent)))
{
    setObjectName(u"deleteDialog"_s);
    setWindowTitle(tr("Delete instances"));
    setAccessibleName(tr("Delete instances"));
    setModal(true);
    d->build();
    d->title->setText(deletewords::question(session.schema().model(d->intent.model),
                                            std::max<qint64>(1, static_cast<qint64>(d->intent.keys.size())), {}));
    d->sentence->setText(tr("Nothing is changed before you press Delete."));
    d->note->say(tr("Looking at what hangs on it…"), {}, {});
    d->forgetTotals();

    connect(d->cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->list, &QPushButton::clicked, this, [this] { d->exportList(); });
    connect(d->deleteToo, &QPushButton::clicked, this, [this] {
        d->intent.blockers = Delete::Blockers::DeleteToo;
        d->cancel->setFocus();
        d->ask();
    });
    connect(d->accept, &QPushButton::clicked, this, [this] {
        const Delete intended = d->intent;
        accept();
        Q_EMIT confirmed(intended);
    });
    connect(d->obstacle, &NoteStrip::pressed, this, [this] {
        if (d->state == Private::State::Blocked)
            d->showBlocker();
        else
            d->ask();
    });
    // What is shown must be what would run.
    connect(&session.feed(), &ChangeFeed::committed, this, [this] {
        if (isVisible())
            d->ask();
    });
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    d->ask();
}

void DeleteDialog::setPrompts(Prompts *prompts) { d->prompts = prompts ? prompts : &d->ownPrompts; }

DeleteDialog::~DeleteDialog()
{
    if (d->session && d->ticket != 0)
        d->session->cancel(d->ticket);
}

} // namespace relata
