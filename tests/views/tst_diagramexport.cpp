#include "support/randomschema.h"
#include "support/showndiagram.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/schema/diagram/diagramexport.h"

#include <QAction>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>

using namespace relata;
using Shown = relata::test::ShownDiagram;
using namespace Qt::StringLiterals;

namespace {

struct Exported : Shown
{
    QTemporaryDir folder;

    explicit Exported(const Schema &schema = sample::schema()) : Shown(schema) {}

    /// Through the menu, until the strip says that it is there.
    void run(const char *action, const QString &name)
    {
        said.clear();
        auto *strip = diagram.findChild<MessageStrip *>();
        strip->dismiss();
        prompts.file = folder.filePath(name);
        child<QAction>(action)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), 60'000); // answers come from the background
        said = strip->text();
    }
    QString said;

    [[nodiscard]] QByteArray read(const QString &name)
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

/// How much of a picture is not its ground, in thousandths.
int inkOf(const QImage &image)
{
    const QRgb ground = image.pixel(0, 0);
    qint64 ink = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            ink += image.pixel(x, y) != ground;
    return static_cast<int>(ink * 1000 / (qint64(image.width()) * image.height()));
}

} // namespace

/// The diagram as SVG, PNG and PDF, and on paper.
class DiagramExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Palette::apply(Theme::Light); }

    void pixelsAndSvgShowTheSame()
    {
        Exported e;
        e.run("diagramExportSvg", u"out.svg"_s);
        QCOMPARE(e.said, u"The diagram was written to out.svg."_s);
        e.run("diagramExportPng", u"one"_s); // its ending is added
        QCOMPARE(e.said, u"The diagram was written to one.png."_s);
        e.run("diagramExportPng2", u"two.png"_s);
        QSvgRenderer svg(e.folder.filePath(u"out.svg"_s));
        QVERIFY(svg.isValid());
        const QImage one(e.folder.filePath(u"one.png"_s));
        const QImage two(e.folder.filePath(u"two.png"_s));
        QCOMPARE(one.size(), svg.viewBox().size());
        QCOMPARE(two.size(), one.size() * 2);
        QVERIFY(one.width() > 300);
        QImage drawn(one.size(), QImage::Format_RGB32);
        drawn.fill(Palette::light().base);
        QPainter painter(&drawn);
        svg.render(&painter);
        painter.end();
        QVERIFY(inkOf(one) > 20);
        QVERIFY2(std::abs(inkOf(one) - inkOf(drawn)) <= inkOf(one) / 5,
                 qPrintable(u"%1 and %2"_s.arg(inkOf(one)).arg(inkOf(drawn))));
        // Text stays text: it can be searched and copied.
        const QByteArray words = e.read(u"out.svg"_s);
        for (const char *word : {">Post<", ">title<", ">PostTag<", ">articles<"})
            QVERIFY2(words.contains(word), word);
        // By a name that other programs know, too.
        QVERIFY(words.contains(", sans-serif\""));
        QVERIFY(!words.contains("font-family=\"Sans Serif\""));
    }

    void nothingIsCutOff()
    {
        Exported e(test::randomSchema(30, 4));
        e.run("diagramExportPng", u"all.png"_s);
        const QImage all(e.folder.filePath(u"all.png"_s));
        const QRgb ground = Palette::light().base.rgb();
        for (int x = 0; x < all.width(); ++x)
            for (const int y : {0, 1, all.height() - 2, all.height() - 1})
                QCOMPARE(all.pixel(x, y), ground);
        for (int y = 0; y < all.height(); ++y)
            for (const int x : {0, 1, all.width() - 2, all.width() - 1})
                QCOMPARE(all.pixel(x, y), ground);
    }

    void filesAreLightAndWithoutWhatIsChosen()
    {
        Exported light;
        light.run("diagramExportPng", u"light.png"_s);
        const QImage expected(light.folder.filePath(u"light.png"_s));
        Palette::apply(Theme::Dark);
        Exported dark;
        dark.diagram.selectModel(sample::post);
        dark.key(Qt::Key_L);
        dark.run("diagramExportPng", u"dark.png"_s);
        QCOMPARE(QImage(dark.folder.filePath(u"dark.png"_s)), expected);
    }

    void aPdfIsAsLargeAsTheDiagram()
    {
        Exported e;
        e.run("diagramExportPdf", u"out.pdf"_s);
        const QByteArray pdf = e.read(u"out.pdf"_s);
        QVERIFY(pdf.startsWith("%PDF-"));
        QCOMPARE(pdf.count("/Type /Page\n"), 1);
        e.run("diagramExportPng", u"out.png"_s);
        const QImage image(e.folder.filePath(u"out.png"_s));
        // 96 of the diagram's pixels are an inch, as are 72 points; pages count in whole points.
        const QByteArray box = "/MediaBox [0 0 " + QByteArray::number(qRound(image.width() * 0.75)) + '.';
        QVERIFY2(pdf.contains(box), box.constData());
    }

    void wordsAreAsLargeAtAnyResolution()
    {
        // A PDF has four dots where a screen has one; words that followed it would burst their boxes.
        Exported e;
        const auto drawn = [&](int dotsPerMeter) {
            QImage image(900, 700, QImage::Format_RGB32);
            image.setDotsPerMeterX(dotsPerMeter);
            image.setDotsPerMeterY(dotsPerMeter);
            image.fill(Qt::white);
            QPainter painter(&image);
            e.diagram.scene().render(&painter);
            painter.end();
            image.setDotsPerMeterX(1000);
            image.setDotsPerMeterY(1000);
            return image;
        };
        QCOMPARE(drawn(4 * 3780), drawn(3780));
    }

    void aSmallDiagramPrintsOnOnePage()
    {
        Exported e;
        e.run("diagramPrint", u"small.pdf"_s);
        QCOMPARE(e.said, u"The diagram was sent to the printer."_s);
        QCOMPARE(e.read(u"small.pdf"_s).count("/Type /Page\n"), 1);
    }

    void aLargeDiagramPrintsOverSeveralPages()
    {
        Exported e(test::randomSchema(60, 2));
        e.run("diagramPrint", u"large.pdf"_s);
        QVERIFY(e.read(u"large.pdf"_s).count("/Type /Page\n") > 2);
    }

    void whatIsTooLargeIsRefusedInASentence()
    {
        Exported e(test::randomSchema(120, 3));
        e.run("diagramExportPng4", u"huge.png"_s);
        QVERIFY2(e.said.startsWith(u"The picture would have"_s), qPrintable(e.said));
        QVERIFY(!QFile::exists(e.folder.filePath(u"huge.png"_s)));
    }

    void whatCannotBeWrittenIsSaidInASentence()
    {
        Exported e;
        e.run("diagramExportSvg", u"missing/folder/out.svg"_s);
        QVERIFY2(e.said.startsWith(u"“out.svg” could not be written"_s), qPrintable(e.said));
        DiagramScene empty;
        QVERIFY(!diagramexport::draw(empty, diagramexport::Format::Png, 1));
    }
};

QTEST_MAIN(DiagramExportTest)
#include "tst_diagramexport.moc"
