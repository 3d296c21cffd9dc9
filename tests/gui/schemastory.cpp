#include "gui/schemastory.h"

#include "items/migrationitemmodel.h"
#include "session/session.h"
#include "views/parts/messagestrip.h"
#include "views/schema/schemaeditor.h"
#include "views/startcard.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QToolButton>

namespace relata {

using namespace Qt::StringLiterals;

SchemaStory::SchemaStory(By device)
    : m_hand(device == By::Mouse ? std::unique_ptr<Hand>(new MouseHand(s)) : std::unique_ptr<Hand>(new KeyHand(s)))
    , m_by(device)
{}

// In and out

bool SchemaStory::startsNew()
{
    for (StartCard *card : s.window.findChildren<StartCard *>())
        if (card->text() == u"New database…"_s)
            m_hand->press(card);
    return QTest::qWaitFor([this] { return editor() && QApplication::activeWindow() == editor(); }, patience);
}

bool SchemaStory::opensEditor()
{
    // What is still being saved would be asked about.
    if (!QTest::qWaitFor([this] { return s.settles() && s.formWords().isEmpty(); }, patience))
        return false;
    if (m_by == By::Keyboard)
        s.press(u"Ctrl+E"_s);
    else
        m_hand->press(qobject_cast<QToolButton *>(s.button(&s.window, u"Edit schema…"_s)));
    return QTest::qWaitFor([this] { return editor() && QApplication::activeWindow() == editor(); }, patience);
}

bool SchemaStory::windowShowsNew(const Session *before)
{
    const bool shown = QTest::qWaitFor(
        [&] { return !editor() && s.window.session() && s.window.session() != before && s.settles(); }, patience);
    if (!shown)
        qWarning("It was not written: %s", qPrintable(editor() ? message() : s.message()));
    return shown;
}

bool SchemaStory::makes(const QString &file)
{
    s.prompts.target = file;
    press("schemaApply");
    return windowShowsNew(nullptr) && s.file() == file;
}

bool SchemaStory::applies()
{
    const Session *before = s.window.session();
    auto *apply = part<QPushButton>("schemaApply");
    if (!QTest::qWaitFor([&] { return apply->isEnabled(); }, patience)) {
        qWarning("It cannot be applied: %s",
                 qPrintable(apply->toolTip() % u'\n' % shown(list("schemaFindings")).join(u'\n')));
        return false;
    }
    m_hand->press(apply);
    return windowShowsNew(before);
}

void SchemaStory::take(const QString &menu, const QString &entry) const
{
    m_hand->takeFromBar(s.window.menuBar(), menu, entry);
}

void SchemaStory::press(const char *button) const { m_hand->press(part<QAbstractButton>(button)); }

void SchemaStory::more(const QString &entry) const { m_hand->takeFromMenu(part<QToolButton>("schemaMore"), entry); }

void SchemaStory::type(const QString &text)
{
    if (text.isEmpty())
        s.press(Qt::Key_Backspace);
    s.type(text);
    const QPointer<QWidget> line(QApplication::focusWidget());
    s.press(Qt::Key_Return);
    // An editor in a cell goes when its value has been taken.
    if (line && qobject_cast<QAbstractItemView *>(line->parentWidget()->parentWidget()))
        SOON(!line);
}

/// By the keyboard with Del: on the way to the button other lists would be chosen.
void SchemaStory::remove()
{
    if (m_by == By::Keyboard)
        s.press(Qt::Key_Delete);
    else
        press("schemaRemove");
}

// Entries

QListView *SchemaStory::entries() const { return part<QListView>("schemaModels"); }

void SchemaStory::choose(const QString &entry) const
{
    m_hand->select(entries(), row(entries(), entry));
    QCOMPARE(part<QLineEdit>("schemaName")->text(), entry);
}

void SchemaStory::addModel(const QString &name)
{
    press("schemaAddModel");
    type(name);
    QCOMPARE(entries()->currentIndex().data().toString(), name);
}

void SchemaStory::addEnum(const QString &name, const QStringList &values)
{
    more(u"Add enum"_s);
    type(name);
    QCOMPARE(entries()->currentIndex().data().toString(), name);
    for (const QString &value : values)
        addValue(value);
}

void SchemaStory::addType(const QString &name)
{
    more(u"Add non-model type"_s);
    type(name);
    QCOMPARE(entries()->currentIndex().data().toString(), name);
}

void SchemaStory::rename(const QString &wanted)
{
    m_hand->enter(part<QLineEdit>("schemaName"));
    type(wanted);
    QCOMPARE(entries()->currentIndex().data().toString(), wanted);
}

void SchemaStory::describe(const QString &text)
{
    m_hand->enter(part<QLineEdit>("schemaDescription"));
    type(text);
}

void SchemaStory::removeEntry(const QString &entry)
{
    m_hand->select(entries(), row(entries(), entry));
    remove();
    QVERIFY(!shown(entries()).contains(entry));
}

// Fields

QTableView *SchemaStory::fields() const { return part<QTableView>("schemaFields"); }

QModelIndex SchemaStory::cell(const QString &field, Column column) const
{
    return row(fields(), field).siblingAtColumn(column);
}

void SchemaStory::addField(const QString &name, const QString &type)
{
    press("schemaAddField");
    this->type(name);
    QVERIFY2(cell(name, Column::Name).isValid(), qPrintable(name));
    if (!type.isEmpty())
        pickIn(name, Column::Type, type);
}

void SchemaStory::typeInto(const QString &field, Column column, const QString &text)
{
    m_hand->open(fields(), cell(field, column));
    s.press(QKeySequence::SelectAll);
    type(text);
}

void SchemaStory::pickIn(const QString &field, Column column, const QString &choice)
{
    m_hand->pick(fields(), cell(field, column), choice);
    QCOMPARE(cell(field, column).data().toString(), choice);
}

void SchemaStory::toggle(const QString &field, Column column)
{
    const QModelIndex index = cell(field, column);
    const QVariant before = index.data(Qt::CheckStateRole);
    m_hand->toggle(fields(), index);
    QVERIFY2(cell(field, column).data(Qt::CheckStateRole) != before, qPrintable(field));
}

void SchemaStory::move(const QString &field, const QString &before)
{
    const QModelIndex goal = row(fields(), before);
    const int to = before.isEmpty() ? fields()->model()->rowCount() : goal.row();
    m_hand->move(fields(), cell(field, Column::Name), to);
    const int row = cell(field, Column::Name).row();
    SOON_COMPARE(row, cell(field, Column::Name).row());
    if (before.isEmpty())
        SOON_COMPARE(cell(field, Column::Name).row(), fields()->model()->rowCount() - 1);
    else
        SOON_COMPARE(cell(field, Column::Name).row() + 1, cell(before, Column::Name).row());
}

void SchemaStory::removeField(const QString &field)
{
    m_hand->select(fields(), cell(field, Column::Name));
    remove();
    QVERIFY(!cell(field, Column::Name).isValid());
}

// Relationships

QListView *SchemaStory::list(const char *name) const { return part<QListView>(name); }

void SchemaStory::addRelationship(const QString &far)
{
    press("schemaAddRelationship");
    pick("relationTarget", far);
}

void SchemaStory::chooseRelationship(const QString &beginning)
{
    auto *tabs = list("schemaRelationships");
    if (!tabs->isVisible())
        m_hand->showTab(tabs->parentWidget());
    const QModelIndex index = row(tabs, beginning);
    QVERIFY2(index.isValid(), qPrintable(shown(tabs).join(u'\n')));
    m_hand->select(tabs, index);
}

void SchemaStory::pick(const char *combo, const QString &choice)
{
    auto *box = part<QComboBox>(combo);
    if (box && box->currentText() == choice)
        return;
    m_hand->pick(box, choice);
    QTRY_VERIFY2_WITH_TIMEOUT(part<QComboBox>(combo)->currentText() == choice, qPrintable(message()), patience);
}

void SchemaStory::fill(const char *line, const QString &text)
{
    auto *edit = part<QLineEdit>(line);
    if (edit && edit->text() == text)
        return;
    m_hand->enter(edit);
    type(text);
    QCOMPARE(edit->text(), text);
}

void SchemaStory::tick(const char *box) { m_hand->press(part<QCheckBox>(box)); }

void SchemaStory::removeRelationship(const QString &beginning)
{
    chooseRelationship(beginning);
    remove();
    QVERIFY(!row(list("schemaRelationships"), beginning).isValid());
}

// Values

void SchemaStory::addValue(const QString &name)
{
    press("schemaAddValue");
    type(name);
    QVERIFY2(shown(list("schemaValues")).contains(name), qPrintable(name));
}

void SchemaStory::renameValue(const QString &name, const QString &wanted)
{
    m_hand->open(list("schemaValues"), row(list("schemaValues"), name));
    s.press(QKeySequence::SelectAll);
    type(wanted);
    QVERIFY2(shown(list("schemaValues")).contains(wanted), qPrintable(wanted));
}

void SchemaStory::removeValue(const QString &name)
{
    m_hand->select(list("schemaValues"), row(list("schemaValues"), name));
    remove();
    QVERIFY(!shown(list("schemaValues")).contains(name));
}

// Indexes

void SchemaStory::addIndex(const QStringList &fields, bool unique)
{
    auto *pane = list("schemaIndexes")->parentWidget();
    if (!pane->isVisible())
        m_hand->showTab(pane);
    for (const QString &field : fields)
        m_hand->takeFromMenu(part<QToolButton>("schemaIndexFields"), field);
    for (QCheckBox *box : pane->findChildren<QCheckBox *>())
        if (box->isChecked() != unique)
            m_hand->press(box);
    m_hand->press(Story::button(pane, u"Add inde&x"_s));
}

void SchemaStory::removeIndex(const QString &name)
{
    auto *indexes = list("schemaIndexes");
    if (!indexes->isVisible())
        m_hand->showTab(indexes->parentWidget());
    m_hand->select(indexes, row(indexes, name));
    remove();
    QVERIFY(!row(indexes, name).isValid());
}

// Review

bool SchemaStory::opensReview()
{
    auto *button = part<QPushButton>("schemaReview");
    if (!QTest::qWaitFor([&] { return button->isEnabled(); }, patience))
        return false;
    m_hand->press(button);
    return QTest::qWaitFor([this] { return review() && QApplication::activeWindow() == review(); }, patience);
}

void SchemaStory::decide(const QString &change, const QString &remedy, const QString &value)
{
    const QModelIndex index = row(list("migrationChanges"), change);
    QVERIFY2(index.isValid(), qPrintable(changes().join(u'\n')));
    m_hand->select(list("migrationChanges"), index);
    // A change may ask more than once: of each field that has the value, say.
    for (int question = 0;; ++question) {
        QList<QRadioButton *> choices;
        for (QRadioButton *button : review()->findChildren<QRadioButton *>())
            if (button->isVisible() && button->text().startsWith(remedy))
                choices.append(button);
        if (question == choices.size())
            break;
        const QPointer<QRadioButton> choice(choices.at(question));
        m_hand->press(choice);
        if (!value.isEmpty())
            answer(choice->parentWidget(), value);
        SOON(!choice);
    }
    const int number = row(list("migrationChanges"), change).row();
    SOON(stateOf(number) != MigrationState::NeedsDecision);
}

void SchemaStory::answer(const QWidget *problem, const QString &value)
{
    for (QLineEdit *line : problem->findChildren<QLineEdit *>())
        if (line->isVisible() && line->accessibleName() == "Value to set"_L1)
            m_hand->enter(line);
    type(value);
}

void SchemaStory::agree(const QString &change)
{
    const QModelIndex index = row(list("migrationChanges"), change);
    QVERIFY2(index.isValid(), qPrintable(changes().join(u'\n')));
    m_hand->select(list("migrationChanges"), index);
    auto *line = part<QLineEdit>("migrationLossName");
    QVERIFY(line);
    m_hand->enter(line);
    s.type(line->accessibleName().section(u'“', 1).section(u'”', 0, 0));
}

void SchemaStory::decideAll(const QString &remedy, const QString &value)
{
    for (int number = 0; number < changes().size(); ++number)
        if (stateOf(number) == MigrationState::NeedsDecision)
            decide(changes().at(number), remedy, value);
}

void SchemaStory::agreeAll()
{
    for (int number = 0; number < changes().size(); ++number)
        if (stateOf(number) == MigrationState::LosesData)
            agree(changes().at(number));
}

MigrationState SchemaStory::stateOf(int change) const
{
    const QModelIndex index = list("migrationChanges")->model()->index(change, 0);
    return static_cast<MigrationState>(index.data(MigrationItemModel::StateRole).toInt());
}

bool SchemaStory::appliesReviewed()
{
    const Session *before = s.window.session();
    auto *apply = part<QPushButton>("migrationApply");
    if (!QTest::qWaitFor([&] { return apply->isEnabled(); }, patience)) {
        qWarning("It cannot be applied: %s", qPrintable(apply->toolTip()));
        return false;
    }
    m_hand->press(apply);
    return windowShowsNew(before);
}

QStringList SchemaStory::changes() const { return shown(list("migrationChanges")); }

// The eye

const Schema &SchemaStory::draft() const { return static_cast<SchemaEditor *>(editor())->history().draft().schema; }

QString SchemaStory::message() const
{
    const auto *strip = editor()->findChild<MessageStrip *>();
    return strip->isVisible() ? strip->text() : QString();
}

QString SchemaStory::hint() const { return editor()->findChild<QPushButton *>(u"schemaApply"_s)->toolTip(); }

QStringList SchemaStory::shown(const QAbstractItemView *view)
{
    QStringList all;
    for (int row = 0; row < view->model()->rowCount(); ++row)
        all.append(view->model()->index(row, 0).data().toString());
    return all;
}

// The file

QStringList SchemaStory::census(test::RawDatabase &raw)
{
    QStringList all;
    for (const QString &name : raw.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                                        "'sqlite_%' AND name NOT LIKE 'relata_%' ORDER BY name")) {
        const QString bare = name.mid(1, name.size() - 2);
        const QByteArray count = "SELECT count(*) FROM \"" + bare.toUtf8() + '"';
        all.append(bare % u' ' % raw.value(count.constData()));
    }
    return all;
}

void SchemaStory::verifyWhole(test::RawDatabase &raw)
{
    QCOMPARE(raw.value("PRAGMA integrity_check"), u"'ok'"_s);
    QCOMPARE(raw.rows("PRAGMA foreign_key_check"), QStringList());
}

QModelIndex SchemaStory::row(const QAbstractItemView *view, const QString &beginning)
{
    const QStringList all = shown(view);
    const auto whole = all.indexOf(beginning);
    for (int row = 0; row < all.size(); ++row)
        if (whole < 0 ? !beginning.isEmpty() && all[row].startsWith(beginning) : row == whole)
            return view->model()->index(row, 0);
    return {};
}

} // namespace relata
