#include "items/instancetableitemmodel.h"
#include "session/session.h"
#include "support/largedatabase.h"
#include "views/actions.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browser.h"
#include "views/mainwindow.h"
#include "views/parts/fieldeditor.h"
#include "views/parts/palette.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTextStream>
#include <QTimer>

#include <sys/resource.h>

/// Drives the real window over a real, large database and prints, step by step, how long the event loop was away at
/// most, how long it took until everything was there, and the process's peak memory.
/// windowbench [rows | long | million | selection | delete]
using namespace relata;
using namespace Qt::StringLiterals;

namespace {

QTextStream &say()
{
    static QTextStream stream(stdout);
    return stream;
}

/// Megabytes at their highest so far.
double peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// A heart that beats every 10 ms, and the longest time between two beats.
class Heart final : public QObject
{
public:
    Heart()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(10);
        connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
        m_last.start();
        m_timer.start();
    }
    void beat() { m_longest = std::max(m_longest, m_last.restart()); }
    qint64 takeLongest()
    {
        beat();
        return std::exchange(m_longest, 0);
    }

private:
    QTimer m_timer;
    QElapsedTimer m_last;
    qint64 m_longest = 0;
};

class Driver
{
public:
    explicit Driver(const QString &file) : window(MainWindow::Settings::Forget)
    {
        window.resize(1440, 900);
        window.show();
        step(
            u"open"_s, [&] { window.openDatabase(file); }, [&] { return window.session() != nullptr; });
        QObject::connect(window.session(), &Session::busyChanged, &window, [this](bool now) { busy = now; });
        settle(u"first model"_s);
    }

