#include "views/parts/crumbbutton.h"

#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"
#include "views/parts/type.h"

#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;

CrumbButton::CrumbButton(const Breadcrumb::Crumb &crumb, Role role, QWidget *parent)
    : QAbstractButton(parent), m_crumb(crumb), m_role(role)
{
    QStringList words;
    for (const QString &word : {crumb.prefix, crumb.label, crumb.suffix}) {
        if (!word.isEmpty())
            words += word;
    }
    const QString whole = words.join(u' ');
    setText(whole);
    setAccessibleName(whole);
    setToolTip(whole.toHtmlEscaped());
    if (role == Role::Link) {
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }
}

QFont CrumbButton::labelFont() const { return m_role == Role::Here ? type::strong() : font(); }

QSize CrumbButton::sizeHint() const
{
    const QFontMetrics plain(font());
    int width = QFontMetrics(labelFont()).horizontalAdvance(m_crumb.label) + 2 * type::px(6);
    for (const QString &word : {m_crumb.prefix, m_crumb.suffix}) {
        if (!word.isEmpty())
            width += plain.horizontalAdvance(word) + type::px(6);
    }
    return {width, type::px(24)};
}

void CrumbButton::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    QPainter painter(this);
    if (hasFocus())
        stylepaint::box(painter, rect(), type::px(4), {}, p.accent, 2);
    const int edge = type::px(6);
    int room = width() - 2 * edge;
    int x = edge;
    const auto draw = [&](const QString &word, const QFont &font, const QColor &colour) {
        if (word.isEmpty() || room <= 0)
            return;
        const QFontMetrics metrics(font);
        const QString shown = type::elided(metrics, word, Qt::ElideRight, room);
        const int advance = metrics.horizontalAdvance(shown);
        painter.setFont(font);
        painter.setPen(colour);
        const QRect box = QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, advance + 1, height()));
        painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x += advance + edge;
        room -= advance + edge;
    };
    QFont label = labelFont();
    label.setUnderline(m_role == Role::Link && underMouse());
    draw(m_crumb.prefix, font(), p.secondary);
    draw(m_crumb.label, label, m_role == Role::Link ? p.link : p.text);
    draw(m_crumb.suffix, font(), p.secondary);
}

void CrumbButton::enterEvent(QEnterEvent *) { update(); }

void CrumbButton::leaveEvent(QEvent *) { update(); }

} // namespace relata
