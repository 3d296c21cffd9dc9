#pragma once

#include "data/migration.h"
#include "sql/dialect.h"

#include <map>
#include <set>
#include <vector>

/// The SQL by which the rows of one schema become those of another. Everything is read from the tables as they stand
/// before, so that each statement is one SELECT, whatever becomes of the tables. Pure; any thread.
///
/// Statements may use the functions relata_converted(value, 'Post.price'), relata_converts(value, 'Post.price') and
/// relata_new_key(), which the connection must have.
namespace relata {

/// What the tables and columns of the schema before are called at the time of a statement.
struct StandingNames
{
    std::vector<QString> tables; ///< by model
    std::vector<std::vector<QString>> columns; ///< by model and field

    [[nodiscard]] static StandingNames of(const Schema &from);
};

/// Gives what stays its wanted name, and moves what goes out of its way. Statements in their order; `names` is changed
/// to what they lead to.
[[nodiscard]] std::vector<QString> renameStatements(const Schema &from, const Schema &to, const Origins &origins,
                                                    const Dialect &dialect, StandingNames &names);

/// How the links of a wanted reference are found in the tables before.
struct LinkSource
{
    enum class Kind {
        None, ///< there were none
        Copied, ///< the same columns hold the same keys
        Followed, ///< the same instances hold them, but the keys are others now
        Moved, ///< another instance of the pair holds them now
    };
    Kind kind = Kind::None;
    ReferenceId reference; ///< before; Copied and Followed
    RelationshipId before; ///< the relationship that has the links
    RelationshipId after;
    bool swapped = false; ///< the source is what the target was
};

class MigrationSql
{
public:
    /// Where moved links and new keys are looked up: worked out in place (to look at rows), or in temporary tables
    /// that lookupStatements() makes.
    enum class Lookups { InPlace, Tables };

    MigrationSql(const Schema &from, const Schema &to, const Origins &origins,
                 const std::map<QString, Remedy> &remedies, StandingNames names, QString now, Lookups lookups);

    [[nodiscard]] const StandingNames &names() const { return m_names; }
    [[nodiscard]] QString table(ModelId before) const; ///< quoted
    [[nodiscard]] QString column(ModelId before, FieldId field, const QString &alias) const;
    [[nodiscard]] QStringList keyColumns(ModelId before, const QString &alias) const;

    /// A key field that rows before have not: they get keys of Relata's own.
    [[nodiscard]] bool isNewKey(ModelId after, FieldId field) const;
    /// The field has values of another type, or of an enum whose values changed: they are converted.
    [[nodiscard]] bool isConverted(ModelId after, FieldId field) const;
    /// What the conversion is called: "Post.price".
    [[nodiscard]] QString fieldName(ModelId after, FieldId field) const;

    /// As it stands, before it is converted.
    [[nodiscard]] QString unconverted(ModelId after, FieldId field, const QString &alias) const
    {
        return stored(after, field, alias);
    }
    /// The value of a wanted field for a row of its model before, with remedies; `alias` names the row.
    [[nodiscard]] QString value(ModelId after, FieldId field, const QString &alias) const;
    /// The same before remedies for empty, repeated and dangling values.
    [[nodiscard]] QString found(ModelId after, FieldId field, const QString &alias) const;
    /// The value that the rows without one get, where the field must have one and a remedy says so.
    [[nodiscard]] const Remedy *filling(ModelId after, FieldId field) const;
    /// Every row gets the field's own default, as the database would give it.
    [[nodiscard]] bool isDefaulted(ModelId after, FieldId field) const;

    [[nodiscard]] const LinkSource &linksOf(ReferenceId after) const { return m_links[after.index()]; }
    /// The relationship that a wanted reference stands for.
    [[nodiscard]] RelationshipId relationshipOf(ReferenceId after) const { return m_relationships[after.index()]; }
    /// SELECT of all links: the key of who holds them now in columns h1…, what they hold in r1…, the key of the other
    /// instance in o1…; of a wanted N:N relationship the links of `after` from source (h) to target (o).
    [[nodiscard]] QString linksSelect(ReferenceId after) const;
    /// The same after the remedies for links of which there may be only one.
    [[nodiscard]] QString keptLinksSelect(ReferenceId after) const;

    /// Temporary tables for the lookups, and what removes them again.
    [[nodiscard]] std::vector<QString> lookupStatements() const;
    [[nodiscard]] std::vector<QString> cleanupStatements() const;

    /// INSERT of a kept model's rows into a table of the wanted shape. `rowid`: name of the row number to be kept;
    /// empty: none.
    [[nodiscard]] QString fillStatement(ModelId after, const QString &into, const QString &rowid) const;
    /// INSERT of the links of a relationship into its new join model; empty where there is nothing to take over.
    [[nodiscard]] QString fillJoinStatement(ModelId after, const QString &into) const;

