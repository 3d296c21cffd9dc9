#include "session/session.h"
#include "views/actions.h"
#include "views/browse/instancepane.h"
#include "views/browser.h"
#include "views/help/relationshipguide.h"
#include "views/mainwindow.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/startcard.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

/// Every text of the program, two fifths longer, as in a language of long words.
class LongerTexts final : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        if (QByteArrayView(context) == QByteArrayView("QShortcut"))
            return text;
        return text + u" lang und breit und noch mehr davon"_s.first(std::min<qsizetype>(35, text.size() * 2 / 5 + 2));
    }
};

/// Names and buttons that have less room than they need. Chips and breadcrumbs shorten themselves and are not meant.
QStringList clippedIn(const QWidget &window)
{
    QStringList found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        const auto *label = qobject_cast<QLabel *>(widget);
        const bool button = qobject_cast<QPushButton *>(widget) || qobject_cast<StartCard *>(widget);
        if (!button && (!label || label->text().isEmpty()))
            continue;
        const bool wraps = label && label->wordWrap();
        const QSize needed = label ? (wraps ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint())
                                   : widget->minimumSizeHint();
        const bool hidden = qobject_cast<const MessageStrip *>(widget->parentWidget())
            && widget->visibleRegion().boundingRect() != widget->rect();
        if (hidden || widget->width() < needed.width() || widget->height() < needed.height())
            found.append(u"%1 “%2”: %3x%4 of %5x%6"_s.arg(
                QString::fromLatin1(widget->metaObject()->className()),
                label ? label->text().left(40) : static_cast<QAbstractButton *>(widget)->text(),
                QString::number(widget->width()), QString::number(widget->height()), QString::number(needed.width()),
                QString::number(needed.height())));
    }
    // What scrolls in one direction only must fit in the other.
    for (const QScrollArea *area : window.findChildren<QScrollArea *>()) {
        const QWidget *content = area->widget();
        if (!area->isVisible() || !content || area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff
            || content->width() <= area->viewport()->width())
            continue;
        const QWidget *widest = content;
        int most = 0;
        for (const QWidget *part : content->findChildren<QWidget *>())
            if (part->isVisible() && !part->layout() && part->minimumSizeHint().width() > most) {
                widest = part;
                most = part->minimumSizeHint().width();
            }
        found.append(u"%1: %2 of %3 wide, for %4 %5 asks for %6"_s.arg(
            QString::fromLatin1(area->parent()->metaObject()->className()), QString::number(area->viewport()->width()),
            QString::number(content->width()), QString::fromLatin1(widest->metaObject()->className()),
            widest->objectName(), QString::number(most)));
    }
    return found;
}

