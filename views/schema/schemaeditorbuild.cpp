#include "items/schemachangewords.h"
#include "views/browse/emptynote.h"
#include "views/parts/glyphs.h"
#include "views/parts/messagestrip.h"
#include "views/parts/panetitle.h"
#include "views/parts/relatastyle.h"
#include "views/parts/screenfit.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/schema/schemaeditorprivate.h"
#include "views/schema/schemaentrydelegate.h"
#include "views/schema/schemafieldspane.h"
#include "views/schema/schemafieldstable.h"
#include "views/schema/schemahead.h"
#include "views/schema/schemaindexpane.h"
#include "views/schema/schemarelationspane.h"
#include "views/schema/schemasuggestions.h"
#include "views/schema/schemavaluespane.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

SchemaEditor::Private::Private(SchemaEditor *editor, Session *of, MigrationDesk *at, Prompts &questions)
    : q(editor)
    , session(of)
    , desk(at)
    , prompts(questions)
    , work(of)
    , plan(work, at, editor)
    , strip(new MessageStrip(editor))
    , suggestions(new SchemaSuggestions(work, editor))
    , list(new QListView(editor))
    , head(new SchemaHead(work, editor))
    , fields(new SchemaFieldsPane(work, editor))
    , relations(new SchemaRelationsPane(work, editor))
    , indexes(new SchemaIndexPane(work, editor))
    , values(new SchemaValuesPane(work, editor))
    , fieldsTitle(new PaneTitle(SchemaEditor::tr("Fields"), editor))
    , lower(new QTabWidget(editor))
    , pages(new QStackedWidget(editor))
    , note(new EmptyNote(editor))
    , side(new QTabWidget(editor))
    , diagram(new SchemaDiagram(editor))
    , text(new QPlainTextEdit(editor))
    , findingList(new QListView(editor))
    , add(new QToolButton(editor))
    , addFieldButton(new QToolButton(editor))
    , addRelation(new QToolButton(editor))
    , remove(new QToolButton(editor))
    , undo(new QAction(SchemaEditor::tr("Undo"), editor))
    , redo(new QAction(SchemaEditor::tr("Redo"), editor))
    , state(new QLabel(editor))
    , hint(new QLabel(editor))
    , cancel(new QPushButton(SchemaEditor::tr("Cancel"), editor))
    , reviewButton(new QPushButton(SchemaEditor::tr("&Review changes…"), editor))
    , accept(new QPushButton(SchemaEditor::tr("&Apply"), editor))
{
    keepTimer.setSingleShot(true);
    keepTimer.setInterval(400);
}

void SchemaEditor::Private::build()
{
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(toolRow());
    column->addWidget(strip);
    column->addWidget(suggestions);
    strip->hide();
    auto *split = new QSplitter(q);
    split->setObjectName(u"schemaSplit"_s);
    split->setChildrenCollapsible(false);
    split->addWidget(models());
    split->addWidget(middle());
    split->addWidget(pictures());
    split->setSizes({px(176), px(764), px(340)});
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setStretchFactor(2, 1);
    column->addWidget(split, 1);
    column->addWidget(findingList);
    column->addLayout(footer());
    resizeOnScreen(*q, QSize(px(1440), px(900)));
}

