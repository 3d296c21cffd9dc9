#include "views/parts/breadcrumb.h"

#include "views/parts/crumbbutton.h"
#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"
#include "views/parts/type.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <numeric>
#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

int crumbGap()
{
    return type::px(16); // holds the arrow between two steps
}

} // namespace

Breadcrumb::Breadcrumb(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"breadcrumb"_s);
    setAccessibleName(tr("Path"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_more = new QToolButton(this);
    m_more->setText(u"…"_s);
    m_more->setAutoRaise(true);
    m_more->setAccessibleName(tr("Steps between"));
    m_more->setToolTip(tr("Steps between"));
    m_more->hide();
    connect(m_more, &QToolButton::clicked, this, &Breadcrumb::openFold);
}

void Breadcrumb::setCrumbs(std::vector<Crumb> crumbs)
{
    if (crumbs == m_crumbs)
        return;
    m_crumbs = std::move(crumbs);
    // A step that was clicked may be the very sender: it goes when it has finished.
    for (QWidget *button : std::exchange(m_buttons, {})) {
        button->hide();
        button->deleteLater();
    }
    for (std::size_t i = 0; i < m_crumbs.size(); ++i) {
        const auto role = i + 1 == m_crumbs.size() ? CrumbButton::Role::Here : CrumbButton::Role::Link;
        auto *button = new CrumbButton(m_crumbs[i], role, this);
        if (role == CrumbButton::Role::Link)
            connect(button, &CrumbButton::clicked, this, [this, i] { Q_EMIT activated(static_cast<int>(i)); });
        m_buttons.push_back(button);
    }
    arrange();
}

Breadcrumb::Fold Breadcrumb::fold(const std::vector<int> &widths, int available, int foldWidth)
{
    int whole = std::accumulate(widths.begin(), widths.end(), 0);
    if (whole <= available || widths.size() < 3)
        return {};
    Fold fold{1, 1};
    whole += foldWidth;
    while (whole > available && fold.last + 1 < widths.size())
        whole -= widths[fold.last++];
    return fold;
}

void Breadcrumb::arrange()
{
    const int edge = type::px(6);
    std::vector<int> widths;
    for (QWidget *button : m_buttons)
        widths.push_back(button->sizeHint().width() + crumbGap());
    const int moreWidth = type::px(28);
    m_fold = fold(widths, width() - 2 * edge, moreWidth + crumbGap());
    m_more->setVisible(m_fold.last > m_fold.first);
    int x = edge;
    const auto place = [&](QWidget *widget, int wanted) {
        const int given = qMax(0, qMin(wanted, width() - edge - x));
        const QRect box(x, (height() - type::px(24)) / 2, given, type::px(24));
        widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), box));
        x += given + crumbGap();
    };
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const bool folded = i >= m_fold.first && i < m_fold.last;
        if (folded && i == m_fold.first)
            place(m_more, moreWidth);
        m_buttons[i]->setVisible(!folded);
        if (!folded)
            place(m_buttons[i], m_buttons[i]->sizeHint().width());
    }
    update();
}

void Breadcrumb::openFold()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = m_fold.first; i < m_fold.last; ++i) {
        QString text = static_cast<QAbstractButton *>(m_buttons[i])->text();
        menu->addAction(text.replace(u'&', "&&"_L1), this, [this, i] { Q_EMIT activated(static_cast<int>(i)); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void Breadcrumb::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    QPainter painter(this);
    stylepaint::box(painter, rect(), type::px(5), p.base, p.divider);
    const auto way = layoutDirection() == Qt::RightToLeft ? stylepaint::Arrow::Left : stylepaint::Arrow::Right;
    const auto between = [&](const QWidget *after) {
        const int x = layoutDirection() == Qt::RightToLeft ? after->geometry().left() - crumbGap()
                                                           : after->geometry().right() + 1;
        stylepaint::arrow(painter, QRect(x, 0, crumbGap(), height()), way, p.secondary);
    };
    for (std::size_t i = 0; i + 1 < m_buttons.size(); ++i) {
        const bool folded = i >= m_fold.first && i < m_fold.last;
        if (!folded)
            between(m_buttons[i]);
    }
    if (m_fold.last > m_fold.first)
        between(m_more);
}

void Breadcrumb::resizeEvent(QResizeEvent *) { arrange(); }

void Breadcrumb::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        arrange();
    QWidget::changeEvent(event);
}

QSize Breadcrumb::sizeHint() const { return {type::px(420), type::px(32)}; }

QSize Breadcrumb::minimumSizeHint() const { return {type::px(120), type::px(32)}; }

} // namespace relata
