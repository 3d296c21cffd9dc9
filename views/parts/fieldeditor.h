#pragma once

#include "base/error.h"
#include "data/value.h"
#include "schema/schema.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace relata {

class LongText;
class Prompts;

/// What stands in an editor, whether it fits the field's type or not: what a draft keeps and shows again.
struct Typed
{
    bool null = false;
    QString text;
    QByteArray bytes; ///< binary editors only
    friend bool operator==(const Typed &, const Typed &) = default;
};

/// Edits one field's value by its type; one subclass a kind. The saved value and what is typed are kept apart.
/// Nullable fields have a null toggle at the trailing edge, so that null and an empty text are two things.
/// What does not fit stays as typed; the reason stands below. GUI thread; the schema must outlive it.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    /// In a cell it is bare; Return and Esc belong to the table then.
    enum class Place { Form, Cell };

    ~FieldEditor() override;

    [[nodiscard]] const Field &field() const { return m_field; }
    /// The saved value; whatever was typed goes.
    void setValue(const Value &value);
    [[nodiscard]] const Value &saved() const { return m_saved; }
    /// What stands there as a value of the field's type; the saved value where nothing was changed. The error names
    /// field, value and rule.
    [[nodiscard]] Result<Value> value() const;
    [[nodiscard]] bool isModified() const;
    /// A new saved value under what is typed, which stays: what was typed is compared with it from now on.
    void rebase(const Value &value);

    [[nodiscard]] Typed typed() const;
    void setTyped(const Typed &typed);
    /// As the null toggle does.
    void setNull(bool null);
    [[nodiscard]] bool isNull() const { return m_null; }

    /// Why it cannot be edited; empty: it can. The text can be copied all the same.
    void setReadOnly(const QString &reason);
    [[nodiscard]] bool isReadOnly() const { return !m_readOnly.isEmpty(); }

    /// Shows why the value was refused, in words below; empty: nothing.
    void setProblem(const QString &sentence);
    [[nodiscard]] QString problem() const;
    /// Judges what stands there and shows its problem; true where it fits.
    bool check();
    /// Stands in the empty input of a null value instead of "null" ("made when saved").
    void setNullHint(const QString &hint);

    /// What takes the keyboard: the buddy of the field's label.
    [[nodiscard]] QWidget *input() const { return m_input; }
    /// Who asks for file names; without one the editor asks itself.
    void setPrompts(Prompts *prompts) { m_prompts = prompts; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// The person changed what stands there.
    void edited();
    /// A line below came or went, or a text grew.
    void heightChanged();

protected:
    FieldEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

    [[nodiscard]] virtual QString text() const = 0;
    virtual void setText(const QString &text) = 0;
    [[nodiscard]] virtual QByteArray bytes() const { return {}; }
    virtual void setBytes(const QByteArray &) {}
    /// Of a text that is not long (see LongText).
    [[nodiscard]] virtual Result<Value> parsed() const;
    /// How the saved value stands in the input.
    virtual void fill(const Value &value);
    /// Null came or went: `hint` is the word for an input without text.
    virtual void showHint(const QString &hint) = 0;
    virtual void lock(const QString &reason) = 0;
    /// An empty input of this editor means null.
    [[nodiscard]] virtual bool isEmptyNull() const;

    /// Shows a text: in the editor's own input, or its beginning only where it is too long for one.
    void putText(const QString &text);
    /// Puts the input (again) in front of the null toggle.
    void setInput(QWidget *input);
    /// Below the input, above the problem.
    void addBelow(QWidget *widget);
    void setNote(const QString &note);
    /// To be called for each change that the person makes.
    void onEdited();
    [[nodiscard]] const Schema &schema() const { return m_schema; }
    [[nodiscard]] Place place() const { return m_place; }
    [[nodiscard]] Prompts &prompts();
    [[nodiscard]] bool isFilling() const { return m_filling; }
    void hideNullToggle();

private:
    void applyNull();
    [[nodiscard]] QString wholeText() const;
    void showLong(const QString &text);
    void endLong();
    void editLong();
    void replaceLong(const QString &text);

    const Schema &m_schema;
    const Field m_field;
    const Place m_place;
    Value m_saved;
    Typed m_baseline{true, {}, {}}; ///< the saved value as it stands in the input
    bool m_null = true;
    bool m_filling = false;
    QString m_readOnly;
    QString m_nullHint;
    QWidget *m_input = nullptr;
    LongText *m_long = nullptr; ///< made when it is first needed
    QWidget *m_shortInput = nullptr; ///< the editor's own input while the long text stands there; else null
    QBoxLayout *m_row = nullptr;
    QBoxLayout *m_column = nullptr;
    QToolButton *m_nullToggle = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_problem = nullptr;
    Prompts *m_prompts = nullptr;
};

/// The editor for a field's type. `schema` must outlive it.
[[nodiscard]] FieldEditor *makeFieldEditor(const Schema &schema, const Field &field, FieldEditor::Place place,
                                           QWidget *parent);

} // namespace relata
