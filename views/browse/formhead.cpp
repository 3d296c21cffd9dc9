#include "views/browse/formhead.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace relata {

FormHead::FormHead(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_model(new QLabel(this))
    , m_key(new QLabel(this))
    , m_copy(new QToolButton(this))
    , m_warning(new QLabel(this))
{
    m_title->setObjectName(u"formTitle"_s);
    m_title->setFont(type::title());
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    // At the window's leading edge, whatever script the label is written in.
    m_title->setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
    m_model->setForegroundRole(QPalette::PlaceholderText);
    m_key->setFont(type::code());
    m_key->setTextFormat(Qt::PlainText);
    m_key->setMinimumWidth(1);
    m_key->setForegroundRole(QPalette::PlaceholderText);
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Keys read from left to right everywhere.
    m_key->setLayoutDirection(Qt::LeftToRight);
    m_copy->setIcon(glyphs::icon(u"edit-copy"_s));
    m_copy->setText(tr("Copy key"));
    m_copy->setAccessibleName(tr("Copy key"));
    m_copy->setToolTip(tr("Copy key"));
    m_copy->setAutoRaise(true);
    m_copy->setFixedSize(type::px(24), type::px(24));
    m_warning->setObjectName(u"formWarning"_s);
    m_warning->setWordWrap(true);
    m_warning->setAutoFillBackground(true);
    m_warning->setMargin(type::px(8));
    m_warning->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(type::px(6));
    row->addWidget(m_model);
    row->addWidget(m_key);
    row->addWidget(m_copy);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(type::px(4));
    column->addWidget(m_title);
    column->addLayout(row);
    column->addWidget(m_warning);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_copy->property("key").toString()); });
}

void FormHead::show(const QString &title, const QString &model, const Key &key)
{
    const QString text = keyText(key);
    m_title->setText(title.left(200));
    m_title->setToolTip(title.left(600));
    m_model->setText(model);
    m_keyText = text;
    m_key->setToolTip(text);
    m_key->setVisible(!key.empty());
    m_copy->setVisible(!key.empty());
    m_copy->setProperty("key", text);
    fitKey();
}

/// As much of the key as there is room for: its ends tell it from others.
void FormHead::fitKey()
{
    const int taken = m_model->sizeHint().width() + m_copy->width() + 3 * type::px(6);
    const int room = std::clamp(width() - taken, type::px(24), type::px(220));
    m_key->setText(type::elided(m_key->fontMetrics(), m_keyText, Qt::ElideMiddle, room));
}

void FormHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitKey();
}

void FormHead::warn(const QString &sentence)
{
    QPalette colours = palette();
    colours.setColor(QPalette::Window, Palette::current().warningTint);
    m_warning->setPalette(colours);
    m_warning->setText(sentence);
    m_warning->setVisible(!sentence.isEmpty());
}

} // namespace relata
