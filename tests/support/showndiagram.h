#pragma once

#include "support/sampleschema.h"
#include "views/parts/prompts.h"
#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/schemadiagram.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPrinter>
#include <QSignalSpy>
#include <QTest>

/// A diagram on the screen, with everything that it says, for the tests of its parts.
namespace relata::test {

/// Answers each file question with the same file, and prints to a file.
class DiagramFilePrompts final : public Prompts
{
public:
    QString file;

    void saveFile(QWidget *, const QString &, const QString &, const QString &,
                  std::function<void(QString)> done) override
    {
        done(file);
    }
    void choosePrinter(QWidget *, const QString &, std::function<void(QPrinter &)> done) override
    {
        QPrinter printer(QPrinter::HighResolution);
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(file);
        done(printer);
    }
};

struct ShownDiagram
{
    SchemaDiagram diagram;
    DiagramFilePrompts prompts;
    QSignalSpy finished{&diagram, &SchemaDiagram::layoutFinished};
    QSignalSpy selected{&diagram, &SchemaDiagram::modelSelected};
    QSignalSpy activated{&diagram, &SchemaDiagram::modelActivated};
    QSignalSpy lineSelected{&diagram, &SchemaDiagram::relationshipSelected};
    QSignalSpy lineActivated{&diagram, &SchemaDiagram::relationshipActivated};
    QSignalSpy relate{&diagram, &SchemaDiagram::relateRequested};
    QSignalSpy places{&diagram, &SchemaDiagram::placesChanged};

    explicit ShownDiagram(const Schema &schema = sample::schema())
    {
        diagram.setPrompts(&prompts);
        diagram.resize(1280, 800);
        diagram.setSchema(schema);
        diagram.show();
        diagram.activateWindow();
        settle();
        diagram.view().fit();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!diagram.isLayingOut(), 60'000); }

    [[nodiscard]] QPoint middleOf(ModelId model)
    {
        return diagram.view().mapFromScene(diagram.scene().boxOf(model)->place().center());
    }
    [[nodiscard]] QWidget *port() { return diagram.view().viewport(); }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&diagram.view(), static_cast<Qt::Key>(key), modifiers);
    }
    template<typename T>
    [[nodiscard]] T *child(const char *name)
    {
        return diagram.findChild<T *>(QString::fromLatin1(name));
    }
};

inline void drag(QWidget *on, const QPoint &from, const QPoint &to)
{
    QTest::mouseMove(on, from);
    QTest::mousePress(on, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i) {
        const QPoint at = from + (to - from) * i / 4;
        QMouseEvent move(QEvent::MouseMove, at, on->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &move);
    }
    QTest::mouseRelease(on, Qt::LeftButton, {}, to);
}

inline QMap<QString, QPointF> placesOf(const SchemaDiagram &diagram) { return diagram.places().boxes; }

inline std::optional<ModelId> modelIn(const QList<QVariant> &arguments)
{
    return arguments.first().value<std::optional<ModelId>>();
}

} // namespace relata::test
