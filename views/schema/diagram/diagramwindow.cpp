#include "views/schema/diagram/diagramwindow.h"

#include "items/roles.h"
#include "items/schemaitemmodel.h"
#include "session/session.h"
#include "views/parts/screenfit.h"
#include "views/parts/type.h"
#include "views/schema/diagram/schemadiagram.h"

#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr int keepAfter = 400; // ms

} // namespace

DiagramWindow::DiagramWindow(Session &session, SchemaItemModel &counts, Prompts &prompts, QWidget *parent)
    : QDialog(parent), m_session(session), m_counts(counts), m_diagram(new SchemaDiagram(this))
{
    setObjectName(u"diagramWindow"_s);
    setWindowTitle(tr("Diagram of %1").arg(session.url().fileName()));
    setWindowFlags(Qt::Window);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_diagram);
    m_diagram->setPrompts(&prompts);
    m_diagram->setPlaces(DiagramPlaces::fromJson(session.diagramPlaces()));
    m_diagram->setSchema(session.schema());
    takeCounts(0, counts.rowCount() - 1);
    m_keep.setSingleShot(true);
    m_keep.setInterval(keepAfter);

    connect(&counts, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to) { takeCounts(from.row(), to.row()); });
    connect(&m_keep, &QTimer::timeout, this, &DiagramWindow::keep);
    connect(m_diagram, &SchemaDiagram::placesChanged, &m_keep, qOverload<>(&QTimer::start));
    connect(m_diagram, &SchemaDiagram::modelActivated, this, &DiagramWindow::modelActivated);
    resizeOnScreen(*this, QSize(type::px(1280), type::px(820)));
    m_diagram->setFocus();
}

DiagramWindow::~DiagramWindow()
{
    if (m_keep.isActive())
        keep();
}

void DiagramWindow::takeCounts(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_counts.index(row);
        if (const qint64 count = index.data(CountRole).toLongLong(); count >= 0)
            m_diagram->setCounts(index.data(ModelRole).value<ModelId>(), count);
    }
}

void DiagramWindow::keep() { m_session.setDiagramPlaces(m_diagram->places().toJson()); }

} // namespace relata
