#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <QDialog>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace relata {

/// Asks what instances of a model are called, where several fields say it: "{LastName}, {FirstName}", with an example
/// while one types. Use open(). GUI thread.
class LabelDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Of a copy: the dialog does not care what becomes of the model.
    LabelDialog(Model model, QWidget *parent);
    /// One instance's values, to show what it would be called.
    void setExample(const Values &values);
    void setVisible(bool visible) override;

Q_SIGNALS:
    /// The person has said it. The text is one that labels::read() takes; `parts` are what it read.
    void chosen(const QString &text, const std::vector<relata::LabelPart> &parts);

private:
    void insert(const QString &field);
    void judge();
    void choose();

    Model m_model;
    std::optional<Values> m_values;
    QLineEdit *m_text;
    QLabel *m_example;
    QPushButton *m_use;
};

} // namespace relata
