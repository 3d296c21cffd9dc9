#include "views/browse/modelpane.h"

#include "items/schemaitemmodel.h"
#include "views/browse/modeldelegate.h"
#include "views/parts/glyphs.h"
#include "views/parts/type.h"

#include <QLineEdit>
#include <QListView>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;

ModelPane::ModelPane(QWidget *parent) : QWidget(parent)
{
    m_items = new SchemaItemModel(this);
    m_found = new QSortFilterProxyModel(this);
    m_found->setSourceModel(m_items);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_find = new QLineEdit(this);
    m_find->setObjectName(u"modelFind"_s);
    m_find->setPlaceholderText(tr("Find a model"));
    m_find->setAccessibleName(tr("Find a model"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(glyphs::icon(u"edit-find"_s), QLineEdit::LeadingPosition);

    m_list = new QListView(this);
    m_list->setObjectName(u"modelList"_s);
    m_list->setAccessibleName(tr("Models"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new ModelDelegate(m_list));
    m_list->setModel(m_found);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, type::px(8), 0, 0);
    column->setSpacing(type::px(6));
    auto *top = new QVBoxLayout;
    top->setContentsMargins(type::px(8), 0, type::px(8), 0);
    top->addWidget(m_find);
    column->addLayout(top);
    column->addWidget(m_list, 1);

    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        const QScopedValueRollback quiet(m_quiet, true);
        m_found->setFilterFixedString(text);
    });
    connect(m_find, &QLineEdit::returnPressed, this, [this] {
        if (m_found->rowCount() > 0)
            m_list->setCurrentIndex(m_found->index(0, 0));
        focusList();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelPane::announce);
    // A click on the model that is shown through a relationship shows all of it again.
    connect(m_list, &QListView::clicked, this, &ModelPane::announce);
}

void ModelPane::setSession(Session *session)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_find->clear();
    m_items->show(session);
}

void ModelPane::setCurrent(ModelId model)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_list->setCurrentIndex(m_found->mapFromSource(m_items->indexOf(model)));
}

std::optional<ModelId> ModelPane::current() const
{
    const QVariant model = m_list->currentIndex().data(ModelRole);
    return model.isValid() ? std::optional(model.value<ModelId>()) : std::nullopt;
}

bool ModelPane::isCounted() const
{
    for (int row = 0; row < m_items->rowCount(); ++row) {
        if (m_items->index(row).data(CountRole).toLongLong() < 0)
            return false;
    }
    return true;
}

void ModelPane::focusList() { m_list->setFocus(Qt::ShortcutFocusReason); }

void ModelPane::announce(const QModelIndex &index)
{
    if (!m_quiet && index.isValid())
        Q_EMIT chosen(index.data(ModelRole).value<ModelId>());
}

} // namespace relata