    /// Condition on `alias`: another row has the same wanted values of these fields; KeepFirst: one before it, by key,
    /// where the model has one.
    [[nodiscard]] QString isRepeated(ModelId after, const std::vector<FieldId> &fields, const QString &alias,
                                     Remedy::Kind kind) const;
    [[nodiscard]] QString isDangling(ReferenceId after, const QString &alias) const;
    /// The same of a reference before, as the rows are.
    [[nodiscard]] QString wasDangling(ReferenceId before, const QString &alias) const;
    /// The keys that are held are not the same as before: others may be led to, or none.
    [[nodiscard]] bool hasOtherKeys(ReferenceId after) const;

    [[nodiscard]] const Remedy *remedy(const QString &id) const;
    [[nodiscard]] QString literal(const Value &value) const;

    // Names of problems, by which remedies are kept.
    [[nodiscard]] QString nullId(ModelId after, FieldId field) const
    {
        return QString(u"null:" % fieldName(after, field));
    }
    [[nodiscard]] QString conversionId(ModelId after, FieldId field) const
    {
        return QString(u"convert:" % fieldName(after, field));
    }
    [[nodiscard]] QString uniqueId(ModelId after, const std::vector<FieldId> &fields) const;
    [[nodiscard]] QString danglingId(ReferenceId after) const;
    /// Several links where one may be: at who holds it, and at whom it leads to.
    [[nodiscard]] QString holderId(ReferenceId after) const;
    [[nodiscard]] QString ownerId(ReferenceId after) const;

    /// Sets of fields that must be unique and need not be before.
    [[nodiscard]] std::vector<std::vector<FieldId>> newUniqueKeys(ModelId after) const;
    /// Whether many links may meet in one holder, or in one owner, where only one may be.
    [[nodiscard]] bool mayHoldMany(ReferenceId after) const;
    [[nodiscard]] bool mayBeOwnedMany(ReferenceId after) const;

    [[nodiscard]] std::optional<ModelId> before(ModelId after) const { return m_origins.modelOf(after); }
    [[nodiscard]] std::optional<FieldId> before(ModelId after, FieldId field) const
    {
        return m_origins.fieldOf(after, field);
    }
    /// The fields of a set before, as wanted fields; nothing where one of them is gone.
    [[nodiscard]] std::optional<std::vector<FieldId>> wanted(ModelId after, const std::vector<FieldId> &fields) const;

private:
    void findLinks(RelationshipId after);
    [[nodiscard]] LinkSource held(ReferenceId after, ReferenceId before, RelationshipId relationshipBefore,
                                  RelationshipId relationshipAfter) const;
    [[nodiscard]] QString stored(ModelId after, FieldId field, const QString &alias) const;
    /// As found, and filled where it must be.
    [[nodiscard]] QString filled(ModelId after, FieldId field, const QString &alias) const;
    [[nodiscard]] QString lookedUp(ReferenceId after, std::size_t part, const QString &alias) const;
    [[nodiscard]] bool isLookedUp(ReferenceId after) const;
    [[nodiscard]] QString newKey(ModelId after, const QString &alias) const;
    [[nodiscard]] std::optional<std::pair<ReferenceId, std::size_t>> heldBy(ModelId after, FieldId field) const;
    [[nodiscard]] QString joined(ModelId left, const std::vector<FieldId> &leftFields, const QString &leftAlias,
                                 ModelId right, const std::vector<FieldId> &rightFields,
                                 const QString &rightAlias) const;
    [[nodiscard]] QString pairsFrom(RelationshipId before, const QString &source, const QString &target) const;
    [[nodiscard]] static QString onlyOne(const QString &links, QChar side, std::size_t sideParts, QChar other,
                                         std::size_t otherParts, Remedy::Kind kind);
    [[nodiscard]] static std::vector<FieldId> sorted(std::vector<FieldId> fields);
    [[nodiscard]] static QString keysName(ModelId after) { return u"relata_keys_" + QString::number(after.value()); }
    [[nodiscard]] static QString linksName(ReferenceId after)
    {
        return u"relata_links_" + QString::number(after.value());
    }

    const Schema &m_from;
    const Schema &m_to;
    const Origins &m_origins;
    const std::map<QString, Remedy> &m_remedies;
    const Dialect &m_dialect = Dialect::sqlite();
    StandingNames m_names;
    QString m_now;
    Lookups m_lookups;
    std::vector<LinkSource> m_links; ///< by wanted reference
    std::vector<RelationshipId> m_relationships; ///< by wanted reference
    mutable int m_depth = 0; ///< of keys that hold keys
};

} // namespace relata
