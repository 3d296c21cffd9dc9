#include "views/schema/diagram/diagramtools.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

constexpr int mostSteps = 4;
constexpr int widestFind = 190;
constexpr int narrowestFind = 110;

} // namespace

DiagramTools::DiagramTools(QWidget *diagram)
    : QWidget(diagram)
    , find(new QLineEdit(this))
    , around(new QComboBox(this))
    , m_diagram(diagram)
    , m_summary(new QLabel(this))
    , m_aroundLabel(new QLabel(tr("S&how"), this))
    , m_details(new QActionGroup(this))
{
    zoomIn =
        make(u"diagramZoomIn"_s, tr("Zoom in"), u"list-add"_s, {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    zoomOut = make(u"diagramZoomOut"_s, tr("Zoom out"), u"list-remove"_s, {QKeySequence(u"Ctrl+-"_s)});
    actualSize = make(u"diagramActualSize"_s, tr("Actual size"), {}, {});
    fit = make(u"diagramFit"_s, tr("Fit in the window"), u"zoom-fit-best"_s, {QKeySequence(u"Ctrl+0"_s)});
    arrange = make(u"diagramArrange"_s, tr("Arrange all anew"), u"view-refresh"_s, {});
    // Their keys are the window's, too: the diagram itself takes them when it has the focus.
    undo = make(u"diagramUndo"_s, tr("Undo"), u"edit-undo"_s, {});
    redo = make(u"diagramRedo"_s, tr("Redo"), u"edit-redo"_s, {});
    setSteps({}, {});
    outline = make(u"diagramOutlineToggle"_s, tr("Outline"), u"view-list-tree"_s, {QKeySequence(u"Ctrl+Shift+O"_s)});
    outline->setCheckable(true);
    outline->setChecked(true);
    exportSvg = make(u"diagramExportSvg"_s, tr("Export as &SVG…"), {}, {});
    exportPng = make(u"diagramExportPng"_s, tr("Export as PN&G…"), {}, {});
    exportPng2 = make(u"diagramExportPng2"_s, tr("Export as PNG, &twice as fine…"), {}, {});
    exportPng4 = make(u"diagramExportPng4"_s, tr("Export as PNG, &four times as fine…"), {}, {});
    exportPdf = make(u"diagramExportPdf"_s, tr("Export as &PDF…"), {}, {});
    print = make(u"diagramPrint"_s, tr("P&rint…"), u"document-print"_s, {QKeySequence::Print});

    auto *title = new QLabel(tr("Diagram"), this);
    title->setFont(type::title());
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setObjectName(u"diagramSummary"_s);

    find->setObjectName(u"diagramFind"_s);
    find->setAccessibleName(tr("Find a model"));
    find->setPlaceholderText(tr("Find a model or field"));
    find->addAction(glyphs::icon(u"edit-find"_s), QLineEdit::LeadingPosition);
    find->setClearButtonEnabled(true);
    find->setFixedWidth(px(widestFind));
    auto *focusFind = make(u"diagramFocusFind"_s, tr("Find a model"), {}, {QKeySequence::Find});
    connect(focusFind, &QAction::triggered, find, [this] {
        find->setFocus(Qt::ShortcutFocusReason);
        find->selectAll();
    });

    around->setObjectName(u"diagramAround"_s);
    m_aroundLabel->setBuddy(around);
    around->addItem(tr("Everything"), -1);
    around->addItem(tr("The chosen model"), 0);
    around->addItem(tr("1 step around it"), 1);
    for (int steps = 2; steps <= mostSteps; ++steps)
        around->addItem(tr("%1 steps around it").arg(steps), steps);

    auto *files = opener(u"diagramExport"_s, u"document-export"_s, tr("Export"), tr("Export or print"));
    auto *menu = new QMenu(files);
    menu->addActions({exportSvg, exportPng, exportPng2, exportPng4, exportPdf});
    menu->addSeparator();
    menu->addAction(print);
    files->setMenu(menu);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(px(12), px(6), px(8), px(7));
    row->setSpacing(px(6));
    row->addWidget(title);
    row->addSpacing(px(4));
    row->addWidget(m_summary);
    row->addStretch(1);
    row->addWidget(find);
    row->addSpacing(px(4));
    row->addWidget(m_aroundLabel);
    row->addWidget(around);
    row->addWidget(detailButton());
    row->addSpacing(px(4));
    auto *smaller = button(zoomOut);
    auto *larger = button(zoomIn);
    row->addWidget(smaller);
    m_zoom = button(actualSize);
    m_zoom->setToolButtonStyle(Qt::ToolButtonTextOnly);
    // As wide at every zoom, so that nothing moves with it.
    setZoom(10);
    m_zoom->setMinimumWidth(m_zoom->sizeHint().width());
    row->addWidget(m_zoom);
    row->addWidget(larger);
    row->addWidget(button(fit));
    auto *back = button(undo);
    auto *again = button(redo);
    row->addWidget(back);
    row->addWidget(again);
    row->addWidget(button(arrange));
    row->addWidget(files);
    row->addWidget(button(outline));
    m_lessNeeded = {again, m_summary, back, m_aroundLabel, title, around, smaller, larger};
}

QAction *DiagramTools::make(const QString &name, const QString &text, const QString &icon,
                            const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, m_diagram);
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(glyphs::icon(icon));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString words = QString(text).remove(u'&');
    action->setToolTip(
        keys.isEmpty()
            ? words
            : tr("%1 (%2)", "an action and its keys").arg(words, keys.front().toString(QKeySequence::NativeText)));
    m_diagram->addAction(action);
    return action;
}

QToolButton *DiagramTools::opener(const QString &name, const QString &icon, const QString &text, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setObjectName(name);
    made->setIcon(glyphs::icon(icon));
    made->setText(text);
    made->setToolTip(tip);
    made->setPopupMode(QToolButton::InstantPopup);
    made->setAutoRaise(true);
    made->setFocusPolicy(Qt::TabFocus);
    made->setMinimumWidth(px(44)); // the arrow beside the icon, not upon it
    return made;
}

QToolButton *DiagramTools::detailButton()
{
    auto *made = opener(u"diagramDetail"_s, u"view-list-details"_s, tr("Fields"), tr("How much each model shows"));
    auto *menu = new QMenu(made);
    for (const auto &[detail, words] :
         {std::pair(QString(), tr("&Fields")), std::pair(u"keys"_s, tr("&Keys and relationships")),
          std::pair(u"names"_s, tr("&Names only"))}) {
        QAction *action = menu->addAction(words);
        action->setObjectName(u"diagramDetail_"_s % detail);
        action->setCheckable(true);
        action->setData(detail);
        m_details->addAction(action);
    }
    setDetail({});
    connect(m_details, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT detailChosen(action->data().toString()); });
    made->setMenu(menu);
    return made;
}

