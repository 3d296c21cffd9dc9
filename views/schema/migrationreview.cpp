#include "views/schema/migrationreview.h"

#include "items/migrationitemmodel.h"
#include "views/help/codeview.h"
#include "views/parts/glyphs.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/parts/relatastyle.h"
#include "views/parts/screenfit.h"
#include "views/parts/wholefile.h"
#include "views/schema/migrationdelegate.h"
#include "views/schema/migrationdesk.h"
#include "views/schema/migrationproblemview.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

/// Where a person is on a page that is made anew: who has the keyboard, what stands there, how far it is scrolled.
class PagePlace
{
public:
    explicit PagePlace(const QScrollArea &page) : m_scrolled(page.verticalScrollBar()->value())
    {
        const QWidget *focused = QApplication::focusWidget();
        if (!focused || !page.widget() || !page.widget()->isAncestorOf(focused))
            return;
        m_name = focused->objectName();
        if (const auto *line = qobject_cast<const QLineEdit *>(focused)) {
            m_text = line->text();
            m_caret = line->cursorPosition();
        }
    }

    /// Nothing where the page is another one.
    void giveBack(const QScrollArea &page) const
    {
        auto *again = m_name.isEmpty() ? nullptr : page.widget()->findChild<QWidget *>(m_name);
        if (!again)
            return;
        again->setFocus(Qt::OtherFocusReason);
        if (auto *line = qobject_cast<QLineEdit *>(again)) {
            line->setText(m_text);
            line->setCursorPosition(m_caret);
        }
        page.verticalScrollBar()->setValue(m_scrolled);
    }

private:
    int m_scrolled;
    QString m_name;
    QString m_text;
    int m_caret = 0;
};

} // namespace

class MigrationReview::Private
{
public:
    Private(MigrationReview *review, MigrationDesk &of, Prompts &questions, MigrationIntent wanted,
            MigrationPlan first);

    void build(const QString &name);
    [[nodiscard]] QLayout *head();
    [[nodiscard]] QWidget *middle();
    [[nodiscard]] QLayout *footer();
    void replan();
    void showPlan();
    void showChosen();
    void addLoss(const MigrationStep &step, QVBoxLayout *column);
    void addSql(QVBoxLayout *column);
    void judge();
    void apply();
    void saveSql();

    MigrationReview *q;
    MigrationDesk &desk;
    Prompts &prompts;
    MigrationIntent intent;
    MigrationPlan plan;
    QSet<QString> agreed;
    QSet<QString> withdrawn; ///< choices of the plan that do not stand any more
    quint64 question = 0; ///< tells the awaited plan from late ones
    bool planning = false;
    bool applying = false;

    MigrationItemModel model;
    QString database;
    QLabel *title;
    QLabel *summary;
    MessageStrip *strip;
    QListView *list;
    QScrollArea *page;
    QLabel *backup;
    QLabel *hint;
    QPushButton *cancel;
    QPushButton *save;
    QPushButton *accept;
};

MigrationReview::Private::Private(MigrationReview *review, MigrationDesk &of, Prompts &questions,
                                  MigrationIntent wanted, MigrationPlan first)
    : q(review)
    , desk(of)
    , prompts(questions)
    , intent(std::move(wanted))
    , plan(std::move(first))
    , title(new QLabel(review))
    , summary(new QLabel(review))
    , strip(new MessageStrip(review))
    , list(new QListView(review))
    , page(new QScrollArea(review))
    , backup(new QLabel(review))
    , hint(new QLabel(review))
    , cancel(new QPushButton(MigrationReview::tr("Cancel"), review))
    , save(new QPushButton(MigrationReview::tr("Save as &SQL…"), review))
    , accept(new QPushButton(review))
{}

void MigrationReview::Private::build(const QString &name)
{
    database = name;
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head());
    column->addWidget(strip);
    column->addWidget(middle(), 1);
    column->addLayout(footer());
    strip->hide();
    resizeOnScreen(*q, QSize(px(1110), px(800)));
}

