#include "views/schema/diagram/diagrampaper.h"

#include "views/parts/type.h"
#include "views/schema/diagram/diagramscene.h"

#include <QCoreApplication>

namespace relata::diagramexport {

ForPaper::ForPaper(DiagramScene &scene) : m_scene(scene) { m_scene.setForPaper(true); }

ForPaper::~ForPaper() { m_scene.setForPaper(false); }

QRectF areaOf(const DiagramScene &scene)
{
    const qreal margin = type::px(20);
    return scene.contentRect().adjusted(-margin, -margin, margin, margin).toAlignedRect();
}

tl::unexpected<Error> nothingToDraw()
{
    return failure(
        ErrorCode::Unsupported,
        QCoreApplication::translate("relata::DiagramExport", "There is nothing to draw: the diagram has no models."));
}

} // namespace relata::diagramexport
