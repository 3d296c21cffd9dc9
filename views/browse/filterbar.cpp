#include "views/browse/filterbar.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

constexpr int filterDelay = 150; ///< ms after the last key

} // namespace

QuickFilter::QuickFilter(QWidget *parent) : QWidget(parent), m_edit(new QLineEdit(this)), m_timer(new QTimer(this))
{
    m_edit->setObjectName(u"instanceFilter"_s);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(glyphs::icon(u"view-filter"_s), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_edit);
    setFocusProxy(m_edit);
    m_timer->setSingleShot(true);
    m_timer->setInterval(filterDelay);
    connect(m_edit, &QLineEdit::textChanged, m_timer, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::returnPressed, this, &QuickFilter::settle);
    connect(m_timer, &QTimer::timeout, this, &QuickFilter::settle);
}

void QuickFilter::setText(const QString &text)
{
    m_settled = text;
    if (text == m_edit->text())
        return;
    m_edit->setText(text);
    m_timer->stop();
}

QString QuickFilter::text() const { return m_edit->text(); }

void QuickFilter::setModelName(const QString &name)
{
    m_edit->setPlaceholderText(name.isEmpty() ? QString() : tr("Filter %1").arg(name));
    m_edit->setEnabled(!name.isEmpty());
}

void QuickFilter::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void QuickFilter::settle()
{
    m_timer->stop();
    if (std::exchange(m_settled, m_edit->text()) != m_edit->text())
        Q_EMIT changed(m_edit->text());
}

bool QuickFilter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool clears = key == Qt::Key_Escape && !m_edit->text().isEmpty();
    if (event->type() == QEvent::ShortcutOverride) {
        if (clears)
            event->accept();
        return false;
    }
    if (clears) {
        m_edit->clear();
        settle();
        return true;
    }
    if (key == Qt::Key_Down) {
        settle();
        Q_EMIT leftDownwards();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

ViaChip::ViaChip(QWidget *parent) : QWidget(parent), m_text(new QLabel(this)), m_remove(new QToolButton(this))
{
    setObjectName(u"viaChip"_s);
    m_text->setTextFormat(Qt::RichText);
    m_remove->setObjectName(u"viaRemove"_s);
    m_remove->setIcon(glyphs::icon(u"edit-delete-remove"_s));
    m_remove->setAutoRaise(true);
    m_remove->setFixedSize(type::px(24), type::px(24));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(type::px(8), 1, type::px(2), 1);
    layout->setSpacing(type::px(4));
    layout->addWidget(m_text);
    layout->addWidget(m_remove);
    connect(m_remove, &QToolButton::clicked, this, &ViaChip::removed);
    setVisible(false);
}

void ViaChip::show(const QString &endName, const QString &label)
{
    setVisible(!endName.isEmpty());
    const QString bold = u"<b>"_s % endName.toHtmlEscaped() % u"</b>"_s;
    const QString shortLabel = type::elided(fontMetrics(), label.simplified(), Qt::ElideRight, type::px(280));
    m_text->setText(tr("%1 of %2").arg(bold, shortLabel.toHtmlEscaped()));
    m_text->setAccessibleName(tr("%1 of %2").arg(endName, label));
    m_text->setToolTip(label);
    m_remove->setText(tr("Show all instances"));
    m_remove->setToolTip(tr("Show all instances"));
    m_remove->setAccessibleName(tr("Remove “%1 of %2”: show all instances").arg(endName, label));
}

void ViaChip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    const Palette &colours = Palette::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.accent);
    painter.setBrush(colours.selected);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), type::px(5), type::px(5));
}

} // namespace relata