QLayout *MigrationReview::Private::head()
{
    title->setFont(type::title());
    title->setWordWrap(true);
    summary->setWordWrap(true);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(px(20), px(16), px(20), px(12));
    column->setSpacing(px(4));
    column->addWidget(title);
    column->addWidget(summary);
    return column;
}

QWidget *MigrationReview::Private::middle()
{
    list->setObjectName(u"migrationChanges"_s);
    list->setAccessibleName(MigrationReview::tr("Changes to apply"));
    list->setModel(&model);
    list->setItemDelegate(new MigrationDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    page->setFrameShape(QFrame::NoFrame);
    page->setWidgetResizable(true);
    auto *split = new QSplitter(q);
    split->setChildrenCollapsible(false);
    split->addWidget(list);
    split->addWidget(page);
    split->setSizes({px(363), px(740)});
    split->setStretchFactor(1, 1);
    return split;
}

QLayout *MigrationReview::Private::footer()
{
    hint->setFont(type::strong());
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    backup->setForegroundRole(QPalette::PlaceholderText);
    backup->setWordWrap(true);
    for (QPushButton *button : {cancel, save, accept})
        button->setAutoDefault(false);
    accept->setObjectName(u"migrationApply"_s);
    save->setObjectName(u"migrationSaveSql"_s);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(px(20), px(12), px(20), px(12));
    row->setSpacing(px(8));
    row->addWidget(backup, 1);
    row->addWidget(hint, 1);
    row->addWidget(cancel);
    row->addWidget(save);
    row->addWidget(accept);
    return row;
}

void MigrationReview::Private::replan()
{
    planning = true;
    judge();
    desk.plan(intent, q, [this, asked = ++question](const Result<MigrationPlan> &answer) {
        if (asked != question)
            return;
        planning = false;
        if (answer) {
            plan = *answer;
            showPlan();
        } else {
            strip->say(MessageStrip::Level::Error, answer.error().message, {}, answer.error().detail);
        }
        judge();
    });
}

void MigrationReview::Private::showPlan()
{
    const int count = static_cast<int>(plan.steps.size());
    title->setText(count == 1 ? MigrationReview::tr("1 change to %1").arg(database)
                              : MigrationReview::tr("%1 changes to %2").arg(count).arg(database));
    model.show(plan, agreed);
    if (!list->currentIndex().isValid() && count > 0) {
        // What waits for the person comes first.
        int first = 0;
        while (first < count - 1 && model.row(first).state == MigrationState::Safe)
            ++first;
        list->setCurrentIndex(model.index(model.row(first).state == MigrationState::Safe ? 0 : first));
    } else {
        showChosen();
    }
    backup->setText(plan.backup ? MigrationReview::tr("A backup of the database is made first, because data is lost.")
                                : MigrationReview::tr("Nothing is lost, so no backup is made. If anything fails, the "
                                                      "database stays as it is."));
    judge();
}

void MigrationReview::Private::showChosen()
{
    const int row = list->currentIndex().row();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(px(20), px(14), px(20), px(14));
    column->setSpacing(px(10));
    if (row >= 0 && row < static_cast<int>(plan.steps.size())) {
        const auto number = static_cast<std::size_t>(row);
        auto *words = new QLabel(plan.steps[number].words, content);
        words->setFont(type::detail());
        words->setWordWrap(true);
        column->addWidget(words);
        bool any = false;
        for (MigrationProblem problem : plan.problems) {
            if (problem.difference != number)
                continue;
            any = true;
            if (withdrawn.contains(problem.id)) {
                problem.chosen.reset();
                problem.deletes.reset();
            }
            auto *view = new MigrationProblemView(plan, problem, content);
            column->addWidget(view);
            QObject::connect(view, &MigrationProblemView::chosen, q, [this](const QString &id, const Remedy &remedy) {
                intent.remedies[id] = remedy;
                withdrawn.remove(id);
                replan();
            });
            QObject::connect(view, &MigrationProblemView::undecided, q, [this](const QString &id) {
                if (intent.remedies.erase(id) > 0)
                    withdrawn.insert(id);
                // An answer to what stood there before must not make the page anew under the person's hands.
                ++question;
                planning = false;
                judge();
            });
        }
        if (!plan.steps[number].lossName.isEmpty())
            addLoss(plan.steps[number], column);
        else if (!any)
            column->addWidget(new QLabel(plan.steps[number].risk == MigrationRisk::Checked
                                             ? MigrationReview::tr("The rows were looked at: all of them fit.")
                                             : MigrationReview::tr("No row can be lost or refused by this."),
                                         content));
    }
    addSql(column);
    column->addStretch(1);
    const PagePlace place(*page);
    page->setWidget(content);
    place.giveBack(*page);
}

void MigrationReview::Private::addLoss(const MigrationStep &step, QVBoxLayout *column)
{
    auto *words = new QLabel(lossWords(step), page);
    words->setForegroundRole(QPalette::BrightText);
    words->setFont(type::strong());
    words->setWordWrap(true);
    column->addWidget(words);
    auto *label = new QLabel(MigrationReview::tr("To agree to this, type “%1”:").arg(step.lossName), page);
    auto *edit = new QLineEdit(page);
    edit->setObjectName(u"migrationLossName"_s);
    edit->setAccessibleName(label->text());
    label->setBuddy(edit);
    edit->setMaximumWidth(px(320));
    if (agreed.contains(step.lossName))
        edit->setText(step.lossName);
    column->addWidget(label);
    column->addWidget(edit);
    QObject::connect(edit, &QLineEdit::textChanged, q, [this, name = step.lossName](const QString &text) {
        if (text == name)
            agreed.insert(name);
        else
            agreed.remove(name);
        model.show(plan, agreed);
        judge();
    });
}

void MigrationReview::Private::addSql(QVBoxLayout *column)
{
    auto *head = new QHBoxLayout;
    auto *label = new QLabel(MigrationReview::tr("SQL"), page);
    label->setFont(type::strong());
    auto *words = new QLabel(MigrationReview::tr("all that will run, in one transaction"), page);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto *copy = new QPushButton(MigrationReview::tr("Copy"), page);
    copy->setAutoDefault(false);
    head->addWidget(label);
    head->addWidget(words, 1);
    head->addWidget(copy);
    column->addSpacing(px(4));
    column->addLayout(head);
    auto *code = new CodeView(page);
    code->setAccessibleName(MigrationReview::tr("SQL"));
    code->setCode(plan.sql.empty() ? MigrationReview::tr("-- nothing is written before every decision is made")
                                   : QStringList(plan.sql.begin(), plan.sql.end()).join(u'\n'),
                  guide::Language::Sql);
    column->addWidget(code);
    QObject::connect(copy, &QPushButton::clicked, code, [code] { QApplication::clipboard()->setText(code->code()); });
}

void MigrationReview::Private::judge()
{
    const int count = static_cast<int>(plan.steps.size());
    auto decisions = static_cast<int>(withdrawn.size());
    int losses = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        decisions += model.row(row).state == MigrationState::NeedsDecision ? 1 : 0;
        losses += model.row(row).state == MigrationState::LosesData ? 1 : 0;
    }
    QString reason;
    if (applying)
        reason = MigrationReview::tr("Applying…");
    else if (planning)
        reason = MigrationReview::tr("Looking at the data…");
    else if (decisions > 0)
        reason = decisions == 1 ? MigrationReview::tr("1 decision left")
                                : MigrationReview::tr("%1 decisions left").arg(decisions);
    else if (losses > 0)
        reason = losses == 1 ? MigrationReview::tr("1 loss to agree to")
                             : MigrationReview::tr("%1 losses to agree to").arg(losses);
    else if (count == 0)
        reason = MigrationReview::tr("Nothing differs any more.");
    QStringList parts;
    if (decisions > 0)
        parts.append(decisions == 1 ? MigrationReview::tr("1 change needs a decision")
                                    : MigrationReview::tr("%1 changes need a decision").arg(decisions));
    if (losses > 0)
        parts.append(losses == 1 ? MigrationReview::tr("1 change loses data")
                                 : MigrationReview::tr("%1 changes lose data").arg(losses));
    QStringList sentences{parts.isEmpty()
                              ? MigrationReview::tr("Checked against the data. Everything is ready.")
                              : MigrationReview::tr("Checked against the data. %1.").arg(parts.join(u", "_s))};
    sentences.append(plan.notes);
    summary->setText(sentences.join(u' '));
    hint->setText(reason);
    hint->setVisible(!reason.isEmpty());
    QPalette tinted = hint->palette();
    tinted.setColor(QPalette::WindowText, Palette::current().warning);
    hint->setPalette(tinted);
    accept->setText(count == 1 ? MigrationReview::tr("&Apply 1 change")
                               : MigrationReview::tr("&Apply %1 changes").arg(count));
    accept->setEnabled(reason.isEmpty());
    accept->setToolTip(reason);
    setLook(accept, losesAny(plan) ? ButtonLook::Danger : ButtonLook::Primary);
    save->setEnabled(!plan.sql.empty() && !planning);
    list->setEnabled(!applying);
    page->setEnabled(!applying);
    cancel->setEnabled(!applying);
}