QLayout *SchemaEditor::Private::toolRow()
{
    const auto dress = [](QToolButton *button, const QString &name, const QString &icon, const QString &words) {
        button->setObjectName(name);
        button->setIcon(glyphs::icon(icon));
        button->setText(words);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    };
    dress(add, u"schemaAddModel"_s, u"list-add"_s, SchemaEditor::tr("Add model"));
    dress(addFieldButton, u"schemaAddField"_s, u"list-add"_s, SchemaEditor::tr("Add field"));
    dress(addRelation, u"schemaAddRelationship"_s, u"list-add"_s, SchemaEditor::tr("Add relationship"));
    dress(remove, u"schemaRemove"_s, u"list-remove"_s, SchemaEditor::tr("Remove"));
    add->setToolTip(SchemaEditor::tr("Add a model (Ctrl+Shift+M)"));
    addFieldButton->setToolTip(SchemaEditor::tr("Add a field (Ctrl+Shift+F)"));
    addRelation->setToolTip(SchemaEditor::tr("Add a relationship (Ctrl+Shift+R)"));
    add->setShortcut(u"Ctrl+Shift+M"_s);
    addFieldButton->setShortcut(u"Ctrl+Shift+F"_s);
    addRelation->setShortcut(u"Ctrl+Shift+R"_s);

    auto *more = new QToolButton(q);
    dress(more, u"schemaMore"_s, u"document-edit"_s, SchemaEditor::tr("More"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    const auto entryOf = [this](QMenu *of, const QString &words, auto &&run) {
        QAction *action = of->addAction(words);
        connect(action, &QAction::triggered, q, [this, run] {
            settle();
            run();
        });
        return action;
    };
    const auto entry = [&](const QString &words, auto &&run) { return entryOf(menu, words, run); };
    entry(SchemaEditor::tr("Add &enum"), [this] { addType(NewType::Enum); });
    entry(SchemaEditor::tr("Add &non-model type"), [this] { addType(NewType::Object); });
    menu->addSeparator();
    entry(SchemaEditor::tr("&Import a GraphQL schema…"), [this] { importSdl(); });
    entry(SchemaEditor::tr("Export as &GraphQL…"), [this] { exportSdl(); });
    QMenu *sql = menu->addMenu(SchemaEditor::tr("Export as S&QL"));
    const auto dialect = [&](const QString &words, const QString &name, SqlDialect of) {
        entryOf(sql, words, [this, of] { exportSql(of); })->setObjectName(name);
    };
    dialect(SchemaEditor::tr("For &SQLite…"), u"schemaExportSqlite"_s, SqlDialect::Sqlite);
    dialect(SchemaEditor::tr("For &PostgreSQL…"), u"schemaExportPostgres"_s, SqlDialect::Postgres);
    dialect(SchemaEditor::tr("For &MariaDB…"), u"schemaExportMariadb"_s, SqlDialect::Mariadb);
    more->setMenu(menu);

    undo->setObjectName(u"schemaUndo"_s);
    redo->setObjectName(u"schemaRedo"_s);
    undo->setIcon(glyphs::icon(u"edit-undo"_s));
    redo->setIcon(glyphs::icon(u"edit-redo"_s));
    undo->setShortcuts(QKeySequence::Undo);
    redo->setShortcuts({QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s)});
    q->addActions({undo, redo});

    auto *row = new QHBoxLayout;
    row->setContentsMargins(px(8), px(6), px(8), px(6));
    row->setSpacing(px(4));
    for (QToolButton *button : {add, addFieldButton, addRelation, remove})
        row->addWidget(button);
    row->addStretch(1);
    for (QAction *action : {undo, redo}) {
        auto *button = new QToolButton(q);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    row->addWidget(more);
    return row;
}

QWidget *SchemaEditor::Private::models()
{
    list->setObjectName(u"schemaModels"_s);
    list->setAccessibleName(SchemaEditor::tr("Models"));
    list->setModel(&entries);
    list->setItemDelegate(new SchemaEntryDelegate(list));
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setMouseTracking(true);
    auto *box = new QWidget(q);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(new PaneTitle(SchemaEditor::tr("Models"), box));
    column->addWidget(list, 1);
    return box;
}

QWidget *SchemaEditor::Private::middle()
{
    lower->setDocumentMode(true);
    lower->addTab(relations, SchemaEditor::tr("Relationships"));
    lower->addTab(indexes, SchemaEditor::tr("Indexes"));
    auto *upper = new QWidget(q);
    auto *column = new QVBoxLayout(upper);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(fieldsTitle);
    column->addWidget(fields, 1);
    auto *split = new QSplitter(Qt::Vertical, q);
    split->setChildrenCollapsible(false);
    split->addWidget(upper);
    split->addWidget(lower);
    split->setSizes({px(380), px(300)});
    pages->addWidget(split);
    pages->addWidget(values);
    pages->addWidget(note);

    auto *box = new QWidget(q);
    auto *whole = new QVBoxLayout(box);
    whole->setContentsMargins({});
    whole->setSpacing(0);
    whole->addWidget(head);
    whole->addWidget(pages, 1);
    return box;
}

QWidget *SchemaEditor::Private::pictures()
{
    text->setObjectName(u"schemaSource"_s);
    text->setAccessibleName(SchemaEditor::tr("Schema as text"));
    text->setReadOnly(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setFont(type::code());
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setLayoutDirection(Qt::LeftToRight);
    diagram->setEditable(true);
    diagram->setOutlineShown(false);
    diagram->setPrompts(&prompts);
    if (session)
        diagram->setPlaces(DiagramPlaces::fromJson(session->diagramPlaces()));
    side->setObjectName(u"schemaSide"_s);
    side->setDocumentMode(true);
    side->addTab(diagram, SchemaEditor::tr("Diagram"));
    side->addTab(text, SchemaEditor::tr("Text"));
    return side;
}

QLayout *SchemaEditor::Private::footer()
{
    findingList->setObjectName(u"schemaFindings"_s);
    findingList->setAccessibleName(SchemaEditor::tr("Findings"));
    findingList->setModel(&findingItems);
    findingList->setWordWrap(true);
    findingList->setUniformItemSizes(false);
    findingList->setResizeMode(QListView::Adjust);
    findingList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    findingList->setMaximumHeight(px(110));
    findingList->hide();
    hint->setFont(type::strong());
    hint->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    state->setForegroundRole(QPalette::PlaceholderText);
    reviewButton->setObjectName(u"schemaReview"_s);
    accept->setObjectName(u"schemaApply"_s);
    for (QPushButton *button : {cancel, reviewButton, accept})
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(px(16), px(12), px(16), px(12));
    row->setSpacing(px(8));
    row->addWidget(state);
    row->addWidget(hint, 1);
    row->addWidget(cancel);
    row->addWidget(reviewButton);
    row->addWidget(accept);
    reviewButton->setVisible(desk != nullptr);
    return row;
}

void SchemaEditor::Private::connectAll()
{
    const auto onPress = [this](QAbstractButton *button, auto &&run) {
        connect(button, &QAbstractButton::clicked, q, [this, run] {
            settle();
            run();
        });
    };
    onPress(add, [this] { addModel(); });
    connect(note, &EmptyNote::pressed, q, [this] { addModel(); });
    onPress(addFieldButton, [this] { fields->addField(); });
    onPress(addRelation, [this] {
        lower->setCurrentWidget(relations);
        relations->addRelationship();
    });
    onPress(remove, [this] { removeChosen(); });
    onPress(reviewButton, [this] { review(); });
    onPress(accept, [this] { press(); });
    connect(undo, &QAction::triggered, q, [this] {
        settle();
        work.undo();
    });
    connect(redo, &QAction::triggered, q, [this] {
        settle();
        work.redo();
    });
    connect(cancel, &QPushButton::clicked, q, &QDialog::reject);
    connect(strip, &MessageStrip::shown, strip, &QWidget::show);
    connect(strip, &MessageStrip::dismissed, strip, &QWidget::hide);

    connect(&work, &SchemaWork::changed, q, [this] {
        refresh();
        plan.renew();
    });
    connect(&work, &SchemaWork::chosen, q, [this] {
        showChosen();
        if (work.model().isValid() && side->currentWidget() == diagram)
            diagram->selectModel(work.model());
    });
    connect(&work, &SchemaWork::countsChanged, q, [this] { refresh(); });
    connect(&work, &SchemaWork::refused, q,
            [this](const QString &sentence) { strip->say(MessageStrip::Level::Error, sentence); });
    connect(side, &QTabWidget::currentChanged, q, [this] { showSide(); });
    connect(diagram, &SchemaDiagram::modelActivated, q, [this](ModelId model) {
        work.choose(model);
        head->focusName();
    });
    connect(diagram, &SchemaDiagram::relationshipActivated, q, [this](RelationshipId id) {
        work.choose(work.schema().relationship(id).source);
        lower->setCurrentWidget(relations);
        relations->showRelationship(id);
    });
    connect(diagram, &SchemaDiagram::relateRequested, q, [this](ModelId from, ModelId to) {
        lower->setCurrentWidget(relations);
        relations->relate(from, to);
    });
    connect(diagram, &SchemaDiagram::placesChanged, &keepTimer, qOverload<>(&QTimer::start));
    connect(&keepTimer, &QTimer::timeout, q, [this] { keepPlaces(); });
    connect(suggestions, &SchemaSuggestions::added, q, [this](RelationshipId id) {
        const Relationship &made = work.schema().relationship(id);
        work.choose(made.kind == RelationshipKind::OneToOne ? made.source : made.target);
        lower->setCurrentWidget(relations);
        relations->showRelationship(id);
    });
    connect(&plan, &DraftPlan::changed, q, [this] { judge(); });

    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, q, [this](const QModelIndex &index) {
        if (!index.isValid())
            return;
        target = Target::Entry;
        const SchemaEntry entry = entries.row(index.row());
        if (entry.model.isValid())
            work.choose(entry.model);
        else
            work.chooseType(entry.name);
        judge();
    });
    const auto targets = [this](QAbstractItemView *view, Target wanted) {
        view->installEventFilter(q);
        connect(view, &QAbstractItemView::pressed, q, [this, wanted] {
            target = wanted;
            judge();
        });
        connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, q,
                [this, wanted, view](const QItemSelection &selected) {
                    if (selected.isEmpty() || !view->hasFocus())
                        return;
                    target = wanted;
                    judge();
                });
    };
    targets(list, Target::Entry);
    targets(fields->table(), Target::Field);
    targets(relations->list(), Target::Relationship);
    targets(values->list(), Target::Value);
    targets(indexes->list(), Target::Index);
    connect(findingList, &QListView::activated, q, [this](const QModelIndex &index) { jumpTo(index); });
    connect(findingList, &QListView::clicked, q, [this](const QModelIndex &index) { jumpTo(index); });
}

} // namespace relata
