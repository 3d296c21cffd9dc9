#include "views/schema/diagram/diagramexport.h"

#include "views/parts/type.h"
#include "views/parts/wholefile.h"
#include "views/schema/diagram/diagramfonts.h"
#include "views/schema/diagram/diagrampaper.h"
#include "views/schema/diagram/diagramscene.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QFontInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QPointer>
#include <QSvgGenerator>
#include <QThreadPool>

#include <cmath>

namespace relata::diagramexport {

using namespace Qt::StringLiterals;

namespace {

struct ExportWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::DiagramExport)
};

/// Larger pictures need more than half a gigabyte, and few programs open them.
constexpr qreal mostPixels = 120e6;
constexpr int mostSide = 32'000;

QByteArray svgOf(DiagramScene &scene, const QRectF &area)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(area.size().toSize());
    generator.setViewBox(QRectF(QPointF(), area.size()));
    generator.setResolution(static_cast<int>(screenDots));
    generator.setTitle(ExportWords::tr("Diagram"));
    QPainter painter(&generator);
    scene.render(&painter, QRectF(QPointF(), area.size()), area);
    painter.end();
    // The family is the one in use, not Qt's name for "any"; elsewhere a like one may stand in.
    const QFont &font = diagramfonts::row();
    const auto attribute = [](const QString &families) {
        return QByteArray("font-family=\"" + families.toUtf8() + '"');
    };
    const QString known = QFontInfo(font).family().toHtmlEscaped() % u", sans-serif"_s;
    return QByteArray(buffer.data()).replace(attribute(font.family()), attribute(known));
}

Result<Picture> pixelsOf(DiagramScene &scene, const QRectF &area, qreal scale)
{
    const QSize size = (area.size() * scale).toSize();
    if (size.width() > mostSide || size.height() > mostSide || qreal(size.width()) * size.height() > mostPixels)
        return failure(
            ErrorCode::Unsupported,
            ExportWords::tr("The picture would have %1 x %2 pixels, which is too large. Choose a smaller scale, "
                            "or export as SVG or PDF, which have no such limit.")
                .arg(size.width())
                .arg(size.height()));
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return failure(ErrorCode::Io,
                       ExportWords::tr("There is not enough memory for the picture. Choose a smaller scale."));
    image.fill(scene.colours().base);
    QPainter painter(&image);
    scene.render(&painter, QRectF(QPointF(), size), area);
    painter.end();
    return Picture{image, {}};
}

/// Belongs to the application, which outlives the pool's threads.
class DiagramWriter final : public QObject
{
public:
    DiagramWriter(QObject *context, std::function<void(const Done &)> done)
        : QObject(QCoreApplication::instance()), m_context(context), m_done(std::move(done))
    {}
    void answer(const Done &written)
    {
        if (m_context)
            m_done(written);
        deleteLater();
    }

private:
    QPointer<QObject> m_context;
    std::function<void(const Done &)> m_done;
};

QByteArray pdfOf(DiagramScene &scene, const QRectF &area)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(ExportWords::tr("Diagram"));
    writer.setResolution(static_cast<int>(screenDots) * 4);
    // The page is as large as the diagram. 72 points are an inch.
    writer.setPageSize(QPageSize(area.size() * 72 / screenDots, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    scene.render(&painter, QRectF(0, 0, writer.width(), writer.height()), area);
    painter.end();
    return buffer.data();
}

} // namespace

std::optional<Format> formatOf(const QString &file)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending == "svg"_L1)
        return Format::Svg;
    if (ending == "png"_L1)
        return Format::Png;
    if (ending == "pdf"_L1)
        return Format::Pdf;
    return std::nullopt;
}

Result<Picture> draw(DiagramScene &scene, Format format, qreal scale)
{
    if (scene.contentRect().isEmpty())
        return nothingToDraw();
    const ForPaper paper(scene);
    const QRectF area = areaOf(scene);
    switch (format) {
    case Format::Svg:
        return Picture{{}, svgOf(scene, area)};
    case Format::Pdf:
        return Picture{{}, pdfOf(scene, area)};
    case Format::Png:
        return pixelsOf(scene, area, scale);
    }
    Q_UNREACHABLE();
}

Done write(const Picture &picture, const QString &file)
{
    if (picture.pixels.isNull())
        return writeWholeFile(file, picture.content);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    picture.pixels.save(&buffer, "PNG");
    return writeWholeFile(file, buffer.data());
}

void writeLater(Picture picture, const QString &file, QObject *context, std::function<void(const Done &)> done)
{
    auto *writer = new DiagramWriter(context, std::move(done));
    QThreadPool::globalInstance()->start([writer, picture = std::move(picture), file] {
        const Done written = write(picture, file);
        QMetaObject::invokeMethod(
            writer, [writer, written] { writer->answer(written); }, Qt::QueuedConnection);
    });
}

} // namespace relata::diagramexport
