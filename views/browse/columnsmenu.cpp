#include "views/browse/columnsmenu.h"

#include "items/instancetableitemmodel.h"
#include "views/parts/glyphs.h"
#include "views/parts/type.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSettings>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// How wide a column of a type stands at first, in px of the look guide.
int typeWidth(const FieldType &type)
{
    if (type.isStructured())
        return 180;
    if (type.kind == FieldType::Kind::Enum)
        return 110;
    switch (type.scalar) {
    case ScalarType::Boolean:
        return 80;
    case ScalarType::Int:
    case ScalarType::Float:
    case ScalarType::Decimal:
        return 84;
    case ScalarType::BigInt:
    case ScalarType::Timestamp:
    case ScalarType::Date:
    case ScalarType::Time:
        return 110;
    case ScalarType::DateTime:
        return 190;
    case ScalarType::Id:
        return 150;
    default:
        return 180;
    }
}

} // namespace

ColumnsMenu::ColumnsMenu(QTableView &view, InstanceTableItemModel &model, QWidget *parent)
    : QMenu(parent), m_view(view), m_model(model)
{
    setTitle(tr("Columns"));
    const QHeaderView *header = view.horizontalHeader();
    connect(this, &QMenu::aboutToShow, this, &ColumnsMenu::fill);
    connect(header, &QHeaderView::sectionMoved, this, &ColumnsMenu::keep);
    connect(header, &QHeaderView::sectionResized, this, &ColumnsMenu::keep);
}

QString ColumnsMenu::columnName(int column) const
{
    const Schema &schema = m_model.session()->schema();
    const auto &which = m_model.columns()[static_cast<std::size_t>(column)];
    return which.field.isValid() ? schema.field(m_model.query().model, which.field).name : schema.end(which.end).name;
}

QString ColumnsMenu::settingsKey() const
{
    // A slash in a name would open a group.
    QString model = m_model.session()->schema().model(m_model.query().model).name;
    model.replace(u'/', u'_');
    return u"columns/"_s % m_model.session()->url().fileName() % u'/' % model;
}

int ColumnsMenu::defaultWidth(int column) const
{
    const Schema &schema = m_model.session()->schema();
    const auto &which = m_model.columns()[static_cast<std::size_t>(column)];
    const QFontMetrics metrics(m_view.horizontalHeader()->font());
    const int least = metrics.horizontalAdvance(columnName(column)) + type::px(32);
    if (which.end.isValid())
        return std::max(least + glyphs::kindSize().width(), type::px(schema.end(which.end).isMany() ? 190 : 150));
    const Model &model = schema.model(m_model.query().model);
    if (which.field == model.display)
        return std::max(least, type::px(220));
    return std::max(least, type::px(typeWidth(model.field(which.field).type)));
}

void ColumnsMenu::restore()
{
    if (!m_model.session() || !m_model.query().model.isValid())
        return;
    m_restoring = true;
    QHeaderView *header = m_view.horizontalHeader();
    const int count = m_model.columnCount();
    // Entries are name:width, hidden ones with a negative width, in the order in which they stand. By name, so that
    // they outlive a change of the schema; columns that are not among them come last, as new.
    const QStringList kept = QSettings().value(settingsKey()).toStringList();
    int place = 0;
    std::vector<bool> found(static_cast<std::size_t>(count), false);
    for (const QString &entry : kept) {
        const QString name = entry.left(entry.lastIndexOf(u':'));
        const int width = entry.mid(entry.lastIndexOf(u':') + 1).toInt();
        for (int column = 0; column < count; ++column) {
            if (found[static_cast<std::size_t>(column)] || columnName(column) != name)
                continue;
            found[static_cast<std::size_t>(column)] = true;
            header->moveSection(header->visualIndex(column), place++);
            m_view.setColumnHidden(column, width < 0);
            header->resizeSection(column, std::max(std::abs(width), header->minimumSectionSize()));
            break;
        }
    }
    for (int column = 0; column < count; ++column) {
        if (found[static_cast<std::size_t>(column)])
            continue;
        header->moveSection(header->visualIndex(column), place++);
        m_view.setColumnHidden(column, false);
        header->resizeSection(column, defaultWidth(column));
    }
    if (count > 0 && header->hiddenSectionCount() == count)
        m_view.setColumnHidden(0, false);
    m_restoring = false;
}

void ColumnsMenu::keep() const
{
    if (m_restoring || !m_model.session() || m_model.columnCount() == 0)
        return;
    const QHeaderView *header = m_view.horizontalHeader();
    if (header->count() != m_model.columnCount())
        return;
    QStringList entries;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const bool hidden = header->isSectionHidden(column);
        // A hidden section tells no width; its default will do.
        const int width = hidden ? -defaultWidth(column) : header->sectionSize(column);
        entries.append(columnName(column) % u':' % QString::number(width));
    }
    QSettings().setValue(settingsKey(), entries);
}

void ColumnsMenu::putFirst(FieldId field)
{
    QHeaderView *header = m_view.horizontalHeader();
    for (int column = 0; field.isValid() && column < m_model.columnCount(); ++column)
        if (m_model.columns()[static_cast<std::size_t>(column)].field == field)
            header->moveSection(header->visualIndex(column), 0);
}

void ColumnsMenu::fill()
{
    clear();
    if (!m_model.session())
        return;
    for (int column = 0; column < m_model.columnCount(); ++column) {
        QAction *action = addAction(columnName(column));
        action->setCheckable(true);
        action->setChecked(!m_view.isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column, action](bool shown) {
            const bool last = m_view.horizontalHeader()->hiddenSectionCount() == m_model.columnCount() - 1;
            if (!shown && last) {
                // Without a column there is no table to come back to.
                action->setChecked(true);
                return;
            }
            m_view.setColumnHidden(column, !shown);
            if (shown && m_view.columnWidth(column) < m_view.horizontalHeader()->minimumSectionSize())
                m_view.setColumnWidth(column, defaultWidth(column));
            keep();
        });
    }
    addSeparator();
    addAction(tr("Reset columns"), this, &ColumnsMenu::reset);
    if (m_labels)
        addMenu(m_labels);
}

void ColumnsMenu::reset()
{
    QSettings().remove(settingsKey());
    restore();
}

void ColumnsMenu::mouseReleaseEvent(QMouseEvent *event)
{
    QAction *action = actionAt(event->position().toPoint());
    if (action && action->isCheckable())
        action->trigger();
    else
        QMenu::mouseReleaseEvent(event);
}

void ColumnsMenu::keyPressEvent(QKeyEvent *event)
{
    QAction *action = activeAction();
    const bool chooses =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (chooses && action && action->isCheckable())
        action->trigger();
    else
        QMenu::keyPressEvent(event);
}

} // namespace relata