void MigrationReview::Private::apply()
{
    applying = true;
    judge();
    MigrationIntent whole = intent;
    whole.told = plan.facts();
    whole.loss = losesAny(plan) ? MigrationIntent::Loss::Allow : MigrationIntent::Loss::Refuse;
    const int count = static_cast<int>(plan.steps.size());
    desk.apply(whole, q, [this, count](const Result<MigrationOutcome> &outcome) {
        applying = false;
        judge();
        if (!outcome) {
            strip->say(MessageStrip::Level::Error, outcome.error().message, {}, outcome.error().detail);
            strip->show();
            // Others may have changed what the plan was made of.
            replan();
            return;
        }
        q->accept();
        Q_EMIT q->applied(*outcome, count);
    });
}

void MigrationReview::Private::saveSql()
{
    const QString name = database.section(u'.', 0, 0) % u".sql"_s;
    prompts.saveFile(q, MigrationReview::tr("Save as SQL"), MigrationReview::tr("SQL (*.sql);;All files (*)"), name,
                     [this](const QString &path) {
                         const QString text = QStringList(plan.sql.begin(), plan.sql.end()).join(u'\n') % u'\n';
                         if (const Done done = writeWholeFile(path, text.toUtf8()); !done) {
                             strip->say(MessageStrip::Level::Error, done.error().message);
                             strip->show();
                         }
                     });
}

MigrationReview::MigrationReview(MigrationDesk &desk, Prompts &prompts, const QString &database, MigrationIntent intent,
                                 MigrationPlan plan, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, desk, prompts, std::move(intent), std::move(plan)))
{
    setObjectName(u"migrationReview"_s);
    setWindowTitle(tr("Review changes"));
    setAccessibleName(tr("Review changes"));
    setModal(true);
    d->build(database);
    connect(d->list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { d->showChosen(); });
    connect(d->strip, &MessageStrip::shown, d->strip, &QWidget::show);
    connect(d->strip, &MessageStrip::dismissed, d->strip, &QWidget::hide);
    connect(d->cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->save, &QPushButton::clicked, this, [this] { d->saveSql(); });
    connect(d->accept, &QPushButton::clicked, this, [this] { d->apply(); });
    d->showPlan();
    d->list->setFocus();
}

MigrationReview::~MigrationReview() = default;

const MigrationIntent &MigrationReview::intent() const { return d->intent; }

void MigrationReview::reject()
{
    // What is being written cannot be called back.
    if (!d->applying)
        QDialog::reject();
}

} // namespace relata
