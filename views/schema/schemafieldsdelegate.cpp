#include "views/schema/schemafieldsdelegate.h"

#include "items/schemafieldsitemmodel.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"
#include "views/parts/type.h"
#include "views/schema/cellchoice.h"
#include "views/schema/schemawork.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

namespace relata {

using namespace Qt::StringLiterals;
using Fields = SchemaFieldsItemModel;

namespace {

QString columnName(const QModelIndex &index)
{
    return index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
}

const SchemaFieldRow &rowOf(const QModelIndex &index)
{
    return static_cast<const Fields *>(index.model())->row(index.row());
}

/// A screen reader names a combo box only by a label that belongs to it.
void nameCombo(QComboBox *combo, const QString &name)
{
    auto *label = new QLabel(name, combo->parentWidget());
    label->setBuddy(combo);
    label->hide();
    QObject::connect(combo, &QObject::destroyed, label, &QObject::deleteLater);
}

} // namespace

SchemaFieldsDelegate::SchemaFieldsDelegate(const SchemaWork &work, QObject *parent)
    : QStyledItemDelegate(parent), m_work(work)
{}

bool SchemaFieldsDelegate::isChoice(const QModelIndex &index)
{
    if (index.column() != Fields::Default)
        return index.column() == Fields::Type || index.column() == Fields::List;
    const FieldType &type = rowOf(index).field.type;
    return type.isScalar(ScalarType::Boolean) || (type.kind == FieldType::Kind::Enum && !type.isStructured());
}

QWidget *SchemaFieldsDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                            const QModelIndex &index) const
{
    const Field &field = rowOf(index).field;
    if (!isChoice(index)) {
        auto *edit = new QLineEdit(parent);
        edit->setAccessibleName(columnName(index));
        return edit;
    }
    auto *box = new CellChoice(parent);
    nameCombo(box, columnName(index));
    if (index.column() == Fields::Type)
        for (const QString &name : Fields::typeNames(m_work.schema()))
            box->addItem(name, name);
    else if (index.column() == Fields::List) {
        box->addItem(tr("one value"), Fields::OneValue);
        box->addItem(tr("list"), Fields::ListOfAny);
        box->addItem(tr("list, no nulls"), Fields::ListOfRequired);
    } else {
        const EnumType *choices = m_work.schema().enumNamed(field.type.name);
        box->addItem(tr("no default"), QString());
        for (const QString &value : choices ? choices->values : QStringList{u"true"_s, u"false"_s})
            box->addItem(value, value);
    }
    auto *self = const_cast<SchemaFieldsDelegate *>(this);
    connect(box, &CellChoice::decided, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    return box;
}

void SchemaFieldsDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *combo = qobject_cast<QComboBox *>(editor))
        combo->setCurrentIndex(qMax(0, combo->findData(index.data(Qt::EditRole))));
    else if (auto *edit = qobject_cast<QLineEdit *>(editor))
        edit->setText(index.data(Qt::EditRole).toString());
}

void SchemaFieldsDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (auto *combo = qobject_cast<QComboBox *>(editor))
        model->setData(index, combo->currentData());
    else if (auto *edit = qobject_cast<QLineEdit *>(editor))
        model->setData(index, edit->text());
}

void SchemaFieldsDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                                const QModelIndex &) const
{
    QRect box = option.rect;
    // A combo box shows its longest entry, also where the column is narrow.
    if (qobject_cast<QComboBox *>(editor) && editor->sizeHint().width() > box.width()) {
        const int more = editor->sizeHint().width() - box.width();
        option.direction == Qt::RightToLeft ? box.setLeft(box.left() - more) : box.setRight(box.right() + more);
    }
    editor->setGeometry(box);
}

/// A list is known by its arrow, where a person points or has chosen the row.
void SchemaFieldsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const bool isNear = option.state.testAnyFlags(QStyle::State_MouseOver | QStyle::State_Selected);
    if (!isNear || !isChoice(index) || !(index.flags() & Qt::ItemIsEditable))
        return;
    const int size = type::px(16);
    const QRect place =
        QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter, QSize(size, size), option.rect);
    stylepaint::arrow(*painter, place, stylepaint::Arrow::Down, Palette::current().secondary, type::px(8));
}

void SchemaFieldsDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Palette &p = Palette::current();
    const SchemaFieldRow &row = rowOf(index);
    const bool quiet = index.column() == Fields::Description || index.column() == Fields::Change
        || (index.column() == Fields::Default && !row.field.defaultValue) || !row.fixed.isEmpty();
    const QColor text = quiet ? p.secondary : p.text;
    for (const auto role : {QPalette::Text, QPalette::HighlightedText})
        option->palette.setColor(role, text);
    option->palette.setColor(QPalette::Highlight, option->state & QStyle::State_Active ? p.selected : p.selectedIdle);
    if (index.column() == Fields::Change && !row.change.isEmpty()) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = row.isNew ? glyphs::icon(u"list-add"_s, p.good) : glyphs::icon(u"document-edit"_s, p.warning);
        option->decorationSize = QSize(type::px(16), type::px(16));
    }
    if (index.column() == Fields::Key)
        option->text = row.keyPlace > 0 ? option->text : QString();
}

} // namespace relata
