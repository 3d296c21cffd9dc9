#include "views/browse/instancecard.h"

#include "items/valuetext.h"
#include "session/session.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

constexpr int cardFieldsAtMost = 6;
constexpr int cardWidth = 320; // px of the look guide

QLabel *cardLabel(const QString &text, const QFont &font, QPalette::ColorRole role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(font);
    label->setForegroundRole(role);
    return label;
}

/// What tells an instance from others: what it is known by stands above already, what links it is in the tree.
bool belongsOnCard(const Schema &schema, ModelId model, FieldId id)
{
    const Model &about = schema.model(model);
    const Field &field = about.field(id);
    if (field.hidden || about.isInLabel(id))
        return false;
    for (const ReferenceId reference : schema.referencesFrom(model)) {
        const auto &columns = schema.reference(reference).columns;
        if (std::find(columns.begin(), columns.end(), id) != columns.end())
            return false;
    }
    return true;
}

} // namespace

InstanceCard::InstanceCard(Session &session, const InstanceRef &instance, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_session(&session)
    , m_instance(instance)
    , m_label(cardLabel(instance.label.simplified(), type::detail(), QPalette::WindowText, this))
    , m_words(cardLabel(tr("loading"), font(), QPalette::PlaceholderText, this))
    , m_fields(new QFormLayout)
{
    setObjectName(u"instanceCard"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::StrongFocus);
    setFixedWidth(px(cardWidth));
    const QString model = session.schema().model(instance.model).name;
    setAccessibleName(tr("%1: %2").arg(model, instance.label.simplified()));
    m_fields->setContentsMargins({});
    m_fields->setHorizontalSpacing(px(12));
    m_fields->setVerticalSpacing(px(4));
    m_fields->setRowWrapPolicy(QFormLayout::WrapLongRows);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(4));
    column->addWidget(cardLabel(model, type::small(), QPalette::PlaceholderText, this));
    column->addWidget(m_label);
    column->addSpacing(px(4));
    column->addWidget(m_words);
    column->addLayout(m_fields);
    column->addSpacing(px(4));
    column->addWidget(
        cardLabel(tr("Enter opens it, Esc closes this."), type::small(), QPalette::PlaceholderText, this));
    connect(&session, &QObject::destroyed, this, &QWidget::close);
    session.get(instance.model, instance.key, {}, this, [this](const Result<std::optional<Row>> &row) { accept(row); });
}

void InstanceCard::accept(const Result<std::optional<Row>> &row)
{
    if (!row)
        return say(row.error().message);
    if (!*row)
        return say(tr("This instance is no longer there."));
    const Schema &schema = m_session->schema();
    const Model &model = schema.model(m_instance.model);
    m_instance.label = (*row)->label;
    m_label->setText(m_instance.label.simplified());
    m_words->hide();
    QStringList spoken;
    for (std::size_t i = 0; i < model.fields.size() && m_fields->rowCount() < cardFieldsAtMost; ++i) {
        const FieldId id(static_cast<int>(i));
        const Value &value = (*row)->values[i];
        if (!belongsOnCard(schema, m_instance.model, id) || isNull(value))
            continue;
        addField(model.field(id), value);
        spoken.append(tr("%1: %2").arg(model.field(id).name, valuetext::spoken(model.field(id), value)));
    }
    setAccessibleDescription(spoken.join(u", "_s));
    if (spoken.isEmpty())
        return say(tr("It has no other values."));
    place();
}

void InstanceCard::addField(const Field &field, const Value &value)
{
    constexpr qsizetype longest = 120;
    QString text = valuetext::spoken(field, value);
    if (text.size() > longest)
        text = text.first(longest) % u'…';
    auto *name = cardLabel(field.name, type::small(), QPalette::PlaceholderText, this);
    name->setWordWrap(false);
    auto *shown = cardLabel(text, font(), QPalette::WindowText, this);
    shown->setAccessibleName(tr("%1: %2").arg(field.name, text));
    m_fields->addRow(name, shown);
    // Left to the layout they would be shown too late to be measured.
    name->show();
    shown->show();
}

void InstanceCard::say(const QString &sentence)
{
    m_words->setText(sentence);
    m_words->show();
    setAccessibleDescription(sentence);
    place();
}

void InstanceCard::popUp(const QRect &beside)
{
    m_beside = beside;
    place();
    show();
    setFocus(Qt::PopupFocusReason);
}

/// Below what it is about, above it where there is no room; its leading edge at that of the other.
void InstanceCard::place()
{
    layout()->activate();
    resize(width(), std::max(layout()->heightForWidth(width()), layout()->minimumSize().height()));
    const QScreen *screen = parentWidget()->screen();
    const QRect room = screen->availableGeometry();
    QRect box(m_beside.bottomLeft() + QPoint(0, px(4)), size());
    if (layoutDirection() == Qt::RightToLeft)
        box.moveRight(m_beside.right());
    if (box.bottom() > room.bottom())
        box.moveBottom(m_beside.top() - px(4));
    box.moveTop(std::max(box.top(), room.top()));
    box.moveLeft(std::clamp(box.left(), room.left(), std::max(room.left(), room.right() - box.width() + 1)));
    move(box.topLeft());
}

void InstanceCard::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Space:
        close();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT followRequested(m_instance);
        close();
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

void InstanceCard::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    const Palette &colours = Palette::current();
    QPainter painter(this);
    painter.fillRect(rect(), colours.base);
    painter.setPen(colours.outline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace relata
