#include "views/startpage.h"

#include "views/actions.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"
#include "views/parts/type.h"
#include "views/recentfiles.h"
#include "views/startcard.h"

#include <QAction>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

/// The frame around the recent list, and 1 px between its rows.
class RecentFrame final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        stylepaint::box(painter, rect(), px(5), Palette::current().divider, Palette::current().divider);
    }
};

QString startAgo(const QDateTime &utc)
{
    const qint64 minutes = utc.secsTo(QDateTime::currentDateTimeUtc()) / 60;
    const QDateTime local = utc.toLocalTime();
    if (minutes < 1)
        return StartPage::tr("just now");
    if (minutes == 1)
        return StartPage::tr("a minute ago");
    if (minutes < 60)
        return StartPage::tr("%1 minutes ago").arg(minutes);
    if (local.date() == QDate::currentDate())
        return StartPage::tr("today, %1").arg(QLocale().toString(local.time(), QLocale::ShortFormat));
    if (local.date().addDays(1) == QDate::currentDate())
        return StartPage::tr("yesterday");
    return QLocale().toString(local.date(), QLocale::ShortFormat);
}

QLabel *startLabel(const QString &text, const QFont &font, QPalette::ColorRole role, QWidget *parent)
{
    auto *made = new QLabel(text, parent);
    made->setFont(font);
    made->setForegroundRole(role);
    return made;
}

} // namespace

StartPage::StartPage(const Actions &actions, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"startPage"_s);
    setAccessibleName(tr("Start"));

    auto *ways = new QVBoxLayout;
    ways->setSpacing(px(8));
    auto *head = new QHBoxLayout;
    head->setSpacing(px(16));
    auto *sign = new QLabel(this);
    const int size = px(56);
    sign->setPixmap(QIcon(u":/icons/relata.svg"_s).pixmap(QSize(size, size), devicePixelRatioF()));
    head->addWidget(sign);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    QFont name = type::title();
    name.setPointSizeF(name.pointSizeF() * 1.45);
    names->addWidget(startLabel(u"Relata"_s, name, QPalette::WindowText, this));
    names->addWidget(startLabel(tr("Data and how it hangs together"), font(), QPalette::PlaceholderText, this));
    head->addLayout(names, 1);
    ways->addLayout(head);
    ways->addSpacing(px(20));
    addCard(ways, actions.newDatabase, tr("New database…"), tr("Models and relationships, drawn up here"));
    addCard(ways, actions.openDatabase, tr("Open…"), tr("Any SQLite file"));
    addCard(ways, actions.openReadOnly, tr("Open read-only…"), tr("Look, and change nothing"));
    addCard(ways, actions.openSample, tr("Open the sample blog"), tr("6 models and their relationships, ready to try"));
    ways->addSpacing(px(8));
    ways->addWidget(
        startLabel(tr("Or drop a file anywhere in this window."), type::small(), QPalette::PlaceholderText, this));
    ways->addStretch(1);

    auto *recent = new QVBoxLayout;
    recent->setSpacing(px(12));
    auto *top = new QHBoxLayout;
    top->addWidget(startLabel(tr("Recent"), type::title(), QPalette::WindowText, this), 1);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"recentFilter"_s);
    m_filter->setPlaceholderText(tr("Filter recent"));
    m_filter->setAccessibleName(tr("Filter recent"));
    m_filter->addAction(glyphs::icon(u"edit-find"_s), QLineEdit::LeadingPosition);
    m_filter->setFixedWidth(px(180));
    top->addWidget(m_filter);
    recent->addSpacing(px(8));
    recent->addLayout(top);
    m_rows = new RecentFrame(this);
    recent->addWidget(m_rows);
    m_none = startLabel({}, font(), QPalette::PlaceholderText, this);
    m_none->setWordWrap(true);
    recent->addWidget(m_none);
    m_clear = new QToolButton(this);
    m_clear->setText(tr("Clear list"));
    m_clear->setIcon(glyphs::icon(u"edit-clear-history"_s));
    m_clear->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_clear->setAutoRaise(true);
    recent->addWidget(m_clear, 0, Qt::AlignTrailing);
    recent->addStretch(1);

    auto *columns = new QHBoxLayout;
    columns->setSpacing(px(32));
    columns->addStretch(1);
    columns->addLayout(ways, 4);
    columns->addLayout(recent, 7);
    columns->addStretch(1);
    auto *all = new QWidget;
    auto *page = new QVBoxLayout(all);
    page->setContentsMargins(px(24), px(24), px(24), px(24));
    page->addStretch(2);
    page->addLayout(columns);
    page->addStretch(3);
    // In a small window, or with a large font, it is taller than the window.
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(all);
    all->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(scroll);

    connect(m_filter, &QLineEdit::textChanged, this, &StartPage::listRecent);
    connect(m_clear, &QToolButton::clicked, this, &StartPage::clearRecent);
    refresh();
}

void StartPage::addCard(QVBoxLayout *column, QAction *action, const QString &title, const QString &words)
{
    const QString icons[] = {u"document-new"_s, u"document-open"_s, u"object-locked"_s, u"media-playback-start"_s};
    const int place = qBound(0, column->count() - 2, 3);
    auto *card = new StartCard(icons[place], title, words, StartCard::Frame::Own, this);
    const auto showKeys = [card, action] { card->setNote(action->shortcut().toString(QKeySequence::NativeText)); };
    showKeys();
    connect(action, &QAction::changed, card, showKeys);
    connect(card, &StartCard::clicked, action, &QAction::trigger);
    column->addWidget(card);
}

void StartPage::refresh() { listRecent(); }

void StartPage::listRecent()
{
    const QList<QWidget *> old = m_rows->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *row : old) {
        row->hide();
        row->deleteLater();
    }
    delete m_rows->layout();
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(1);
    const auto entries = recentfiles::all();
    int shown = 0;
    for (const recentfiles::Entry &entry : entries) {
        if (!entry.path.contains(m_filter->text(), Qt::CaseInsensitive))
            continue;
        ++shown;
        auto *card = new StartCard(u"server-database"_s, entry.name(), entry.folder(), StartCard::Frame::Row, m_rows);
        card->setToolTip(entry.path.toHtmlEscaped());
        column->addWidget(card);
        if (entry.exists) {
            card->setNote(startAgo(entry.opened));
            connect(card, &StartCard::clicked, this, [this, path = entry.path] { Q_EMIT openRequested(path); });
            continue;
        }
        card->setWarning(tr("not found"));
        auto *locate = new QPushButton(tr("Locate…"), card);
        locate->setAccessibleName(tr("Locate %1…").arg(entry.name()));
        auto *side = new QHBoxLayout(card);
        side->addWidget(locate, 0, Qt::AlignTrailing | Qt::AlignVCenter);
        card->setReserve(locate->sizeHint().width() + px(8));
        connect(locate, &QPushButton::clicked, this, [this, path = entry.path] { Q_EMIT locateRequested(path); });
        connect(card, &StartCard::clicked, locate, &QPushButton::click);
    }
    m_rows->setVisible(shown > 0);
    m_clear->setVisible(!entries.empty());
    m_filter->setVisible(!entries.empty());
    m_none->setVisible(shown == 0);
    m_none->setText(entries.empty() ? tr("Databases that you open will be listed here.")
                                    : tr("No recent database matches."));
}

void StartPage::clearRecent()
{
    recentfiles::clear();
    m_filter->clear();
    refresh();
}

void StartPage::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

} // namespace relata
