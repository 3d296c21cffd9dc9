#pragma once

#include "items/findingsitemmodel.h"
#include "items/schemaentriesitemmodel.h"
#include "views/schema/draftplan.h"
#include "views/schema/schemaeditor.h"
#include "views/schema/schemawork.h"

#include <QPointer>
#include <QTimer>

class QAction;
class QLabel;
class QLayout;
class QListView;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace relata {

class EmptyNote;
class MessageStrip;
class PaneTitle;
class SchemaDiagram;
class SchemaFieldsPane;
class SchemaHead;
class SchemaIndexPane;
class SchemaRelationsPane;
class SchemaSuggestions;
class SchemaValuesPane;

/// The editor's parts and what they do together. Its widgets are children of the dialog.
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
    void addMenus();
    void addPaneKeys();
    void goToPane(int step);
    void fillNote();

    void settle();
    void addModel();
    enum class NewType { Enum, Object };
    void addType(NewType kind);
    [[nodiscard]] QStringList takenNames() const;
    void removeChosen();
    [[nodiscard]] QString removeWords() const;
    void removeEntry();
    void refresh();
    void showSide();
    void showChosen();
    void jumpTo(const QModelIndex &finding);

    void suggest();
    void keepPlaces();
    void judge();
    void press();
    void review();
    void apply();
    void importSdl();
    void exportSdl();
    void exportSql(SqlDialect dialect);
    void sayExported(const Result<QString> &path, const QStringList &notices);
    [[nodiscard]] QString databaseName() const;

    /// What Remove takes away: the thing that was chosen last.
    enum class Target { Entry, Field, Relationship, Value, Index };

    SchemaEditor *q;
    QPointer<Session> session;
    MigrationDesk *desk;
    Prompts &prompts;
    SchemaWork work;
    DraftPlan plan;
    Target target = Target::Entry;
    QString making; ///< the new database, in words; empty: nothing is being made
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
    EmptyNote *note; ///< while nothing is chosen
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

} // namespace relata
