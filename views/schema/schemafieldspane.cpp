#include "views/schema/schemafieldspane.h"

#include "items/schemafieldsitemmodel.h"
#include "schema/schemarules.h"
#include "views/schema/schemafieldsdelegate.h"
#include "views/schema/schemafieldstable.h"
#include "views/schema/schemawork.h"

#include <QItemSelectionModel>
#include <QVBoxLayout>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;
using Items = SchemaFieldsItemModel;

namespace {

ObjectType typeOf(const SchemaWork &work)
{
    const ObjectType *found = work.schema().typeNamed(work.type());
    return found ? *found : ObjectType();
}

/// A default that does not fit the new type goes with the old one.
Done changeFitting(SchemaDraft &draft, ModelId model, FieldId field, Field wanted)
{
    const Field before = draft.schema.field(model, field);
    Done done = schemaedit::changeField(draft, model, field, wanted);
    if (done || wanted.type == before.type || !wanted.defaultValue)
        return done;
    wanted.defaultValue.reset();
    const Done without = schemaedit::changeField(draft, model, field, wanted);
    return without ? without : done;
}

QString changeWords(const QString &where, const Field &before, const Field &wanted)
{
    if (wanted.name != before.name)
        return SchemaFieldsPane::tr("Rename %1 to %2").arg(where % u'.' % before.name, wanted.name);
    return SchemaFieldsPane::tr("Change %1").arg(QString(where % u'.' % before.name));
}

} // namespace

SchemaFieldsPane::SchemaFieldsPane(SchemaWork &work, QWidget *parent)
    : QWidget(parent), m_work(work), m_items(new Items(this)), m_table(new SchemaFieldsTable(this))
{
    m_table->setObjectName(u"schemaFields"_s);
    m_table->setAccessibleName(tr("Fields"));
    m_table->setModel(m_items);
    m_table->setItemDelegate(new SchemaFieldsDelegate(work, m_table));
    m_table->shareWidth();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_table);

    connect(m_items, &Items::editWanted, this, &SchemaFieldsPane::change);
    connect(m_items, &Items::keyWanted, this, &SchemaFieldsPane::toggleKey);
    connect(m_items, &Items::moveWanted, this, &SchemaFieldsPane::move);
    connect(&work, &SchemaWork::changed, this, &SchemaFieldsPane::refresh);
    connect(&work, &SchemaWork::chosen, this, &SchemaFieldsPane::refresh);
    refresh();
}

void SchemaFieldsPane::refresh()
{
    if (m_work.model().isValid())
        m_items->show(m_work.draft(), m_work.base(), m_work.model());
    else if (m_work.schema().typeNamed(m_work.type()))
        m_items->showType(m_work.draft(), m_work.base(), m_work.type());
    else
        m_items->clear();
    for (const int column : {Items::Unique, Items::Key, Items::Default})
        m_table->setColumnHidden(column, !m_work.model().isValid());
    m_table->shareWidth();
    if (!m_table->currentIndex().isValid() && m_items->rowCount() > 0)
        m_table->selectionModel()->setCurrentIndex(m_items->index(0, 0), QItemSelectionModel::NoUpdate);
}

int SchemaFieldsPane::currentPosition() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_items->row(index.row()).position : -1;
}

QString SchemaFieldsPane::currentName() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_items->row(index.row()).field.name : QString();
}

void SchemaFieldsPane::addField()
{
    const QString wanted = tr("newField", "name of a field that was just added");
    QString name;
    if (m_work.model().isValid()) {
        QStringList taken;
        for (const Field &field : m_work.schema().model(m_work.model()).fields)
            taken.append(field.name);
        for (const EndId end : m_work.schema().endsOf(m_work.model()))
            taken.append(m_work.schema().end(end).name);
        name = schemarules::freeName(wanted, taken);
        const QString words = tr("Add a field to %1").arg(m_work.schema().model(m_work.model()).name);
        const ModelId model = m_work.model();
        if (!m_work.edit(words, [model, name](SchemaDraft &draft) -> Done {
                const auto added = schemaedit::addField(draft, model, name);
                return added ? Done() : tl::unexpected(added.error());
            }))
            return;
    } else {
        ObjectType type = typeOf(m_work);
        QStringList taken;
        for (const Field &field : type.fields)
            taken.append(field.name);
        Field field;
        field.name = field.column = name = schemarules::freeName(wanted, taken);
        type.fields.push_back(field);
        if (!m_work.edit(tr("Add a field to %1").arg(type.name),
                         [type](SchemaDraft &draft) { return schemaedit::setType(draft, type); }))
            return;
    }
    for (int number = 0; number < m_items->rowCount(); ++number)
        if (m_items->row(number).field.name == name)
            showField(m_items->row(number).position);
    m_table->edit(m_table->currentIndex());
}

