#include "views/browse/linkfield.h"

#include "items/modelwords.h"
#include "items/valuetext.h"
#include "views/browse/chipbutton.h"
#include "views/browse/flowlayout.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// Links of a to-many end are counted no further.
constexpr qint64 linksCountedAtMost = 1000;

QToolButton *linkButton(const QString &icon, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(glyphs::icon(icon));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setAutoRaise(true);
    button->setFixedSize(type::px(26), type::px(26));
    return button;
}

QString countText(qint64 count)
{
    return count > linksCountedAtMost ? QString(valuetext::number(linksCountedAtMost) % u'+')
                                      : valuetext::number(count);
}

} // namespace

LinkField::LinkField(const Schema &schema, EndId end, QWidget *parent)
    : QWidget(parent)
    , m_schema(schema)
    , m_end(end)
    , m_name(schema.end(end).name)
    , m_frame(new QWidget(this))
    , m_chips(new QWidget(m_frame))
    , m_flow(new FlowLayout(type::px(4), m_chips))
    , m_nothing(new QLabel(tr("null"), m_frame))
    , m_problem(new QLabel(this))
{
    const bool many = schema.end(end).isMany();
    m_unlink = linkButton(u"remove-link"_s, tr("Unlink %1").arg(m_name), m_frame);
    m_choose = many ? linkButton(u"list-add"_s, tr("Link %1…").arg(m_name), m_frame)
                    : linkButton(u"go-down"_s, tr("Choose %1…").arg(m_name), m_frame);
    m_all = new ChipButton(ChipButton::Look::Link, {}, this);
    QFont italic = font();
    italic.setItalic(true);
    m_nothing->setFont(many ? font() : italic);
    m_nothing->setText(many ? tr("none") : tr("null"));
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setAccessibleName(tr("%1: %2").arg(m_name, m_nothing->text()));
    m_flow->setContentsMargins({});
    m_problem->setFont(type::small());
    m_problem->setForegroundRole(QPalette::BrightText);
    m_problem->setWordWrap(true);
    m_problem->setObjectName(u"problem"_s);
    m_problem->hide();

    auto *row = new QHBoxLayout(m_frame);
    row->setContentsMargins(type::px(6), type::px(3), type::px(2), type::px(3));
    row->setSpacing(type::px(2));
    row->addWidget(m_nothing, 1);
    row->addWidget(m_chips, 1);
    row->addWidget(m_unlink, 0, Qt::AlignTop);
    row->addWidget(m_choose, 0, Qt::AlignTop);
    m_frame->setMinimumHeight(type::px(30));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(type::px(2));
    column->addWidget(m_frame);
    column->addWidget(m_all, 0, Qt::AlignLeft);
    column->addWidget(m_problem);
    setAccessibleName(m_name);

    connect(m_choose, &QToolButton::clicked, this, &LinkField::chooseRequested);
    connect(m_all, &ChipButton::clicked, this, &LinkField::branchRequested);
    connect(m_unlink, &QToolButton::clicked, this, [this] {
        const bool chosen = m_chosen && *m_chosen;
        if (chosen)
            Q_EMIT unlinkRequested(**m_chosen);
        else if (!m_links.first.empty())
            Q_EMIT unlinkRequested(m_links.first.front());
    });
    rebuild();
}

bool LinkField::isToOne() const { return !m_schema.end(m_end).isMany(); }

void LinkField::setLinks(const Links &links)
{
    if (links == m_links)
        return;
    m_links = links;
    rebuild();
}

void LinkField::setChosen(const std::optional<std::optional<InstanceRef>> &chosen)
{
    if (chosen == m_chosen)
        return;
    m_chosen = chosen;
    rebuild();
}

void LinkField::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    rebuild();
}

void LinkField::setNewInstance(bool isNew)
{
    m_new = isNew;
    rebuild();
}

void LinkField::setProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    update();
}

void LinkField::addChip(const InstanceRef &to)
{
    const QString label = to.missing ? tr("key %1 not found").arg(keyText(to.key)) : to.label.simplified();
    const auto look =
        to.missing ? ChipButton::Look::Missing : (isToOne() ? ChipButton::Look::ToOne : ChipButton::Look::ToMany);
    auto *chip = new ChipButton(look, label.isEmpty() ? keyText(to.key) : label, m_chips);
    chip->setAccessibleName(tr("%1: %2").arg(m_name, chip->text()));
    chip->setToolTip(to.missing ? tr("The instance with this key does not exist.")
                                : tr("%1\nOpens it; Del unlinks it.").arg(chip->text()));
    m_flow->addWidget(chip);
    connect(chip, &ChipButton::clicked, this, [this, to] {
        if (!to.missing)
            Q_EMIT followRequested(to);
    });
    connect(chip, &ChipButton::unlinkRequested, this, [this, to] {
        if (m_readOnly.isEmpty() && !m_unlink->property("required").toBool())
            Q_EMIT unlinkRequested(to);
    });
    chip->show();
}

void LinkField::rebuild()
{
    // Deleted later: one of them may be what was just pressed.
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int shown = 0;
    if (m_chosen) {
        if (*m_chosen) {
            addChip(**m_chosen);
            ++shown;
        }
    } else {
        for (const InstanceRef &to : m_links.first) {
            if (shown == (isToOne() ? 1 : chipsAtMost))
                break;
            addChip(to);
            ++shown;
        }
    }
    const End &end = m_schema.end(m_end);
    const bool required = end.holdsKey() && m_schema.isRequired(end.reference);
    const bool waits = m_new && !end.holdsKey();
    m_nothing->setVisible(shown == 0);
    m_nothing->setText(isToOne() ? (waits ? tr("after saving") : tr("null"))
                                 : (waits ? tr("after saving") : tr("none")));
    m_chips->setVisible(shown > 0);
    m_unlink->setProperty("required", required);
    m_unlink->setVisible(isToOne() && shown > 0 && !required && m_readOnly.isEmpty());
    m_choose->setEnabled(m_readOnly.isEmpty() && !waits);
    m_choose->setToolTip(m_readOnly.isEmpty() ? m_choose->text() : m_readOnly);
    m_all->setVisible(!isToOne() && m_links.count > 0);
    const QString what = m_links.count == 1 ? modelwords::singular(m_schema.model(end.other)) : m_name;
    const QChar onward = layoutDirection() == Qt::RightToLeft ? u'←' : u'→';
    m_all->setText(u"%1 %2 %3"_s.arg(countText(m_links.count), what, onward));
    m_all->updateGeometry();
    updateGeometry();
    update();
}

void LinkField::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    const Palette &colours = Palette::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool locked = !m_readOnly.isEmpty();
    const bool refused = !m_problem->isHidden();
    const qreal width = refused ? 2 : 1;
    painter.setPen(QPen(refused ? colours.danger : (locked ? colours.divider : colours.outline), width));
    painter.setBrush(locked ? colours.window : colours.base);
    const QRectF box = QRectF(m_frame->geometry()).adjusted(width / 2, width / 2, -width / 2, -width / 2);
    painter.drawRoundedRect(box, type::px(5), type::px(5));
}

} // namespace relata
