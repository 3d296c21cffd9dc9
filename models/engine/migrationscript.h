#pragma once

#include "sql/migrationsql.h"
#include "sql/tabletext.h"
#include "store/catalog.h"
#include "store/definitions.h"

#include <memory>
#include <set>
#include <vector>

namespace relata {

/// What runs between BEGIN and COMMIT, apart from Relata's own two tables.
struct MigrationScript
{
    std::vector<QString> statements;
    /// Views, triggers and indexes that would break; those that are to be dropped are not among them.
    std::vector<definitions::Definition> broken;
    struct MadeAnew
    {
        ModelId after;
        QString sql; ///< of its table, under a temporary name
    };
    std::vector<MadeAnew> madeAnew;
    /// The wanted schema has what reading the new tables would not give back.
    bool needsMetadata = false;
};

/// Writes the statements of a migration by making it in a copy of the database without rows: the new definitions are
/// the present ones, edited, so that what Relata does not model stays to the letter, and what would fail fails here.
/// SQLite's twelve steps: https://sqlite.org/lang_altertable.html#otheralter
class ScriptBuilder
{
public:
    /// `own`: Relata made the database, and names its indexes.
    ScriptBuilder(const Schema &from, const Schema &to, const Origins &origins,
                  const std::map<QString, Remedy> &remedies, const QString &now, bool own);

    [[nodiscard]] Result<MigrationScript> build(Connection &database);

private:
    struct TableChange
    {
        ModelId before;
        ModelId after;
        QString text; ///< the wanted definition under its temporary name; empty: the table stands
        QString temporaryName;
        std::vector<FieldId> added; ///< columns that are added to a table that stands
        std::vector<QString> droppedIndexes;
        std::vector<Index> newIndexes;
    };

    Done emit(const QString &statement);
    Done emitAll(const std::vector<QString> &statements);
    Done rename(const std::vector<QString> &statements);
    Done clearTheWay(const QString &statement, const Error &error);
    Done readTables();
    [[nodiscard]] const catalog::Table *tableNamed(const QString &name) const;
    [[nodiscard]] QString definitionOf(const QString &table) const;

    Done planTables();
    [[nodiscard]] Result<TableChange> change(ModelId before, ModelId after);
    [[nodiscard]] bool keepsValues(ModelId before, ModelId after) const;
    [[nodiscard]] bool isAddable(ModelId after, FieldId field) const;
    [[nodiscard]] Result<QString> edited(const TableChange &change) const;
    void editColumns(TableText &text, ModelId before, ModelId after) const;
    void judgeClauses(TableText &text, ModelId before, ModelId after);
    void editKey(TableText &text, ModelId before, ModelId after) const;
    void editForeignKeys(TableText &text, ModelId before, ModelId after) const;
    [[nodiscard]] std::optional<QStringList> newlyNamed(ReferenceId before, ReferenceId after) const;
    void editUniques(TableText &text, ModelId before, ModelId after) const;
    void planIndexes(TableChange &change) const;
    [[nodiscard]] QStringList columnNames(ModelId before, const std::vector<FieldId> &fields) const;
    [[nodiscard]] bool sameKey(ModelId before, ModelId after) const;
    [[nodiscard]] std::optional<ReferenceId> keptReference(ReferenceId before, ModelId after) const;

    Done makeTables();
    Done fillTables();
    Done replaceTables();
    Done restoreObjects(const std::vector<definitions::Definition> &standing);
    Done makeIndexes();
    Done judge(const std::vector<definitions::Definition> &brokenBefore,
               const std::vector<definitions::Definition> &searches);
    [[nodiscard]] std::vector<definitions::Definition> readableSearches();
    [[nodiscard]] Result<bool> needsMetadata();
    [[nodiscard]] QString rowidName(const TableChange &change) const;
    [[nodiscard]] bool isGoneView(const QString &name) const;
    [[nodiscard]] bool isDropped(const definitions::Definition &object) const;

    const Schema &m_from;
    const Schema &m_to;
    const Origins &m_origins;
    const std::map<QString, Remedy> &m_remedies;
    const Dialect &m_dialect = Dialect::sqlite();
    QString m_now;
    bool m_own;
    std::unique_ptr<Connection> m_scratch;
    std::unique_ptr<MigrationSql> m_sql;
    catalog::Catalog m_catalog; ///< after the renames
    std::vector<definitions::Definition> m_definitions; ///< likewise
    std::vector<TableChange> m_changes; ///< of kept models
    std::vector<std::pair<ModelId, QString>> m_joins; ///< new ones that are filled, with their temporary names
    QStringList m_inTheWay; ///< of a rename: views and triggers that were dropped for it
    std::set<ModelId> m_halfMade; ///< wanted: a computed column speaks of one that goes
    bool m_stuck = false; ///< one of their tables cannot be made
    QStringList m_doubtful; ///< objects that take quoted names for texts already
    std::map<ModelId, QStringList> m_removed; ///< columns, by model before
    MigrationScript m_script;
};

/// The functions that a migration's statements use.
Done defineMigrationFunctions(Connection &connection, const Schema &from, const Schema &to, const Origins &origins,
                              const MigrationSql &sql);

/// How an object is called in problems: "trigger log_posts".
[[nodiscard]] QString objectName(const definitions::Definition &object);

} // namespace relata
