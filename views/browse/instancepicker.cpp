#include "views/browse/instancepicker.h"

#include "items/candidateitemmodel.h"
#include "items/modelwords.h"
#include "items/valuetext.h"
#include "session/session.h"
#include "views/browse/candidatedelegate.h"
#include "views/browse/emptynote.h"
#include "views/parts/glyphs.h"
#include "views/parts/notestrip.h"
#include "views/parts/relatastyle.h"
#include "views/parts/type.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

class InstancePicker::Private
{
public:
    Private(InstancePicker *dialog, Session &of, InstanceRef what, EndId through);

    void build();
    [[nodiscard]] QLayout *head();
    [[nodiscard]] QLayout *footer();
    void search();
    void showFound();
    void showFailure(const Error &error);
    void judge();
    void link();
    [[nodiscard]] QString purpose() const;
    [[nodiscard]] const End &seen() const { return session->schema().end(end); }
    [[nodiscard]] const Model &other() const { return session->schema().model(seen().other); }
    [[nodiscard]] std::optional<Session::Candidate> current() const;

    InstancePicker *q;
    QPointer<Session> session;
    InstanceRef of;
    EndId end;
    CandidateItemModel model;
    CandidateDelegate delegate;
    QTimer typing; ///< 150 ms after the last key
    QLineEdit *field;
    QLabel *hint;
    QListView *list;
    EmptyNote *note;
    QStackedLayout *pages;
    NoteStrip *strip;
    QPushButton *create;
    QPushButton *cancel;
    QPushButton *accept;
};

InstancePicker::Private::Private(InstancePicker *dialog, Session &ofSession, InstanceRef what, EndId through)
    : q(dialog)
    , session(&ofSession)
    , of(std::move(what))
    , end(through)
    , model(ofSession, through, of.key)
    , field(new QLineEdit(dialog))
    , hint(new QLabel(dialog))
    , list(new QListView(dialog))
    , note(new EmptyNote(dialog))
    , pages(new QStackedLayout)
    , strip(new NoteStrip(dialog))
    , create(new QPushButton(glyphs::icon(u"list-add"_s), InstancePicker::tr("Create new…"), dialog))
    , cancel(new QPushButton(InstancePicker::tr("Cancel"), dialog))
    , accept(new QPushButton(InstancePicker::tr("Link"), dialog))
{}

void InstancePicker::Private::build()
{
    list->setObjectName(u"pickerList"_s);
    list->setAccessibleName(InstancePicker::tr("Candidates"));
    list->setModel(&model);
    list->setItemDelegate(&delegate);
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    pages->addWidget(note);
    pages->addWidget(list);
    strip->setObjectName(u"pickerStrip"_s);
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head());
    column->addLayout(pages, 1);
    auto *inset = new QHBoxLayout; // hidden, the strip leaves no gap
    inset->setContentsMargins(px(16), 0, px(16), 0);
    inset->addWidget(strip);
    column->addLayout(inset);
    column->addLayout(footer());
    q->resize(px(600), px(580));
}

QLayout *InstancePicker::Private::head()
{
    auto *glyph = new QLabel(q);
    glyph->setPixmap(glyphs::kindIcon(seen(), session->schema()).pixmap(px(24), px(16)));
    auto *words = new QLabel(purpose(), q);
    words->setTextFormat(Qt::RichText);
    words->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->setSpacing(px(8));
    line->addWidget(glyph);
    line->addWidget(words, 1);

    field->setObjectName(u"pickerSearch"_s);
    field->setAccessibleName(InstancePicker::tr("Search"));
    field->setPlaceholderText(InstancePicker::tr("Search %1").arg(modelwords::plural(other())));
    field->setClearButtonEnabled(true);
    field->addAction(glyphs::icon(u"edit-find"_s), QLineEdit::LeadingPosition);
    field->installEventFilter(q);
    hint->setFont(type::small());
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);

    auto *column = new QVBoxLayout;
    column->setContentsMargins(px(16), px(12), px(16), px(8));
    column->setSpacing(px(8));
    column->addLayout(line);
    column->addWidget(field);
    column->addWidget(hint);
    return column;
}

QLayout *InstancePicker::Private::footer()
{
    create->setObjectName(u"pickerCreate"_s);
    cancel->setObjectName(u"pickerCancel"_s);
    accept->setObjectName(u"pickerLink"_s);
    create->setAutoDefault(false);
    cancel->setAutoDefault(false);
    accept->setDefault(true);
    setLook(accept, ButtonLook::Primary);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(px(16), px(12), px(16), px(12));
    row->setSpacing(px(8));
    row->addWidget(create);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(accept);
    return row;
}

