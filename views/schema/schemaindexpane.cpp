#include "views/schema/schemaindexpane.h"

#include "views/parts/type.h"
#include "views/schema/schemawork.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

/// "by title, createdAt — unique"; indexes that hold a relationship together are not a person's to see.
QString indexText(const Model &model, const Index &index)
{
    QStringList names;
    for (const FieldId field : index.fields)
        names.append(model.field(field).name);
    const QString text = SchemaIndexPane::tr("%1: by %2").arg(index.name, names.join(u", "_s));
    return index.unique ? SchemaIndexPane::tr("%1, unique").arg(text) : text;
}

QString indexName(const Model &model, const QStringList &fields)
{
    QString name = u"by"_s;
    for (const QString &field : fields)
        name += field.left(1).toUpper() % field.mid(1);
    QString free = name;
    for (int number = 2; std::any_of(model.indexes.begin(), model.indexes.end(),
                                     [&free](const Index &index) { return index.name == free; });
         ++number)
        free = name % QString::number(number);
    return free;
}

} // namespace

SchemaIndexPane::SchemaIndexPane(SchemaWork &work, QWidget *parent)
    : QWidget(parent)
    , m_work(work)
    , m_list(new QListWidget(this))
    , m_choose(new QToolButton(this))
    , m_unique(new QCheckBox(tr("&Unique"), this))
    , m_add(new QPushButton(tr("Add inde&x"), this))
{
    m_list->setObjectName(u"schemaIndexes"_s);
    m_list->setAccessibleName(tr("Indexes"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_choose->setPopupMode(QToolButton::InstantPopup);
    m_choose->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_choose->setMenu(new QMenu(m_choose));
    m_choose->setObjectName(u"schemaIndexFields"_s);
    m_add->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(px(12), px(6), px(12), px(8));
    row->setSpacing(px(8));
    row->addWidget(m_choose);
    row->addWidget(m_unique);
    row->addWidget(m_add);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addLayout(row);
    connect(m_choose->menu(), &QMenu::triggered, this, &SchemaIndexPane::pick);
    connect(m_add, &QPushButton::clicked, this, &SchemaIndexPane::add);
    connect(&work, &SchemaWork::changed, this, &SchemaIndexPane::refresh);
    connect(&work, &SchemaWork::chosen, this, &SchemaIndexPane::refresh);
    refresh();
}

void SchemaIndexPane::refresh()
{
    const QString chosen = currentName();
    m_list->clear();
    m_choose->menu()->clear();
    const bool isModel = m_work.model().isValid();
    setEnabled(isModel && !m_work.schema().model(m_work.model()).view);
    if (isModel) {
        const Model &model = m_work.schema().model(m_work.model());
        for (const Index &index : model.indexes) {
            auto *item = new QListWidgetItem(indexText(model, index), m_list);
            item->setData(Qt::UserRole, index.name);
            if (index.name == chosen)
                m_list->setCurrentItem(item);
        }
        m_chosen.removeIf([&model](const QString &name) { return !model.fieldNamed(name); });
        for (const Field &field : model.fields) {
            if (field.hidden)
                continue;
            QAction *action = m_choose->menu()->addAction(field.name);
            action->setCheckable(true);
            action->setChecked(m_chosen.contains(field.name));
        }
    }
    m_choose->setText(m_chosen.isEmpty() ? tr("Choose fields") : tr("By %1").arg(m_chosen.join(u", "_s)));
    m_add->setEnabled(!m_chosen.isEmpty());
    m_add->setToolTip(m_chosen.isEmpty() ? tr("Choose the fields of the index first.") : QString());
}

void SchemaIndexPane::pick(QAction *action)
{
    if (action->isChecked())
        m_chosen.append(action->text());
    else
        m_chosen.removeAll(action->text());
    refresh();
}

QString SchemaIndexPane::currentName() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void SchemaIndexPane::add()
{
    const ModelId model = m_work.model();
    Index index;
    index.name = indexName(m_work.schema().model(model), m_chosen);
    index.unique = m_unique->isChecked();
    for (const QString &name : std::as_const(m_chosen))
        if (const auto field = m_work.schema().model(model).fieldNamed(name))
            index.fields.push_back(*field);
    m_chosen.clear();
    m_work.edit(tr("Add the index %1").arg(index.name),
                [=](SchemaDraft &draft) { return schemaedit::addIndex(draft, model, index); });
}

void SchemaIndexPane::removeCurrent()
{
    const QString name = currentName();
    m_work.edit(tr("Remove the index %1").arg(name), [model = m_work.model(), name](SchemaDraft &draft) {
        return schemaedit::removeIndex(draft, model, name);
    });
}

} // namespace relata
