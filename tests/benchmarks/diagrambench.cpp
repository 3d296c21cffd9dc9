#include "support/randomschema.h"
#include "views/parts/palette.h"
#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/schemadiagram.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QTextStream>

#include <algorithm>

/// A diagram of 300 models: how long its layout takes in the background, and a frame of panning at several zooms.
using namespace relata;
using namespace Qt::StringLiterals;

namespace {

constexpr int models = 300;
constexpr int frames = 200;

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Palette::apply(Theme::Light);
    QTextStream out(stdout);

    SchemaDiagram diagram;
    diagram.resize(1440, 900);
    diagram.show();
    QEventLoop loop;
    QObject::connect(&diagram, &SchemaDiagram::layoutFinished, &loop, &QEventLoop::quit);
    QElapsedTimer timer;
    timer.start();
    diagram.setSchema(test::randomSchema(models, 1));
    const qint64 blocked = timer.elapsed();
    loop.exec();
    out << models << u" models: the window's thread was busy for "_s << blocked << u" ms, all was laid out after "_s
        << timer.elapsed() << u" ms"_s << Qt::endl;

    DiagramView &view = diagram.view();
    for (const double zoom : {0.1, 0.3, 0.5, 1.0, 2.0}) {
        view.setZoom(zoom);
        view.centerOn(diagram.scene().contentRect().center());
        double worst = 0;
        double sum = 0;
        for (int i = 0; i < frames; ++i) {
            timer.restart();
            view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + (i % 40 < 20 ? 13 : -13));
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + (i % 30 < 15 ? 7 : -7));
            view.viewport()->repaint();
            const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            worst = std::max(worst, took);
            sum += took;
        }
        out << u"whole view painted at "_s << zoom * 100 << u" %: "_s << QString::number(sum / frames, 'f', 2)
            << u" ms a frame, "_s << QString::number(worst, 'f', 2) << u" ms at worst"_s << Qt::endl;
    }
}