/// "The author of Post “Bridges that hum”", "One of the tags of Post “Bridges that hum”".
QString InstancePicker::Private::purpose() const
{
    const Model &near = session->schema().model(seen().model);
    const QString name = u"<b>"_s % seen().name.toHtmlEscaped() % u"</b>"_s;
    const QString whole = of.key.empty() ? InstancePicker::tr("the new %1").arg(near.name.toHtmlEscaped())
                                         : u"%1 “%2”"_s.arg(near.name.toHtmlEscaped(), of.label.toHtmlEscaped());
    return seen().isMany() ? InstancePicker::tr("One of the %1 of %2").arg(name, whole)
                           : InstancePicker::tr("The %1 of %2").arg(name, whole);
}

std::optional<Session::Candidate> InstancePicker::Private::current() const
{
    const QModelIndex index = list->currentIndex();
    return index.isValid() ? std::optional(model.candidate(index.row())) : std::nullopt;
}

void InstancePicker::Private::search()
{
    typing.stop();
    model.search(field->text().trimmed());
    hint->setText(InstancePicker::tr("Searching…"));
    judge();
}

void InstancePicker::Private::showFound()
{
    constexpr int mostAnswered = 50;
    const int found = model.rowCount();
    delegate.setHit(model.text());
    pages->setCurrentIndex(found == 0 ? 0 : 1);
    if (found == 0 && model.text().isEmpty())
        note->say(InstancePicker::tr("There are no %1 yet").arg(modelwords::plural(other())), {}, {});
    else if (found == 0)
        note->say(InstancePicker::tr("No %1 match").arg(modelwords::plural(other())),
                  InstancePicker::tr("“Create new…” keeps what you typed."), {});
    QString words = modelwords::counted(other(), found);
    if (found >= mostAnswered)
        words = InstancePicker::tr("The first %1 are shown. Type to narrow down.").arg(valuetext::number(mostAnswered));
    hint->setText(found == 0 ? QString() : words);
    // The first that can be linked without taking it from anybody.
    int best = 0;
    while (best < found && (model.candidate(best).linked || model.candidate(best).holder))
        ++best;
    list->setCurrentIndex(model.index(best < found ? best : 0));
    judge();
}

void InstancePicker::Private::showFailure(const Error &error)
{
    hint->setText(error.message);
    judge();
}

void InstancePicker::Private::judge()
{
    const auto chosen = current();
    const bool waits = typing.isActive() || model.isSearching();
    const bool taken = chosen && chosen->holder && !chosen->linked;
    accept->setText(taken ? InstancePicker::tr("Move the link here") : InstancePicker::tr("Link"));
    accept->setAccessibleName(accept->text());
    accept->setEnabled(!waits && chosen && !chosen->linked);
    QString reason;
    if (chosen && chosen->linked)
        reason = InstancePicker::tr("It is linked already.");
    else if (!chosen)
        reason = InstancePicker::tr("Choose one first.");
    accept->setToolTip(reason);
    if (taken)
        strip->say(NoteStrip::Level::Warning, InstancePicker::tr("Taken by “%1”,").arg(chosen->holder->label),
                   InstancePicker::tr("which would then have no %1.").arg(seen().name));
    else
        strip->hide();
}

void InstancePicker::Private::link()
{
    const auto chosen = current();
    if (!chosen || !accept->isEnabled())
        return;
    const Move move = chosen->holder ? Move::Yes : Move::No;
    q->accept();
    Q_EMIT q->chosen(chosen->instance, move);
}

InstancePicker::InstancePicker(Session &session, InstanceRef of, EndId end, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, session, std::move(of), end))
{
    setObjectName(u"instancePicker"_s);
    setWindowTitle(tr("Choose %1").arg(d->other().name));
    setAccessibleName(windowTitle());
    setModal(true);
    d->build();
    d->typing.setSingleShot(true);
    d->typing.setInterval(150);

    connect(d->field, &QLineEdit::textChanged, this, [this] {
        d->typing.start();
        d->judge();
    });
    connect(&d->typing, &QTimer::timeout, this, [this] { d->search(); });
    connect(&d->model, &CandidateItemModel::searched, this, [this] { d->showFound(); });
    connect(&d->model, &CandidateItemModel::failed, this, [this](const Error &error) { d->showFailure(error); });
    connect(d->list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { d->judge(); });
    connect(d->list, &QListView::doubleClicked, this, [this] { d->link(); });
    connect(d->accept, &QPushButton::clicked, this, [this] { d->link(); });
    connect(d->cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->create, &QPushButton::clicked, this, [this] {
        const QString typed = d->field->text().trimmed();
        reject();
        Q_EMIT createRequested(typed);
    });
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    d->note->say(tr("Searching…"), {}, {});
    d->search();
    d->field->setFocus();
}

InstancePicker::~InstancePicker() = default;

/// Arrow keys in the search move the list: the hand stays where it types.
bool InstancePicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(d->list, event);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace relata