    /// Does something, waits until it has come about, prints what it took.
    void step(const QString &name, const std::function<void()> &act, const std::function<bool()> &done)
    {
        QCoreApplication::processEvents();
        heart.takeLongest();
        QElapsedTimer took;
        took.start();
        act();
        // What is asked for late (the form of a row that was chosen) is asked for by then.
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        const bool came = QTest::qWaitFor(done, 120'000);
        const qint64 ms = took.elapsed();
        say() << name.leftJustified(52) << u"gap "_s << QString::number(heart.takeLongest()).rightJustified(6)
              << u" ms   there after "_s << QString::number(ms).rightJustified(6) << u" ms   peak "_s
              << QString::number(peakMemory(), 'f', 0).rightJustified(5) << u" MB"_s
              << (came ? QString() : u"   DID NOT END"_s) << Qt::endl;
    }
    void act(const QString &name, const std::function<void()> &what)
    {
        step(name, what, [this] { return isSettled(); });
    }
    void settle(const QString &name)
    {
        act(name, [] {});
    }
    void show(const QString &model)
    {
        act(u"show "_s + model, [&] { browser().showModel(*window.session()->schema().modelNamed(model)); });
    }

    Browser &browser() { return window.browser(); }
    QTableView *table() { return window.findChild<QTableView *>(u"instanceTable"_s); }
    InstanceTableItemModel &items() { return browser().instances->itemModel(); }
    QLineEdit *filter() { return window.findChild<QLineEdit *>(u"instanceFilter"_s); }
    FieldEditor *field(const QString &name)
    {
        for (FieldEditor *editor : browser().form->findChildren<FieldEditor *>())
            if (editor->field().name == name)
                return editor;
        return nullptr;
    }
    void choose(int row)
    {
        table()->setCurrentIndex(items().index(row, 0));
        table()->scrollTo(table()->currentIndex());
    }
    void scroll(int row) { table()->verticalScrollBar()->setValue(row); }
    QPushButton *button(QDialog *dialog, const QString &text)
    {
        for (QPushButton *each : dialog->findChildren<QPushButton *>())
            if (each->text().remove(u'&') == text)
                return each;
        return nullptr;
    }
    QDialog *dialog() { return window.findChild<QDialog *>(u"deleteDialog"_s); }
    /// Chooses Delete, waits for the plan, confirms, waits for the end; then undoes it.
    void deleteAndUndo(const QString &what)
    {
        QPushButton *confirm = nullptr;
        step(
            u"  plan of deleting "_s + what, [&] { window.actions().deleteInstances->trigger(); },
            [&] {
                confirm = dialog() ? button(dialog(), u"Delete"_s) : nullptr;
                return confirm && confirm->isEnabled();
            });
        act(u"  deleting "_s + what, [&] { confirm->click(); });
        act(u"  undoing it"_s, [&] { window.actions().undo->trigger(); });
    }
    [[nodiscard]] bool isSettled()
    {
        const int first = table()->rowAt(0);
        return !busy && items().total() && (items().rowCount() == 0 || items().keyAt(std::max(0, first)));
    }

    MainWindow window;
    Heart heart;
    bool busy = false;
};

void benchRows()
{
    const test::ScratchDatabase scratch(test::manyRowsSchema());
    test::fill(*scratch.open(), {});
    Driver driver(scratch.url().path);
    driver.show(u"Order"_s);
    const int rows = driver.items().rowCount();
    driver.act(u"scroll to the end"_s, [&] { driver.scroll(rows); });
    driver.act(u"scroll to the middle"_s, [&] { driver.scroll(rows / 2); });
    driver.act(u"scroll to the top"_s, [&] { driver.scroll(0); });
    for (int i = 0; i < 20; ++i)
        driver.scroll(i * 4999);
    driver.settle(u"drag the bar over everything (20 places)"_s);
    driver.act(u"scroll to the top"_s, [&] { driver.scroll(0); });
    for (int column = 0; column < driver.items().columnCount(); ++column) {
        const QString name = driver.items().headerData(column, Qt::Horizontal).toString();
        for (const QString &order : {u"ascending"_s, u"descending"_s, u"not at all"_s})
            driver.act(u"sort by "_s + name + u", "_s + order, [&] {
                QHeaderView *header = driver.table()->horizontalHeader();
                Q_EMIT header->sectionClicked(column);
            });
        if (name == u"note"_s) {
            driver.act(u"sort by note"_s, [&] { Q_EMIT driver.table()->horizontalHeader()->sectionClicked(column); });
            driver.act(u"  and scroll to the middle"_s, [&] { driver.scroll(rows / 2); });
            driver.act(u"  and to a quarter"_s, [&] { driver.scroll(rows / 4); });
            driver.act(u"  and by a page"_s, [&] { driver.scroll(rows / 4 + 30); });
            driver.act(u"  and to the end"_s, [&] { driver.scroll(rows); });
            for (int i = 0; i < 2; ++i)
                driver.act(u"  and back"_s, [&] { Q_EMIT driver.table()->horizontalHeader()->sectionClicked(column); });
        }
    }
    QString typed;
    for (const QChar letter : u"parcel 4242"_s) {
        typed += letter;
        driver.act(u"filter “"_s + typed + u"”"_s, [&] {
            driver.filter()->setText(typed);
            QTest::keyClick(driver.filter(), Qt::Key_Return);
        });
    }
    driver.act(u"filter cleared"_s, [&] {
        driver.filter()->clear();
        QTest::keyClick(driver.filter(), Qt::Key_Return);
    });
    driver.act(u"filter typed fast (11 letters, one wait)"_s, [&] {
        typed.clear();
        for (const QChar letter : u"parcel 4242"_s) {
            typed += letter;
            driver.filter()->setText(typed);
            QTest::keyClick(driver.filter(), Qt::Key_Return);
        }
    });
    driver.act(u"filter cleared"_s, [&] {
        driver.filter()->clear();
        QTest::keyClick(driver.filter(), Qt::Key_Return);
    });
    driver.act(u"filter that nothing matches"_s, [&] {
        driver.filter()->setText(u"zzzz"_s);
        QTest::keyClick(driver.filter(), Qt::Key_Return);
    });
    driver.act(u"filter cleared"_s, [&] {
        driver.filter()->clear();
        QTest::keyClick(driver.filter(), Qt::Key_Return);
    });
    driver.act(u"selection down 100 rows, key by key"_s, [&] {
        driver.table()->setFocus();
        for (int i = 0; i < 100; ++i) {
            QTest::keyClick(driver.table(), Qt::Key_Down);
            QCoreApplication::processEvents();
        }
    });
    driver.act(u"edit a row in the form and save"_s, [&] {
        QTest::keyClicks(driver.field(u"note"_s)->input(), u"x"_s);
        driver.window.actions().saveInstance->trigger();
    });
    driver.act(u"select one"_s, [&] { driver.choose(500); });
    driver.deleteAndUndo(u"one order"_s);
    driver.show(u"Customer"_s);
    driver.act(u"choose the customer of 10,000 orders"_s, [&] { driver.choose(0); });
    driver.deleteAndUndo(u"it, 10,000 orders and 30,000 links"_s);
    driver.show(u"OrderProduct"_s);
    driver.act(u"scroll to the end of 300,000"_s, [&] { driver.scroll(400'000); });
    driver.act(u"close the database"_s, [&] {});
}

void benchLong()
{
    const test::ScratchDatabase scratch(test::longValuesSchema());
    test::fillLongValues(*scratch.open());
    Driver driver(scratch.url().path);
    driver.show(u"Paper"_s);
    for (int row = 0; row < driver.items().rowCount(); ++row)
        driver.act(u"open "_s + driver.items().index(row, 0).data().toString(), [&] { driver.choose(row); });
    for (int row = 0; row < driver.items().rowCount(); ++row) {
        driver.act(u"again "_s + driver.items().index(row, 0).data().toString(), [&] { driver.choose(row); });
        driver.act(u"  change its note and save"_s, [&] {
            QTest::keyClicks(driver.field(u"note"_s)->input(), u"x"_s);
            driver.window.actions().saveInstance->trigger();
        });
        driver.act(u"  undo"_s, [&] { driver.window.actions().undo->trigger(); });
    }
    for (int column = 0; column < driver.items().columnCount(); ++column)
        driver.act(u"sort by "_s + driver.items().headerData(column, Qt::Horizontal).toString(),
                   [&] { Q_EMIT driver.table()->horizontalHeader()->sectionClicked(column); });
    driver.act(u"copy all rows, whole"_s, [&] {
        driver.table()->selectAll();
        driver.window.actions().copyRows->trigger();
    });
    driver.act(u"filter “more”"_s, [&] {
        driver.filter()->setText(u"more"_s);
        QTest::keyClick(driver.filter(), Qt::Key_Return);
    });
    driver.show(u"Wide"_s);
    driver.act(u"scroll to the end of 200 columns"_s, [&] { driver.scroll(1000); });
    driver.act(u"scroll to the last column"_s, [&] { driver.table()->horizontalScrollBar()->setValue(100'000); });
    driver.act(u"choose another row"_s, [&] { driver.choose(500); });
}

void benchMillion()
{
    const test::ScratchDatabase scratch(test::manyRowsSchema());
    test::fill(*scratch.open(), {.orders = 100, .linksPerOrder = 1, .entries = 1'000'000});
    Driver driver(scratch.url().path);
    driver.show(u"LogEntry"_s);
    driver.act(u"scroll to the end"_s, [&] { driver.scroll(2'000'000); });
    driver.act(u"scroll to the middle"_s, [&] { driver.scroll(500'000); });
    driver.act(u"scroll through all of it in 2,000 steps"_s, [&] {
        for (int row = 0; row < 1'000'000; row += 500) {
            driver.scroll(row);
            (void)QTest::qWaitFor([&] { return driver.items().keyAt(row).has_value(); }, 1'000);
        }
    });
    driver.act(u"filter “Entry 77”"_s, [&] {
        driver.filter()->setText(u"Entry 77"_s);
        QTest::keyClick(driver.filter(), Qt::Key_Return);
    });
    driver.act(u"  cleared"_s, [&] {
        driver.filter()->clear();
        QTest::keyClick(driver.filter(), Qt::Key_Return);
    });
    for (int column = 0; column < driver.items().columnCount(); ++column)
        driver.act(u"sort by "_s + driver.items().headerData(column, Qt::Horizontal).toString(),
                   [&] { Q_EMIT driver.table()->horizontalHeader()->sectionClicked(column); });
    driver.act(u"sorted: scroll to the middle"_s, [&] { driver.scroll(500'000); });
}

void benchSelection()
{
    const test::ScratchDatabase scratch(test::manyRowsSchema());
    test::fill(*scratch.open(), {});
    Driver driver(scratch.url().path);
    driver.show(u"Order"_s);
    driver.act(u"select all"_s, [&] { driver.table()->selectAll(); });
    driver.act(u"copy all"_s, [&] { driver.window.actions().copyRows->trigger(); });
    driver.deleteAndUndo(u"all 100,000 orders and 300,000 links"_s);
}

void benchDelete()
{
    const test::ScratchDatabase scratch(test::manyRowsSchema());
    test::fill(*scratch.open(), {.orders = 75'000, .customers = 1});
    Driver driver(scratch.url().path);
    driver.show(u"Customer"_s);
    driver.deleteAndUndo(u"300,001 rows"_s);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"relata-benchmark"_s);
    Palette::apply(Theme::Light);
    const QStringList asked = QCoreApplication::arguments().mid(1);
    const std::pair<QString, void (*)()> all[] = {{u"rows"_s, benchRows},
                                                  {u"long"_s, benchLong},
                                                  {u"million"_s, benchMillion},
                                                  {u"selection"_s, benchSelection},
                                                  {u"delete"_s, benchDelete}};
    for (const auto &[name, bench] : all)
        if (asked.isEmpty() || asked.contains(name))
            bench();
}
