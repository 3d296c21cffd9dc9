#include "views/schema/schemavaluespane.h"

#include "items/schemavaluesitemmodel.h"
#include "schema/schemarules.h"
#include "views/parts/type.h"
#include "views/schema/schemawork.h"

#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

SchemaValuesPane::SchemaValuesPane(SchemaWork &work, QWidget *parent)
    : QWidget(parent), m_work(work), m_items(new SchemaValuesItemModel(this)), m_list(new QListView(this))
{
    m_list->setObjectName(u"schemaValues"_s);
    m_list->setAccessibleName(tr("Values"));
    m_list->setModel(m_items);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(px(2));
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                            | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    auto *add = new QPushButton(tr("Add &value"), this);
    add->setObjectName(u"schemaAddValue"_s);
    add->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, px(8));
    column->addWidget(m_list, 1);
    column->addWidget(add, 0, Qt::AlignLeading);
    column->setContentsMargins(px(8), px(4), px(8), px(8));

    connect(add, &QPushButton::clicked, this, &SchemaValuesPane::addValue);
    connect(m_items, &SchemaValuesItemModel::renameWanted, this, [this](const QString &value, const QString &wanted) {
        m_work.edit(tr("Rename %1 to %2").arg(QString(m_work.type() % u'.' % value), wanted),
                    [type = m_work.type(), value, wanted](SchemaDraft &draft) {
                        return schemaedit::renameEnumValue(draft, type, value, wanted);
                    });
    });
    connect(&work, &SchemaWork::changed, this, &SchemaValuesPane::refresh);
    connect(&work, &SchemaWork::chosen, this, &SchemaValuesPane::refresh);
    refresh();
}

void SchemaValuesPane::refresh() { m_items->show(m_work.schema().enumNamed(m_work.type())); }

QString SchemaValuesPane::currentValue() const { return m_list->currentIndex().data().toString(); }

void SchemaValuesPane::showValue(const QString &value)
{
    for (int row = 0; row < m_items->rowCount(); ++row)
        if (m_items->row(row) == value)
            m_list->setCurrentIndex(m_items->index(row));
    m_list->setFocus(Qt::OtherFocusReason);
}

void SchemaValuesPane::addValue()
{
    const EnumType *type = m_work.schema().enumNamed(m_work.type());
    if (!type)
        return;
    const QString value = schemarules::freeName(tr("NewValue", "value of an enum that was just added"), type->values);
    const int at = static_cast<int>(type->values.size());
    if (!m_work.edit(tr("Add a value to %1").arg(type->name), [name = type->name, value, at](SchemaDraft &draft) {
            return schemaedit::addEnumValue(draft, name, value, at);
        }))
        return;
    showValue(value);
    m_list->edit(m_list->currentIndex());
}

void SchemaValuesPane::removeCurrent()
{
    const QString value = currentValue();
    m_work.edit(
        tr("Remove %1").arg(QString(m_work.type() % u'.' % value)),
        [type = m_work.type(), value](SchemaDraft &draft) { return schemaedit::removeEnumValue(draft, type, value); });
}

void SchemaValuesPane::moveCurrent(int step)
{
    const QModelIndex index = m_list->currentIndex();
    const int to = index.row() + step;
    if (!index.isValid() || to < 0 || to >= m_items->rowCount())
        return;
    const QString value = currentValue();
    m_work.edit(tr("Move %1").arg(QString(m_work.type() % u'.' % value)),
                [type = m_work.type(), value, to](SchemaDraft &draft) {
                    return schemaedit::moveEnumValue(draft, type, value, to);
                });
    m_list->setCurrentIndex(m_items->index(to));
}

} // namespace relata