void openSampleIn(MainWindow &window)
{
    window.openSample();
    QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
}

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_settings;
    QFont m_font;
    LongerTexts m_longer;

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"relata"_s);
        QCoreApplication::setApplicationName(u"relata-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        m_font = QApplication::font();
    }
    void init()
    {
        QSettings().clear();
        Palette::apply(Theme::Light);
    }
    void cleanup()
    {
        QCoreApplication::removeTranslator(&m_longer);
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QApplication::setFont(m_font);
        Palette::apply(Theme::Light);
    }

    void nothingIsClipped_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("how");
        for (const QSize size : {QSize(1280, 800), QSize(1000, 700), QSize(720, 480)})
            for (const char *how : {"plain", "long", "right to left", "large"})
                QTest::addRow("%dx%d %s", size.width(), size.height(), how) << size << QString::fromLatin1(how);
    }
    void nothingIsClipped()
    {
        QFETCH(QSize, size);
        QFETCH(QString, how);
        if (how == "long"_L1)
            QCoreApplication::installTranslator(&m_longer);
        if (how == "right to left"_L1)
            QApplication::setLayoutDirection(Qt::RightToLeft);
        if (how == "large"_L1) {
            QFont large = m_font;
            large.setPointSizeF(large.pointSizeF() * 1.2);
            QApplication::setFont(large);
            Palette::apply(Theme::Light);
        }
        MainWindow window;
        window.resize(size);
        window.show();
        const auto check = [&window](const char *where) {
            // Heights that follow from widths take some rounds.
            QStringList clipped;
            (void)QTest::qWaitFor([&] { return (clipped = clippedIn(window)).isEmpty(); }, 1000);
            QVERIFY2(clipped.isEmpty(), qPrintable(QString::fromLatin1(where) + u": "_s + clipped.join(u"; "_s)));
        };
        check("start page");
        window.strip().say(MessageStrip::Level::Error,
                           u"Could not open “library.sqlite”: the file is encrypted or is no database. Nothing was "
                           "changed. Check the path, or open another file."_s,
                           {u"Open another…"_s, [] {}});
        check("start page with a message");
        window.strip().dismiss();
        openSampleIn(window);
        check("main window");
        window.actions().guide->trigger();
        auto *guide = window.browser().guide;
        guide->findChild<QComboBox *>(u"guideRelationship"_s)->setCurrentIndex(1);
        check("guide");
        for (QAction *action : {window.actions().linkInstance, window.actions().deleteInstances}) {
            action->trigger();
            QTRY_VERIFY(!window.findChildren<QDialog *>(Qt::FindDirectChildrenOnly).isEmpty());
            check("dialog");
            for (QDialog *dialog : window.findChildren<QDialog *>(Qt::FindDirectChildrenOnly))
                delete dialog;
        }
    }

    /// One line of words is one line of a strip, however wide the window is.
    void aMessageIsAsTallAsItsWords()
    {
        MainWindow window;
        window.resize(1000, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        // The first message of a window finds the strip as it was made.
        window.strip().say(MessageStrip::Level::Good, u"Saved."_s);
        const auto seen = [&window] {
            const auto labels = window.strip().findChildren<QLabel *>();
            return std::all_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->visibleRegion().boundingRect() == label->rect();
            });
        };
        QTRY_VERIFY(window.strip().isVisible() && window.strip().height() <= type::px(46) && seen());
        window.strip().say(MessageStrip::Level::Error,
                           QString(u"A long story that takes several lines. "_s).repeated(12));
        QTRY_VERIFY(window.strip().height() > type::px(60) && seen());
        window.resize(1400, 700);
        QTRY_VERIFY(window.strip().height() < type::px(90) && seen());
    }

    /// The guide's query leads to all that it found.
    void theGuidesResultIsShownInTheTable()
    {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        openSampleIn(window);
        const Schema &schema = window.session()->schema();
        const auto articles =
            std::find_if(schema.relationships.begin(), schema.relationships.end(), [&](const Relationship &r) {
                return schema.model(r.source).name == "Publication"_L1 && r.kind == RelationshipKind::OneToMany;
            });
        QVERIFY(articles != schema.relationships.end());
        window.actions().guide->trigger();
        auto *guide = window.browser().guide;
        guide->findChild<QComboBox *>(u"guideRelationship"_s)
            ->setCurrentIndex(static_cast<int>(articles - schema.relationships.begin()));
        guide->findChild<QTabBar *>(u"guideChapters"_s)->setCurrentIndex(1);
        const auto button = [guide](const QString &name) { return guide->findChild<QPushButton *>(name); };
        QTRY_VERIFY(button(u"tryIt"_s)->isEnabled());
        QVERIFY(!button(u"showAll"_s)->isVisible());
        button(u"tryIt"_s)->click();
        QTRY_VERIFY(button(u"showAll"_s)->isVisible());
        button(u"showAll"_s)->click();
        QTRY_VERIFY(window.browser().isSettled());
        const Place place = window.browser().instances->place();
        QCOMPARE(place.model, articles->target);
        QVERIFY(place.via);
        QCOMPARE(schema.end(place.via->end).model, articles->source);
        QTRY_VERIFY(!window.browser().instances->place().viaLabel.isEmpty()
                    && window.browser().instances->place().viaLabel != keyText(place.via->key));
    }
};

QTEST_MAIN(TestLayout)
#include "test_layout.moc"