void DiagramTools::setDetail(const QString &detail)
{
    const auto actions = m_details->actions();
    for (QAction *action : actions)
        action->setChecked(action->data().toString() == detail);
}

QToolButton *DiagramTools::button(QAction *action)
{
    auto *made = new QToolButton(this);
    made->setDefaultAction(action);
    made->setToolButtonStyle(Qt::ToolButtonIconOnly);
    made->setAutoRaise(true);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(QString(action->text()).remove(u'&'));
    return made;
}

void DiagramTools::setSummary(int shown, int models, int relationships)
{
    if (shown >= 0) {
        m_summary->setText(tr("%1 of %2 models").arg(shown).arg(models));
        return;
    }
    const QString boxes = models == 1 ? tr("1 model") : tr("%1 models").arg(models);
    const QString lines = relationships == 1 ? tr("1 relationship") : tr("%1 relationships").arg(relationships);
    m_summary->setText(boxes % u", "_s % lines);
}

void DiagramTools::setZoom(qreal zoom)
{ // Kept left to right, or the sign wanders to the front.
    m_zoom->setText(QChar(0x202D) % tr("%1 %").arg(qRound(zoom * 100)) % QChar(0x202C));
}

void DiagramTools::setSteps(const QString &undone, const QString &redone)
{
    const auto dress = [](QAction &action, const QString &words, const QString &none, QKeySequence::StandardKey key) {
        action.setEnabled(!words.isEmpty());
        const QString keys = QKeySequence(key).toString(QKeySequence::NativeText);
        action.setToolTip(words.isEmpty() ? none : tr("%1 (%2)", "an action and its keys").arg(words, keys));
    };
    dress(*undo, undone.isEmpty() ? QString() : tr("Undo: %1").arg(undone), tr("No move to undo"), QKeySequence::Undo);
    dress(*redo, redone.isEmpty() ? QString() : tr("Redo: %1").arg(redone), tr("No move to redo"), QKeySequence::Redo);
}

int DiagramTools::wholeWidth() const
{
    const QMargins margins = layout()->contentsMargins();
    int width = margins.left() + margins.right() + (layout()->count() - 1) * layout()->spacing();
    for (int i = 0; i < layout()->count(); ++i) {
        const QLayoutItem *item = layout()->itemAt(i);
        const QWidget *part = layout()->itemAt(i)->widget();
        width += part == find ? px(narrowestFind)
            : part            ? part->sizeHint().expandedTo(part->minimumSize()).width()
                              : item->sizeHint().width();
    }
    return width;
}

QSize DiagramTools::minimumSizeHint() const
{
    int width = wholeWidth();
    for (const QWidget *part : m_lessNeeded)
        width -= part->sizeHint().width() + layout()->spacing();
    return {width, QWidget::minimumSizeHint().height()};
}

void DiagramTools::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    int wanted = wholeWidth();
    for (QWidget *part : std::as_const(m_lessNeeded)) {
        part->setVisible(wanted <= width());
        if (wanted > width())
            wanted -= part->sizeHint().width() + layout()->spacing();
    }
    find->setFixedWidth(qBound(px(narrowestFind), px(narrowestFind) + width() - wanted, px(widestFind)));
}

void DiagramTools::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Palette::current().window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Palette::current().divider);
}

} // namespace relata
