#include "views/browse/formview.h"

#include "views/browse/emptynote.h"
#include "views/browse/formhead.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/relatastyle.h"
#include "views/parts/type.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace relata {

FormView::FormView(QWidget *parent)
    : QStackedWidget(parent)
    , m_empty(new EmptyNote(this))
    , m_scroll(new QScrollArea(this))
    , m_content(new QWidget)
    , m_head(new FormHead(m_content))
    , m_footer(new QWidget(this))
    , m_pencil(new QLabel(m_footer))
    , m_words(new QLabel(m_footer))
    , m_revert(new QPushButton(tr("Revert"), m_footer))
    , m_save(new QPushButton(tr("Save"), m_footer))
{
    m_empty->say(tr("No instance chosen"), tr("Choose a row to see and edit it here."), {});
    addWidget(m_empty);

    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(type::px(16), type::px(14), type::px(16), type::px(14));
    column->setSpacing(type::px(14));
    column->addWidget(m_head);
    column->addStretch();
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_content->setBackgroundRole(QPalette::Window);
    m_scroll->setBackgroundRole(QPalette::Window);

    m_footer->setObjectName(u"formFooter"_s);
    m_words->setObjectName(u"formWords"_s);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_save->setObjectName(u"formSave"_s);
    m_revert->setObjectName(u"formRevert"_s);
    m_save->setToolTip(tr("Save (Ctrl+S)"));
    setLook(m_save, ButtonLook::Primary);
    m_pencil->setFixedSize(type::px(16), type::px(16));
    auto *row = new QHBoxLayout(m_footer);
    row->setContentsMargins(type::px(16), type::px(10), type::px(16), type::px(10));
    row->setSpacing(type::px(8));
    row->addWidget(m_pencil);
    row->addWidget(m_words, 1);
    row->addWidget(m_revert);
    row->addWidget(m_save);

    auto *page = new QWidget(this);
    auto *pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins({});
    pageColumn->setSpacing(0);
    auto *line = new QFrame(page);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    pageColumn->addWidget(m_scroll, 1);
    pageColumn->addWidget(line);
    pageColumn->addWidget(m_footer);
    addWidget(page);

    connect(m_save, &QPushButton::clicked, this, &FormView::savePressed);
    connect(m_revert, &QPushButton::clicked, this, &FormView::revertPressed);
}

void FormView::setFields(FormLayout *layout)
{
    if (m_fields) {
        m_content->layout()->removeWidget(m_fields);
        m_fields->hide();
        // Later: what was pressed to get here may stand in it.
        m_fields->deleteLater();
    }
    m_fields = layout;
    if (layout) {
        layout->setParent(m_content);
        static_cast<QVBoxLayout *>(m_content->layout())->insertWidget(1, layout);
        layout->setNarrow(isNarrow());
        layout->show();
    }
    setCurrentIndex(layout ? 1 : 0);
}

bool FormView::isNarrow() const { return width() < type::px(280); }

void FormView::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    if (m_fields)
        m_fields->setNarrow(isNarrow());
}

void FormView::showFooter(const QString &words, bool dirty, bool canSave)
{
    m_footer->show();
    m_pencil->setPixmap(dirty ? glyphs::icon(u"document-edit"_s, Palette::current().link).pixmap(type::px(16))
                              : QPixmap());
    m_words->setText(words);
    m_revert->setEnabled(dirty);
    m_revert->setToolTip(dirty ? tr("Drop what was typed here") : tr("Nothing was changed"));
    m_save->setEnabled(canSave);
    m_save->setToolTip(canSave ? tr("Save (Ctrl+S)") : tr("Nothing was changed"));
}

void FormView::hideFooter() { m_footer->hide(); }

void FormView::setLoading(bool loading)
{
    if (!m_fields || loading == !m_fields->isEnabled())
        return;
    if (loading) {
        QWidget *focused = QApplication::focusWidget();
        m_focused = focused && m_fields->isAncestorOf(focused) ? focused : nullptr;
        m_fields->setUpdatesEnabled(false);
        m_fields->setEnabled(false);
        return;
    }
    m_fields->setEnabled(true);
    m_fields->setUpdatesEnabled(true);
    if (m_focused && !QApplication::focusWidget())
        m_focused->setFocus();
    m_focused = nullptr;
}

} // namespace relata
