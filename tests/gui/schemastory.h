#pragma once

#include "gui/hand.h"
#include "gui/story.h"
#include "items/schemafieldsitemmodel.h"

#include <QDialog>

#include <memory>

namespace relata {

class Session;
enum class MigrationState;

/// A story in the schema editor, told in a person's words: what is done, by either hand, and what is seen. GUI thread.
/// What cannot be done fails the test; what is chosen last is what the next words speak of.
class SchemaStory
{
public:
    using Column = SchemaFieldsItemModel::Column;
    enum class By { Mouse, Keyboard };

    explicit SchemaStory(By device);

    // In and out
    [[nodiscard]] bool startsNew(); ///< the editor of a new database, from the start page
    [[nodiscard]] bool opensEditor(); ///< of the open database
    [[nodiscard]] bool makes(const QString &file); ///< the new database
    /// The changes are written, and nothing was asked; the window shows them.
    [[nodiscard]] bool applies();
    /// Of the main window's menu bar.
    void take(const QString &menu, const QString &entry) const;
    void press(const char *button) const;
    void more(const QString &entry) const;
    void type(const QString &text); ///< over what is chosen, then Return

    // Entries
    void choose(const QString &entry) const;
    void addModel(const QString &name);
    void addEnum(const QString &name, const QStringList &values);
    void addType(const QString &name);
    void rename(const QString &wanted);
    void describe(const QString &text);
    void removeEntry(const QString &entry);

    // Fields of the chosen model or type
    void addField(const QString &name, const QString &type = {});
    void typeInto(const QString &field, Column column, const QString &text);
    void pickIn(const QString &field, Column column, const QString &choice);
    void toggle(const QString &field, Column column);
    void move(const QString &field, const QString &before); ///< empty: behind all
    void removeField(const QString &field);

    // Relationships of the chosen model
    void addRelationship(const QString &far);
    void chooseRelationship(const QString &beginning);
    void pick(const char *combo, const QString &choice);
    void fill(const char *line, const QString &text);
    void tick(const char *box);
    void removeRelationship(const QString &beginning);

    // Values of the chosen enum
    void addValue(const QString &name);
    void renameValue(const QString &name, const QString &wanted);
    void removeValue(const QString &name);

    // Indexes
    void addIndex(const QStringList &fields, bool unique);
    void removeIndex(const QString &name);

    // Review
    [[nodiscard]] bool opensReview();
    /// For the change that reads so: takes a remedy, with a value where it wants one.
    void decide(const QString &change, const QString &remedy, const QString &value = {});
    void agree(const QString &change); ///< types what must be typed
    /// For every change that waits for it.
    void decideAll(const QString &remedy, const QString &value = {});
    void agreeAll();
    [[nodiscard]] bool appliesReviewed();
    [[nodiscard]] QStringList changes() const;

    // The eye
    [[nodiscard]] QDialog *editor() const { return s.dialog(QStringLiteral("schemaEditor")); }
    [[nodiscard]] QDialog *review() const { return s.dialog(QStringLiteral("migrationReview")); }
    [[nodiscard]] QListView *entries() const;
    [[nodiscard]] QTableView *fields() const;
    [[nodiscard]] QListView *list(const char *name) const;
    [[nodiscard]] const Schema &draft() const;
    [[nodiscard]] QString message() const; ///< of the editor
    [[nodiscard]] QString hint() const; ///< why nothing can be applied
    [[nodiscard]] static QStringList shown(const QAbstractItemView *view);

    // The file
    /// Every table of the person's with its number of rows, in the order of their names.
    [[nodiscard]] static QStringList census(test::RawDatabase &raw);
    static void verifyWhole(test::RawDatabase &raw); ///< nothing dangles and nothing is broken

    [[nodiscard]] Hand &hand() const { return *m_hand; }

    Story s;

private:
    template<typename T>
    [[nodiscard]] T *part(const char *name) const
    {
        const QWidget *in = review() ? review() : editor();
        return in ? in->findChild<T *>(QLatin1StringView(name)) : nullptr;
    }
    [[nodiscard]] static QModelIndex row(const QAbstractItemView *view, const QString &beginning);
    [[nodiscard]] QModelIndex cell(const QString &field, Column column) const;
    void remove();
    void answer(const QWidget *problem, const QString &value);
    [[nodiscard]] MigrationState stateOf(int change) const;
    [[nodiscard]] bool windowShowsNew(const Session *before);

    std::unique_ptr<Hand> m_hand;
    By m_by;
};

} // namespace relata
