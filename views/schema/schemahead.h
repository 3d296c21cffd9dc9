#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace relata {

class SchemaWork;

/// What is said of the chosen model, enum or type as a whole: its name, what stands for its instances, whether its
/// times are kept, a description. GUI thread.
class SchemaHead final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaHead(SchemaWork &work, QWidget *parent = nullptr);

    /// To be typed over.
    void focusName();
    [[nodiscard]] QLineEdit *name() const { return m_name; }

private:
    void refresh();
    void rename();
    void describe();
    void askForLabel();

    SchemaWork &m_work;
    QLineEdit *m_name;
    QLabel *m_shownLabel;
    QComboBox *m_shown;
    QCheckBox *m_times;
    QLineEdit *m_description;
};

} // namespace relata
