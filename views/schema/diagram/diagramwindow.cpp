#include "views/schema/diagram/diagramwindow.h"

#include "items/roles.h"
#include "items/schemaitemmodel.h"
#include "session/session.h"
#include "views/parts/screenfit.h"
#include "views/parts/type.h"
#include "views/schema/diagram/schemadiagram.h"

#include <QAction>
#include <QFileInfo>
#include <QKeyEvent>
#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>

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
    m_diagram->setName(QFileInfo(session.url().fileName()).completeBaseName());
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
    // A relationship is looked at from the model that it belongs to.
    connect(m_diagram, &SchemaDiagram::relationshipActivated, this, [this](RelationshipId relationship) {
        Q_EMIT modelActivated(m_session.schema().relationship(relationship).source);
    });
    auto *close = new QAction(this);
    close->setShortcuts(QKeySequence::Close);
    connect(close, &QAction::triggered, this, &QWidget::close);
    addAction(close);
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

void DiagramWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return event->accept();
    QDialog::keyPressEvent(event);
}

void DiagramWindow::keep() { m_session.setDiagramPlaces(m_diagram->places().toJson()); }

} // namespace relata
