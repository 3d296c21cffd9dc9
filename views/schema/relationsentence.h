#pragma once

#include "schema/schemaedit.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace relata {

/// One relationship as a sentence with gaps: "Each Post has [one] [Author] called [author]; each Author has [at most
/// one] Post called […]. When the Author is deleted, [clear author, the Post stays]." What is chosen is told at once,
/// what is typed when its field is left. GUI thread.
class RelationSentence final : public QWidget
{
    Q_OBJECT

public:
    explicit RelationSentence(QWidget *parent = nullptr);

    /// `near`: the model from whose side it is told; it is one of the two.
    void show(const Schema &schema, const schemaedit::Sentence &sentence, ModelId near);
    void focusFirst();

Q_SIGNALS:
    void wanted(const relata::schemaedit::Sentence &sentence);

private:
    void fill();
    void fillRules();
    void tell();
    /// Kind, models and names as the gaps say them now.
    [[nodiscard]] schemaedit::Sentence read() const;

    const Schema *m_schema = nullptr; ///< valid during show() alone
    std::vector<std::pair<ModelId, QString>> m_models;
    schemaedit::Sentence m_sentence;
    ModelId m_near;
    bool m_swapped = false; ///< the near model is the target
    QLabel *m_nearModel;
    QComboBox *m_many;
    QComboBox *m_far;
    QLineEdit *m_name;
    QLabel *m_farModel;
    QComboBox *m_manyBack;
    QLabel *m_backModel;
    QLineEdit *m_nameBack;
    QLabel *m_ruleLead;
    QComboBox *m_rule;
    QCheckBox *m_required;
    QLabel *m_joinLead;
    QLineEdit *m_join;
};

} // namespace relata
