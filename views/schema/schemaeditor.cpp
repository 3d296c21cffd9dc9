#include "views/schema/schemaeditor.h"

#include "items/findingsitemmodel.h"
#include "items/migrationitemmodel.h"
#include "items/schemachangewords.h"
#include "items/schemaentriesitemmodel.h"
#include "schema/schemarules.h"
#include "schema/sdl.h"
#include "session/session.h"
#include "views/parts/glyphs.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/parts/panetitle.h"
#include "views/parts/relatastyle.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/schema/migrationdesk.h"
#include "views/schema/migrationreview.h"
#include "views/schema/schemaentrydelegate.h"
#include "views/schema/schemafieldspane.h"
#include "views/schema/schemahead.h"
#include "views/schema/schemaindexpane.h"
#include "views/schema/schemarelationspane.h"
#include "views/schema/schemasuggestions.h"
#include "views/schema/schemavaluespane.h"
#include "views/schema/schemawork.h"

#include <QAction>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

class SchemaEditor::Private
{
public:
    Private(SchemaEditor *editor, Session *of, MigrationDesk *at, Prompts &questions);

    void build();
    [[nodiscard]] QLayout *toolRow();
    [[nodiscard]] QWidget *models();
    [[nodiscard]] QWidget *middle();
    [[nodiscard]] QWidget *pictures();
    [[nodiscard]] QLayout *footer();
    void connectAll();

    void addModel();
    void addType(bool isEnum);
    void removeChosen();
    [[nodiscard]] QString removeWords() const;
    void removeEntry();
    void refresh();
    void showSide();
    void showChosen();
    void jumpTo(const QModelIndex &finding);

    void suggest();
    void keepPlaces();
    void planSoon();
    void plan();
    void judge();
    void press();
    void review();
    void apply();
    void importSdl();
    void exportText(const QString &text, const QString &ending);
    [[nodiscard]] QString databaseName() const;

    /// What Remove takes away: the thing that was chosen last.
    enum class Target { Entry, Field, Relationship, Value, Index };

    SchemaEditor *q;
    QPointer<Session> session;
    MigrationDesk *desk;
    Prompts &prompts;
    SchemaWork work;
    MigrationIntent intent; ///< the remedies that were chosen so far
    std::optional<MigrationPlan> planned;
    QString planFailure;
    quint64 question = 0;
    bool applying = false;
    Target target = Target::Entry;
    QTimer planTimer;
    QTimer keepTimer; ///< keeps the diagram's places some time after they changed

    SchemaEntriesItemModel entries;
    FindingsItemModel findingItems;
    MessageStrip *strip;
    SchemaSuggestions *suggestions;
    QListView *list;
    SchemaHead *head;
    SchemaFieldsPane *fields;
    SchemaRelationsPane *relations;
    SchemaIndexPane *indexes;
    SchemaValuesPane *values;
    PaneTitle *fieldsTitle;
    QTabWidget *lower;
    QStackedWidget *pages;
    QTabWidget *side;
    SchemaDiagram *diagram;
    QPlainTextEdit *text;
    QListView *findingList;
    QToolButton *add;
    QToolButton *addFieldButton;
    QToolButton *addRelation;
    QToolButton *remove;
    QAction *undo;
    QAction *redo;
    QLabel *state;
    QLabel *hint;
    QPushButton *cancel;
    QPushButton *reviewButton;
    QPushButton *accept;
};