void SchemaFieldsPane::removeCurrent()
{
    const int position = currentPosition();
    if (position < 0)
        return;
    const QString name = currentName();
    const int at = m_table->currentIndex().row();
    if (m_work.model().isValid()) {
        const ModelId model = m_work.model();
        m_work.edit(tr("Remove %1").arg(QString(m_work.schema().model(model).name % u'.' % name)),
                    [=](SchemaDraft &draft) { return schemaedit::removeField(draft, model, FieldId(position)); });
    } else {
        ObjectType type = typeOf(m_work);
        type.fields.erase(type.fields.begin() + position);
        m_work.edit(tr("Remove %1").arg(QString(type.name % u'.' % name)),
                    [type](SchemaDraft &draft) { return schemaedit::setType(draft, type); });
    }
    if (m_items->rowCount() > 0)
        m_table->setCurrentIndex(m_items->index(qMin(at, m_items->rowCount() - 1), 0));
}

void SchemaFieldsPane::showField(int position)
{
    const int number = m_items->rowAt(position);
    if (number < 0)
        return;
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->setCurrentIndex(m_items->index(number, Items::Name));
    m_table->scrollTo(m_table->currentIndex());
}

void SchemaFieldsPane::change(int position, const Field &wanted)
{
    if (m_work.model().isValid()) {
        const ModelId model = m_work.model();
        const FieldId field(position);
        m_work.edit(changeWords(m_work.schema().model(model).name, m_work.schema().field(model, field), wanted),
                    [=](SchemaDraft &draft) { return changeFitting(draft, model, field, wanted); });
        return;
    }
    ObjectType type = typeOf(m_work);
    Field &field = type.fields[static_cast<std::size_t>(position)];
    const QString words = changeWords(type.name, field, wanted);
    field = wanted;
    field.column = wanted.name;
    m_work.edit(words, [type](SchemaDraft &draft) { return schemaedit::setType(draft, type); });
}

void SchemaFieldsPane::toggleKey(int position, bool inKey)
{
    const ModelId model = m_work.model();
    std::vector<FieldId> key = m_work.schema().model(model).key;
    const FieldId field(position);
    if (inKey)
        key.push_back(field);
    else
        key.erase(std::remove(key.begin(), key.end(), field), key.end());
    // A row number that stood in for a key is none beside a real one.
    key.erase(std::remove_if(key.begin(), key.end(),
                             [&](FieldId id) { return m_work.schema().field(model, id).origin == FieldOrigin::Rowid; }),
              key.end());
    m_work.edit(tr("Change the key of %1").arg(m_work.schema().model(model).name),
                [=](SchemaDraft &draft) { return schemaedit::setKey(draft, model, key); });
}

void SchemaFieldsPane::move(int position, int beforeRow)
{
    const int last = m_items->rowCount() - 1;
    if (last < 0)
        return;
    const QString name = m_items->row(m_items->rowAt(position)).field.name;
    int to = beforeRow <= last ? m_items->row(beforeRow).position : m_items->row(last).position + 1;
    if (to > position)
        --to;
    if (m_work.model().isValid()) {
        const ModelId model = m_work.model();
        m_work.edit(tr("Move %1").arg(QString(m_work.schema().model(model).name % u'.' % name)),
                    [=](SchemaDraft &draft) { return schemaedit::moveField(draft, model, FieldId(position), to); });
    } else {
        ObjectType type = typeOf(m_work);
        const Field field = type.fields[static_cast<std::size_t>(position)];
        type.fields.erase(type.fields.begin() + position);
        type.fields.insert(type.fields.begin() + to, field);
        m_work.edit(tr("Move %1").arg(QString(type.name % u'.' % name)),
                    [type](SchemaDraft &draft) { return schemaedit::setType(draft, type); });
    }
    for (int number = 0; number <= last; ++number)
        if (m_items->row(number).field.name == name)
            m_table->setCurrentIndex(m_items->index(number, m_table->currentIndex().column()));
}

void SchemaFieldsPane::moveCurrent(int step)
{
    const int number = m_table->currentIndex().row();
    const int wanted = number + step;
    if (number < 0 || wanted < 0 || wanted >= m_items->rowCount())
        return;
    move(m_items->row(number).position, step > 0 ? wanted + 1 : wanted);
}

} // namespace relata
