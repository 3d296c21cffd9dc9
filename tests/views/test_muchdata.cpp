#include "items/instancetableitemmodel.h"
#include "items/windowcache.h"
#include "session/session.h"
#include "support/largedatabase.h"
#include "support/sqlwatch.h"
#include "views/actions.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browser.h"
#include "views/mainwindow.h"
#include "views/parts/fieldeditor.h"

#include <QAction>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

/// The window over twenty thousand orders with sixty thousand links: what it asks the database for, and what it holds.
/// How long things take is measured by benchmarks/windowbench and asserted nowhere.
class TestMuchData final : public QObject
{
    Q_OBJECT

private:
    static constexpr int orders = 20'000;

    std::unique_ptr<test::ScratchDatabase> m_scratch;
    std::unique_ptr<test::SqlWatch> m_watch;
    std::unique_ptr<MainWindow> m_window;
    bool m_busy = false;

    Browser &browser() { return m_window->browser(); }
    InstanceTableItemModel &items() { return browser().instances->itemModel(); }
    QTableView *table() { return m_window->findChild<QTableView *>(u"instanceTable"_s); }
    [[nodiscard]] ModelId model(const QString &name) { return *m_window->session()->schema().modelNamed(name); }
    FieldEditor *field(const QString &name)
    {
        for (FieldEditor *editor : browser().form->findChildren<FieldEditor *>())
            if (editor->field().name == name)
                return editor;
        return nullptr;
    }
    void settle()
    {
        QCoreApplication::processEvents();
        QTRY_VERIFY_WITH_TIMEOUT(!m_busy && items().total()
                                     && (items().rowCount() == 0 || items().heldKeyAt(std::max(0, table()->rowAt(0)))),
                                 60'000);
    }
    void scroll(int row)
    {
        table()->verticalScrollBar()->setValue(row);
        settle();
    }
    void filter(const QString &text)
    {
        auto *line = m_window->findChild<QLineEdit *>(u"instanceFilter"_s);
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    /// Nothing ran on the window's thread; where `most` is given, no statement gave more rows.
    void judge(qint64 most)
    {
        const auto heard = m_watch->take();
        QVERIFY(!heard.empty());
        for (const auto &statement : heard) {
            QVERIFY2(statement.thread != std::this_thread::get_id(), qPrintable(statement.text));
            if (most > 0)
                QVERIFY2(statement.rows <= most, qPrintable(u"%1 rows: %2"_s.arg(statement.rows).arg(statement.text)));
        }
    }
    [[nodiscard]] int held()
    {
        int count = 0;
        for (int row = 0; row < items().rowCount(); ++row)
            count += items().heldKeyAt(row) ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void init()
    {
        m_scratch = std::make_unique<test::ScratchDatabase>(test::manyRowsSchema());
        test::fill(*m_scratch->open(), {.orders = orders, .customers = 200, .products = 200});
        m_watch = std::make_unique<test::SqlWatch>();
        m_window = std::make_unique<MainWindow>(MainWindow::Settings::Forget);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->openDatabase(m_scratch->url().path);
        QTRY_VERIFY(m_window->session());
        m_busy = false;
        connect(m_window->session(), &Session::busyChanged, this, [this](bool busy) { m_busy = busy; });
        browser().showModel(model(u"Order"_s));
        settle();
    }
    void cleanup()
    {
        m_window.reset();
        m_watch.reset();
        m_scratch.reset();
    }

    void browsingReadsPagesAndNeverOnTheWindowsThread()
    {
        for (const int row : {orders, orders / 2, 0, orders / 3})
            scroll(row);
        for (int column = 0; column < items().columnCount(); ++column)
            for (int turn = 0; turn < 3; ++turn) {
                Q_EMIT table()->horizontalHeader()->sectionClicked(column);
                settle();
                scroll(orders / 2);
            }
        for (const QString &text : {u"par"_s, u"parcel 42"_s, u"nothing holds this"_s, QString()}) {
            filter(text);
            settle();
        }
        table()->setFocus();
        for (int i = 0; i < 30; ++i)
            QTest::keyClick(table(), Qt::Key_Down);
        settle();
        // A page, or the 50 candidates, or a statement's own little: never the model.
        judge(WindowCache::pageSize);
    }

    void holdsTheNeighbourhoodOnly()
    {
        for (int row = 0; row < orders; row += 200) {
            scroll(row);
            QVERIFY(held() <= WindowCache::mostRows);
        }
        QVERIFY(held() > 0);
        m_window->browser().refresh();
        settle();
        QVERIFY(held() <= WindowCache::mostRows);
        judge(WindowCache::mostRows);
    }

    void changesOfThousandsComeAndGo()
    {
        const auto count = [this] { return items().total().value_or(-1); };
        QTRY_VERIFY(field(u"note"_s) && field(u"note"_s)->isEnabled());
        field(u"note"_s)->setTyped({false, u"Ring twice"_s, {}});
        Q_EMIT field(u"note"_s)->edited();
        m_window->actions().saveInstance->trigger();
        QTRY_VERIFY(!browser().form->isDirty());

        // The first customer has a tenth of all orders, and they have their links.
        browser().showModel(model(u"Customer"_s));
        settle();
        m_window->actions().deleteInstances->trigger();
        QPushButton *confirm = nullptr;
        QTRY_VERIFY([&] {
            auto *dialog = m_window->findChild<QDialog *>(u"deleteDialog"_s);
            const auto buttons = dialog ? dialog->findChildren<QPushButton *>() : QList<QPushButton *>();
            for (QPushButton *button : buttons)
                if (button->text().remove(u'&') == u"Delete"_s)
                    confirm = button;
            return confirm && confirm->isEnabled();
        }());
        browser().showModel(model(u"Order"_s));
        settle();
        scroll(orders / 2);
        confirm->click();
        QTRY_COMPARE_WITH_TIMEOUT(count(), qint64(orders - orders / 10), 60'000);
        settle();
        for (int row = 0; row < items().rowCount(); ++row)
            if (const Row *there = items().heldKeyAt(row) ? items().rowAt(row) : nullptr)
                QVERIFY(there->values.back() != Value(u"c0000"_s));
        m_window->actions().undo->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(count(), qint64(orders), 60'000);
        settle();
        judge(0);
    }
};

QTEST_MAIN(TestMuchData)
#include "test_muchdata.moc"
