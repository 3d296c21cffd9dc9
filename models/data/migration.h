#pragma once

#include "data/rowwindow.h"
#include "data/value.h"
#include "schema/schemadiff.h"

#include <QDateTime>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

/// From one schema to another with the data kept: what is wanted, what would happen, what happened. Values.
namespace relata {

/// What to do about rows that do not fit the wanted schema.
struct Remedy
{
    enum class Kind {
        SetValue, ///< of the rows in question, to `value`
        Clear, ///< the value or the link becomes null
        DeleteInstances, ///< the rows in question go, by the rules of the schema before
        KeepFirst, ///< of several (duplicates, links) the first by key stays as it is; the others are cleared
        KeepAsText, ///< the field becomes a String instead
        DropObject, ///< the view, trigger or index that would break goes
    };
    Kind kind = Kind::SetValue;
    Value value;
    friend bool operator==(const Remedy &, const Remedy &) = default;
};

/// Rows, or parts of the database that Relata does not model, that stand in a change's way.
struct MigrationProblem
{
    enum class Kind {
        NullInRequired,
        DuplicateInUnique,
        NotConvertible, ///< to the wanted type
        ValueNotInEnum, ///< also of enum values that are removed but still used
        Dangling, ///< a key that no instance has
        TooManyLinks, ///< one side may have at most one now
        MissingLink, ///< of a relationship that becomes required
        BreaksRule, ///< of the table's own, which SQL alone knows: `object`
        ObjectBreaks, ///< a view, trigger, index or check that speaks of what goes: `object`
    };

    QString id; ///< the same in every plan for the same change: answers are kept by it
    Kind kind = Kind::NullInRequired;
    std::size_t difference = 0; ///< in MigrationPlan::steps
    ModelId model; ///< before; of the rows in question
    FieldId field; ///< before; may be invalid
    QString object; ///< "trigger log_posts"
    qint64 count = 0; ///< of rows
    struct Example
    {
        InstanceRef instance;
        QString value; ///< as text, shortened to 200 characters
    };
    std::vector<Example> examples; ///< at most 20, in key order
    std::vector<Remedy::Kind> offered; ///< empty: the change must be taken back, or the data mended first
    std::optional<Remedy> chosen;
    QString words; ///< "3 of 1,204 instances of Book have no price."

    /// What a chosen DeleteInstances comes to, by the delete rules of the schema before. Each instance is told once, at
    /// the first problem whose deletes reach it.
    struct Deletes
    {
        qint64 instances = 0; ///< in question
        struct Along
        {
            ModelId model; ///< before
            qint64 count = 0;
        };
        std::vector<Along> along; ///< what goes with them; of the same model, others
        struct Cleared
        {
            EndId end; ///< before; that loses its link, or takes its default
            qint64 count = 0;
        };
        std::vector<Cleared> cleared;
        QString words; ///< "2 instances of Book are deleted, and with them 5 instances of Chapter."
    };
    std::optional<Deletes> deletes;
    QString refusal; ///< why DeleteInstances was asked for and cannot be done: what stands in its way
};

enum class MigrationRisk {
    Safe, ///< no row can be lost or refused
    Checked, ///< rows were looked at; `problems` say what was found
    LosesData, ///< values or instances go for good
};

struct MigrationStep
{
    Difference difference;
    QString words;
    MigrationRisk risk = MigrationRisk::Safe;
    qint64 lostInstances = 0; ///< instances that go
    qint64 lostValues = 0; ///< values or links that go, null not counted
    QString lossName; ///< what a person must type to agree to the loss: "Post", "Post.title"; empty: nothing is lost
};

/// Something that a plan says of the rows: what stands in the way, or what is lost.
struct MigrationFact
{
    QString about; ///< the same in every plan for the same change
    std::vector<qint64> counts;
    QString words;
};

/// What is wanted. Without `remedies` for its problems a plan cannot be applied.
struct MigrationIntent
{
    Schema schema;
    Origins origins;
    std::map<QString, Remedy> remedies; ///< by MigrationProblem::id
    enum class Loss { Refuse, Allow } loss = Loss::Refuse;
    /// What the person was told, MigrationPlan::facts(): where others have written since and it is so no more, the
    /// migration is refused. Nothing: nobody was told.
    std::optional<std::vector<MigrationFact>> told = std::nullopt;
};

/// What would happen; made by reading only, except that nothing stands in the database's way until it is applied.
struct MigrationPlan
{
    Schema from;
    Schema to; ///< complete, see adopted()
    std::vector<MigrationStep> steps; ///< empty: nothing differs
    std::vector<MigrationProblem> problems;
    QStringList notes; ///< what else is done, in words: "The table relata_schema is added, where Relata keeps …"
    std::vector<QString> sql; ///< everything that will run, in this order, for people to read
    bool backup = false; ///< a copy of the database is made first, because something is lost

    [[nodiscard]] bool isEmpty() const { return steps.empty(); }
    [[nodiscard]] bool losesData() const
    {
        return std::any_of(steps.begin(), steps.end(),
                           [](const MigrationStep &step) { return step.risk == MigrationRisk::LosesData; });
    }
    [[nodiscard]] std::vector<MigrationFact> facts() const;
    [[nodiscard]] bool isBlocked() const ///< a problem without a chosen remedy
    {
        return std::any_of(problems.begin(), problems.end(),
                           [](const MigrationProblem &problem) { return !problem.chosen; });
    }
};

/// A migration that was applied, as kept in the table relata_migration.
struct MigrationRecord
{
    qint64 number = 0; ///< from 1
    QDateTime at; ///< UTC
    QStringList words;
    Schema from;
    Schema to;
};

/// "3 instances and 20 values"; empty where nothing is lost.
[[nodiscard]] QString lossText(const MigrationStep &step);

struct MigrationOutcome
{
    qint64 number = 0;
    QString backupPath; ///< empty: none was made
    struct Count
    {
        QString model; ///< wanted name; of a removed model its name before
        qint64 before = 0;
        qint64 after = 0;
    };
    std::vector<Count> counts;
};

} // namespace relata