SchemaEditor::Private::Private(SchemaEditor *editor, Session *of, MigrationDesk *at, Prompts &questions)
    : q(editor)
    , session(of)
    , desk(at)
    , prompts(questions)
    , work(of)
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
    , reviewButton(new QPushButton(SchemaEditor::tr("Review changes…"), editor))
    , accept(new QPushButton(SchemaEditor::tr("Apply"), editor))
{
    planTimer.setSingleShot(true);
    planTimer.setInterval(200);
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
    // As large as the screen has room for beside its own frame.
    const QSize room = q->screen()->availableSize() - QSize(px(16), px(40));
    q->resize(QSize(px(1440), px(900)).boundedTo(room));
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
    const auto entry = [&](const QString &words, auto &&run) {
        connect(menu->addAction(words), &QAction::triggered, q, run);
    };
    entry(SchemaEditor::tr("Add &enum"), [this] { addType(true); });
    entry(SchemaEditor::tr("Add &non-model type"), [this] { addType(false); });
    menu->addSeparator();
    entry(SchemaEditor::tr("&Import a GraphQL schema…"), [this] { importSdl(); });
    entry(SchemaEditor::tr("Export as &GraphQL…"), [this] { exportText(sdl::write(work.schema()), u"graphql"_s); });
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
    connect(add, &QToolButton::clicked, q, [this] { addModel(); });
    connect(addFieldButton, &QToolButton::clicked, q, [this] { fields->addField(); });
    connect(addRelation, &QToolButton::clicked, q, [this] {
        lower->setCurrentWidget(relations);
        relations->addRelationship();
    });
    connect(remove, &QToolButton::clicked, q, [this] { removeChosen(); });
    connect(undo, &QAction::triggered, q, [this] { work.undo(); });
    connect(redo, &QAction::triggered, q, [this] { work.redo(); });
    connect(cancel, &QPushButton::clicked, q, &QDialog::reject);
    connect(reviewButton, &QPushButton::clicked, q, [this] { review(); });
    connect(accept, &QPushButton::clicked, q, [this] { press(); });
    connect(strip, &MessageStrip::shown, strip, &QWidget::show);
    connect(strip, &MessageStrip::dismissed, strip, &QWidget::hide);

    connect(&work, &SchemaWork::changed, q, [this] {
        refresh();
        planSoon();
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
    connect(&planTimer, &QTimer::timeout, q, [this] { plan(); });

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

void SchemaEditor::Private::refresh()
{
    {
        // What the list chooses by itself while rows come and go is nobody's choice.
        const QSignalBlocker quiet(list->selectionModel());
        entries.show(work.draft(), work.counts(), schemachangewords::countsByModel(work.differences(), work.schema()));
    }
    findingItems.show(work.findings());
    findingList->setVisible(findingItems.rowCount() > 0);
    showSide();
    const auto explain = [](QAction *action, const QString &words, const QString &nothing) {
        action->setEnabled(!words.isEmpty());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip((words.isEmpty() ? nothing : QString(action->text() % u": "_s % words)) % u" ("_s % keys
                           % u')');
    };
    explain(undo, work.history().undoWords(), SchemaEditor::tr("Nothing to undo"));
    explain(redo, work.history().redoWords(), SchemaEditor::tr("Nothing to redo"));
    showChosen();
}

/// The picture, or the text: whichever is seen.
void SchemaEditor::Private::showSide()
{
    if (side->currentWidget() == text) {
        text->setPlainText(sdl::write(work.schema()));
        return;
    }
    diagram->setSchema(work.schema());
    for (std::size_t i = 0; i < work.schema().models.size(); ++i) {
        const auto origin = work.draft().origins.models[i].model;
        if (origin && work.counts()[origin->index()] >= 0)
            diagram->setCounts(ModelId(static_cast<int>(i)), work.counts()[origin->index()]);
    }
    if (work.model().isValid())
        diagram->selectModel(work.model());
}

void SchemaEditor::Private::showChosen()
{
    const int row = work.model().isValid() ? entries.rowOf(work.model()) : entries.rowOfType(work.type());
    if (row >= 0 && list->currentIndex().row() != row) {
        const QSignalBlocker quiet(list->selectionModel());
        list->setCurrentIndex(entries.index(row));
        list->viewport()->update();
    }
    const bool isEnum = work.schema().enumNamed(work.type()) != nullptr;
    pages->setCurrentIndex(isEnum ? 1 : 0);
    lower->setVisible(work.model().isValid());
    const bool isView = work.model().isValid() && work.schema().model(work.model()).view;
    addFieldButton->setEnabled((work.model().isValid() || !work.type().isEmpty()) && !isEnum && !isView);
    addRelation->setEnabled(work.model().isValid() && work.schema().model(work.model()).isWritable());
    judge();
}

void SchemaEditor::Private::addModel()
{
    QStringList taken;
    for (const Model &model : work.schema().models)
        taken.append(model.name);
    for (const EnumType &type : work.schema().enums)
        taken.append(type.name);
    for (const ObjectType &type : work.schema().types)
        taken.append(type.name);
    const QString name = schemarules::freeName(SchemaEditor::tr("NewModel", "name of a model just added"), taken);
    ModelId added;
    const bool done = work.edit(SchemaEditor::tr("Add a model"), [&](SchemaDraft &draft) -> Done {
        const auto model = schemaedit::addModel(draft, name);
        if (!model)
            return tl::unexpected(model.error());
        added = *model;
        return {};
    });
    if (!done)
        return;
    work.choose(added);
    target = Target::Entry;
    head->focusName();
}

void SchemaEditor::Private::addType(bool isEnum)
{
    QStringList taken;
    for (const SchemaEntry &entry : [this] {
             std::vector<SchemaEntry> all;
             for (int row = 0; row < entries.rowCount(); ++row)
                 all.push_back(entries.row(row));
             return all;
         }())
        taken.append(entry.name);
    const QString name = schemarules::freeName(isEnum ? SchemaEditor::tr("NewEnum", "name of an enum just added")
                                                      : SchemaEditor::tr("NewType", "name of a type just added"),
                                               taken);
    const QString words = isEnum ? SchemaEditor::tr("Add an enum") : SchemaEditor::tr("Add a non-model type");
    const bool done = work.edit(words, [&](SchemaDraft &draft) {
        if (isEnum)
            return schemaedit::addEnum(draft, name, {});
        ObjectType type;
        type.name = name;
        return schemaedit::setType(draft, type);
    });
    if (!done)
        return;
    work.chooseType(name);
    target = Target::Entry;
    head->focusName();
}

QString SchemaEditor::Private::removeWords() const
{
    const QString entry = work.model().isValid() ? work.schema().model(work.model()).name : work.type();
    switch (target) {
    case Target::Entry:
        return entry.isEmpty() ? QString() : SchemaEditor::tr("Remove %1").arg(entry);
    case Target::Field:
        return fields->currentName().isEmpty()
            ? QString()
            : SchemaEditor::tr("Remove the field %1").arg(QString(entry % u'.' % fields->currentName()));
    case Target::Relationship:
        return relations->currentSentence().isEmpty()
            ? QString()
            : SchemaEditor::tr("Remove the relationship: %1").arg(relations->currentSentence());
    case Target::Value:
        return values->currentValue().isEmpty() ? QString()
                                                : SchemaEditor::tr("Remove the value %1").arg(values->currentValue());
    case Target::Index:
        return indexes->currentName().isEmpty() ? QString()
                                                : SchemaEditor::tr("Remove the index %1").arg(indexes->currentName());
    }
    Q_UNREACHABLE();
}

void SchemaEditor::Private::removeChosen()
{
    if (removeWords().isEmpty())
        return;
    switch (target) {
    case Target::Entry:
        return removeEntry();
    case Target::Field:
        return fields->removeCurrent();
    case Target::Relationship:
        return relations->removeCurrent();
    case Target::Value:
        return values->removeCurrent();
    case Target::Index:
        return indexes->removeCurrent();
    }
}

void SchemaEditor::Private::removeEntry()
{
    const ModelId model = work.model();
    const QString name = work.type();
    work.edit(removeWords(), [=](SchemaDraft &draft) {
        if (model.isValid())
            return schemaedit::removeModel(draft, model);
        return draft.schema.enumNamed(name) ? schemaedit::removeEnum(draft, name) : schemaedit::removeType(draft, name);
    });
    list->setFocus(Qt::OtherFocusReason);
}

void SchemaEditor::Private::jumpTo(const QModelIndex &index)
{
    const Finding finding = findingItems.row(index.row());
    if (!finding.enumName.isEmpty() || !finding.typeName.isEmpty()) {
        work.chooseType(finding.enumName.isEmpty() ? finding.typeName : finding.enumName);
        if (!finding.enumValue.isEmpty())
            return values->showValue(finding.enumValue);
    } else if (finding.model.isValid()) {
        work.choose(finding.model);
    }
    if (finding.relationship.isValid()) {
        lower->setCurrentWidget(relations);
        relations->showRelationship(finding.relationship);
    } else if (finding.field.isValid()) {
        fields->showField(finding.field.value());
    } else if (finding.index >= 0) {
        lower->setCurrentWidget(indexes);
        indexes->list()->setCurrentRow(finding.index);
        indexes->list()->setFocus(Qt::OtherFocusReason);
    } else {
        head->focusName();
    }
}

/// What cannot be found is not offered: a suggestion is never missed.
void SchemaEditor::Private::suggest()
{
    if (!desk || !session || session->isReadOnly())
        return;
    desk->suggest(q, [this](const Result<std::vector<Suggestion>> &found) {
        if (found)
            suggestions->show(*found);
    });
}

/// With the database as it is: a database that is about to get another schema takes them along.
void SchemaEditor::Private::keepPlaces()
{
    keepTimer.stop();
    if (session)
        session->setDiagramPlaces(diagram->places().toJson());
}

void SchemaEditor::Private::planSoon()
{
    ++question;
    planned.reset();
    planFailure.clear();
    intent.schema = work.schema();
    intent.origins = work.draft().origins;
    if (desk && !work.differences().empty() && !hasErrors(work.findings()))
        planTimer.start();
    else
        planTimer.stop();
    judge();
}

void SchemaEditor::Private::plan()
{
    desk->plan(intent, q, [this, asked = question](const Result<MigrationPlan> &answer) {
        if (asked != question)
            return;
        if (answer)
            planned = *answer;
        else
            planFailure = answer.error().message;
        judge();
    });
}

/// What can be pressed, and why not.
void SchemaEditor::Private::judge()
{
    const int count = static_cast<int>(work.differences().size());
    const bool errors = hasErrors(work.findings());
    const bool look = planned && needsLook(*planned);
    QString reason;
    if (applying)
        reason = SchemaEditor::tr("Applying…");
    else if (count == 0)
        reason = work.isNew() ? SchemaEditor::tr("Add a model first.") : SchemaEditor::tr("Nothing has changed.");
    else if (session && session->isReadOnly())
        reason = session->readOnlyReason();
    else if (errors)
        reason = SchemaEditor::tr("Mend what is marked as an error first.");
    else if (!planFailure.isEmpty())
        reason = planFailure;
    else if (look)
        reason = SchemaEditor::tr("Some changes need a look first.");
    else if (desk && !planned)
        reason = SchemaEditor::tr("Looking at the data…");

    state->setText(count == 0       ? SchemaEditor::tr("No changes")
                       : count == 1 ? SchemaEditor::tr("1 change, nothing written yet")
                                    : SchemaEditor::tr("%1 changes, nothing written yet").arg(count));
    hint->setText(count == 0 ? QString() : reason);
    QPalette tinted = hint->palette();
    tinted.setColor(QPalette::WindowText,
                    errors || !planFailure.isEmpty() ? Palette::current().danger : Palette::current().warning);
    hint->setPalette(tinted);
    accept->setEnabled(reason.isEmpty());
    accept->setToolTip(reason);
    setLook(accept, look ? ButtonLook::Plain : ButtonLook::Primary);
    reviewButton->setEnabled(planned && !applying && count > 0);
    reviewButton->setToolTip(reviewButton->isEnabled() ? QString() : reason);
    setLook(reviewButton, look ? ButtonLook::Primary : ButtonLook::Plain);
    const QString words = removeWords();
    remove->setEnabled(!words.isEmpty());
    remove->setToolTip(words.isEmpty() ? SchemaEditor::tr("Choose what to remove first.")
                                       : SchemaEditor::tr("%1 (Del)").arg(words));
}

QString SchemaEditor::Private::databaseName() const
{
    return session ? session->url().fileName() : SchemaEditor::tr("new database");
}

void SchemaEditor::Private::press()
{
    if (desk)
        return apply();
    prompts.saveFile(q, SchemaEditor::tr("Make the database"),
                     SchemaEditor::tr("Databases (*.relata *.sqlite *.sqlite3 *.db *.db3);;All files (*)"),
                     SchemaEditor::tr("new", "file name of a new database") % u".relata"_s,
                     [this](const QString &file) {
                         const Schema schema = work.schema();
                         q->accept();
                         Q_EMIT q->createWanted(file, schema);
                     });
}

void SchemaEditor::Private::review()
{
    if (!planned)
        return;
    if (keepTimer.isActive())
        keepPlaces();
    auto *dialog = new MigrationReview(*desk, prompts, databaseName(), intent, *planned, q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MigrationReview::applied, q, [this](const MigrationOutcome &outcome, int changes) {
        q->accept();
        Q_EMIT q->applied(outcome, changes);
    });
    connect(dialog, &QDialog::rejected, q, [this, dialog] {
        intent.remedies = dialog->intent().remedies;
        planSoon();
    });
    dialog->open();
}

void SchemaEditor::Private::apply()
{
    if (keepTimer.isActive())
        keepPlaces();
    applying = true;
    judge();
    MigrationIntent whole = intent;
    whole.loss = MigrationIntent::Loss::Refuse;
    const int count = static_cast<int>(planned->steps.size());
    desk->apply(whole, q, [this, count](const Result<MigrationOutcome> &outcome) {
        applying = false;
        judge();
        if (!outcome) {
            strip->say(MessageStrip::Level::Error, outcome.error().message, {}, outcome.error().detail);
            return;
        }
        q->accept();
        Q_EMIT q->applied(*outcome, count);
    });
}

void SchemaEditor::Private::importSdl()
{
    prompts.openFile(q, SchemaEditor::tr("Import a schema"),
                     SchemaEditor::tr("GraphQL schemas (*.graphql *.graphqls *.gql);;All files (*)"),
                     [this](const QString &path) {
                         QFile file(path);
                         if (!file.open(QIODevice::ReadOnly)) {
                             strip->say(MessageStrip::Level::Error,
                                        SchemaEditor::tr("%1 could not be read. %2").arg(path, file.errorString()));
                             return;
                         }
                         auto schema = sdl::read(QString::fromUtf8(file.readAll()));
                         if (!schema) {
                             strip->say(MessageStrip::Level::Error,
                                        SchemaEditor::tr("Nothing was imported. %1").arg(schema.error().message));
                             return;
                         }
                         work.replace(std::move(*schema), SchemaEditor::tr("Import a schema"));
                     });
}

void SchemaEditor::Private::exportText(const QString &content, const QString &ending)
{
    const QString name = databaseName().section(u'.', 0, 0) % u'.' % ending;
    prompts.saveFile(q, SchemaEditor::tr("Export the schema"), SchemaEditor::tr("All files (*)"), name,
                     [this, content](const QString &path) {
                         QSaveFile file(path);
                         const bool done =
                             file.open(QIODevice::WriteOnly) && file.write(content.toUtf8()) >= 0 && file.commit();
                         if (done)
                             strip->say(MessageStrip::Level::Good, SchemaEditor::tr("Exported to %1.").arg(path));
                         else
                             strip->say(MessageStrip::Level::Error,
                                        SchemaEditor::tr("%1 could not be written. %2").arg(path, file.errorString()));
                     });
}

SchemaEditor::SchemaEditor(Session &session, MigrationDesk &desk, Prompts &prompts, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, &session, &desk, prompts))
{
    start();
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
}

SchemaEditor::SchemaEditor(Prompts &prompts, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, nullptr, nullptr, prompts))
{
    start();
}

SchemaEditor::~SchemaEditor() = default;

void SchemaEditor::start()
{
    setObjectName(u"schemaEditor"_s);
    setWindowTitle(tr("Schema editor"));
    setAccessibleName(tr("Schema editor"));
    setModal(true);
    setSizeGripEnabled(true);
    d->build();
    d->connectAll();
    d->refresh();
    d->suggest();
    d->list->setFocus();
}

void SchemaEditor::resume(const SchemaDraftHistory &history) { d->work.resume(history); }

const SchemaDraftHistory &SchemaEditor::history() const { return d->work.history(); }

void SchemaEditor::chooseModel(ModelId model)
{
    if (model.isValid() && model.index() < d->work.schema().models.size())
        d->work.choose(model);
}

void SchemaEditor::reject()
{
    if (d->applying)
        return;
    if (d->work.differences().empty())
        return QDialog::reject();
    const int count = static_cast<int>(d->work.differences().size());
    d->prompts.choose(
        this, tr("Close the schema editor?"),
        count == 1 ? tr("1 change was not applied. Kept, it is here when the editor is opened again.")
                   : tr("%1 changes were not applied. Kept, they are here when the editor is opened again.").arg(count),
        {tr("Keep for later"), tr("Discard")}, [this](int choice) {
            if (choice == 0)
                Q_EMIT leftDraft(d->work.history());
            QDialog::reject();
        });
}

void SchemaEditor::done(int result)
{
    if (result == Rejected && d->keepTimer.isActive())
        d->keepPlaces();
    d->keepTimer.stop();
    QDialog::done(result);
}

bool SchemaEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        d->removeChosen();
        return true;
    }
    if (event->type() == QEvent::FocusIn) {
        using Target = Private::Target;
        d->target = watched == d->list        ? Target::Entry
            : watched == d->fields->table()   ? Target::Field
            : watched == d->relations->list() ? Target::Relationship
            : watched == d->values->list()    ? Target::Value
                                              : Target::Index;
        d->judge();
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace relata
