#pragma once

#include "views/parts/fieldeditor.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace relata {

class TextArea;

/// Numbers, ids and texts with rules (addresses, phone numbers): free typing, judged as a whole.
class LineEditor : public FieldEditor
{
    Q_OBJECT

public:
    LineEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

protected:
    [[nodiscard]] QString text() const override;
    void setText(const QString &text) override;
    void showHint(const QString &hint) override;
    void lock(const QString &reason) override;
    [[nodiscard]] QLineEdit *line() const { return m_line; }

private:
    QLineEdit *m_line;
    QAction *m_lock;
};

/// A text: a line that becomes an area with its second line, or where it is long. Shift+Return begins a line.
class TextEditor final : public LineEditor
{
    Q_OBJECT

public:
    TextEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    [[nodiscard]] QString text() const override;
    void setText(const QString &text) override;
    void showHint(const QString &hint) override;
    void lock(const QString &reason) override;

private:
    void becomeArea();

    TextArea *m_area = nullptr; ///< made when it is first needed
    bool m_isArea = false;
    bool m_crlf = false; ///< the saved text has CR LF line ends: they are put back
};

/// Date, time, date and time, or seconds since 1970: free typing, a calendar, Ctrl+; for now.
class DateEditor final : public LineEditor
{
    Q_OBJECT

public:
    DateEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void setText(const QString &text) override;
    void lock(const QString &reason) override;
    [[nodiscard]] Result<Value> parsed() const override;

private:
    void openCalendar();
    void putDate(QDate date);
    void putNow();
    void noteTime();
    [[nodiscard]] ScalarType scalar() const { return field().type.scalar; }

    QAction *m_calendar = nullptr; ///< null for times
};

/// A check box; its third state is null, or "not chosen yet" where the field is required.
class CheckEditor final : public FieldEditor
{
    Q_OBJECT

public:
    CheckEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

protected:
    [[nodiscard]] QString text() const override;
    void setText(const QString &text) override;
    void fill(const Value &value) override;
    [[nodiscard]] Result<Value> parsed() const override;
    void showHint(const QString &hint) override;
    void lock(const QString &reason) override;
    [[nodiscard]] bool isEmptyNull() const override { return true; }

private:
    QCheckBox *m_box;
};

/// One of an enum's values; a stored value that is none of them is offered as it is.
class ChoiceEditor final : public FieldEditor
{
    Q_OBJECT

public:
    ChoiceEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

protected:
    [[nodiscard]] QString text() const override;
    void setText(const QString &text) override;
    void showHint(const QString &hint) override;
    void lock(const QString &reason) override;
    [[nodiscard]] bool isEmptyNull() const override { return true; }

private:
    QComboBox *m_combo;
};

/// JSON as text in the fixed font, with "Tidy up".
class JsonEditor : public FieldEditor
{
    Q_OBJECT

public:
    JsonEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

protected:
    [[nodiscard]] QString text() const override;
    void setText(const QString &text) override;
    void showHint(const QString &hint) override;
    void lock(const QString &reason) override;
    [[nodiscard]] bool isEmptyNull() const override { return true; }
    [[nodiscard]] TextArea *area() const { return m_area; }
    [[nodiscard]] QToolButton *button() const { return m_button; }
    void tidy();

private:
    TextArea *m_area;
    QToolButton *m_button;
};

/// A list: one element a line where the elements allow it, else JSON.
class ListEditor final : public JsonEditor
{
    Q_OBJECT

public:
    ListEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

protected:
    [[nodiscard]] QString text() const override;
    void setText(const QString &text) override;
    [[nodiscard]] bool isEmptyNull() const override { return false; }

private:
    void setLines(bool lines);
    void switchMode();

    bool m_lines = true;
};

/// Bytes: their size, to and from a file.
class BinaryEditor final : public FieldEditor
{
    Q_OBJECT

public:
    BinaryEditor(const Schema &schema, const Field &field, Place place, QWidget *parent);

protected:
    [[nodiscard]] QString text() const override { return m_strange; }
    void setText(const QString &text) override;
    [[nodiscard]] QByteArray bytes() const override { return m_bytes; }
    void setBytes(const QByteArray &bytes) override;
    void fill(const Value &value) override;
    [[nodiscard]] Result<Value> parsed() const override;
    void showHint(const QString &hint) override;
    void lock(const QString &reason) override;
    [[nodiscard]] bool isEmptyNull() const override { return false; }

private:
    void load();
    void store();

    QByteArray m_bytes;
    QString m_strange; ///< a stored value that is no blob, as text
    QWidget *m_box;
    QLabel *m_size;
    QPushButton *m_load;
    QPushButton *m_store;
};

} // namespace relata
