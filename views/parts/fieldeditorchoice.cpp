#include "views/parts/fieldeditorkinds.h"

#include "items/valuetext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace relata {

CheckEditor::CheckEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : FieldEditor(schema, field, place, parent), m_box(new QCheckBox(this))
{
    m_box->setTristate(!field.required);
    // An editor begins as null and must look so: nothing fills it again where null is the value.
    m_box->setCheckState(Qt::PartiallyChecked);
    setInput(m_box);
    hideNullToggle();
    connect(m_box, &QCheckBox::clicked, this, [this] {
        // A required box that was not chosen yet leaves that state for good.
        if (this->field().required)
            m_box->setTristate(false);
        onEdited();
    });
}

QString CheckEditor::text() const
{
    switch (m_box->checkState()) {
    case Qt::Checked:
        return u"true"_s;
    case Qt::Unchecked:
        return u"false"_s;
    case Qt::PartiallyChecked:
        break;
    }
    return {};
}

void CheckEditor::setText(const QString &text)
{
    if (text.isEmpty()) {
        // Not null by setNull(false): the box is off.
        m_box->setCheckState(isNull() ? Qt::PartiallyChecked : Qt::Unchecked);
        return;
    }
    m_box->setTristate(!field().required);
    m_box->setCheckState(text == u"true"_s ? Qt::Checked : Qt::Unchecked);
}

void CheckEditor::fill(const Value &value)
{
    const bool *truth = std::get_if<bool>(&value);
    setText(truth ? (*truth ? u"true"_s : u"false"_s) : QString());
    if (!truth)
        m_box->setCheckState(Qt::PartiallyChecked);
    const bool strange = !truth && !relata::isNull(value);
    setNote(strange ? tr("stored: %1").arg(valuetext::display(field(), value)) : QString());
}

Result<Value> CheckEditor::parsed() const { return Value{m_box->checkState() == Qt::Checked}; }

void CheckEditor::showHint(const QString &hint)
{
    switch (m_box->checkState()) {
    case Qt::Checked:
        m_box->setText(tr("true"));
        break;
    case Qt::Unchecked:
        m_box->setText(tr("false"));
        break;
    case Qt::PartiallyChecked:
        m_box->setText(field().required ? tr("not chosen yet") : hint);
        break;
    }
}

void CheckEditor::lock(const QString &reason) { m_box->setEnabled(reason.isEmpty()); }

ChoiceEditor::ChoiceEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : FieldEditor(schema, field, place, parent), m_combo(new QComboBox(this))
{
    // A combo box takes its accessible name from a label beside it, and from nothing else.
    auto *name = new QLabel(field.name, this);
    name->setBuddy(m_combo);
    name->hide();
    if (const EnumType *type = schema.enumNamed(field.type.name))
        m_combo->addItems(type->values);
    // It begins as null, not as the first value.
    m_combo->setCurrentIndex(-1);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(6);
    setInput(m_combo);
    connect(m_combo, &QComboBox::activated, this, [this] { onEdited(); });
}

QString ChoiceEditor::text() const { return m_combo->currentIndex() < 0 ? QString() : m_combo->currentText(); }

void ChoiceEditor::setText(const QString &text)
{
    if (text.isEmpty()) {
        // Not null by setNull(false): the first value.
        m_combo->setCurrentIndex(isNull() ? -1 : 0);
        return;
    }
    if (m_combo->findText(text) < 0)
        m_combo->addItem(text);
    m_combo->setCurrentText(text);
    m_combo->setCurrentIndex(m_combo->findText(text));
}

void ChoiceEditor::showHint(const QString &hint) { m_combo->setPlaceholderText(hint.isEmpty() ? u" "_s : hint); }

void ChoiceEditor::lock(const QString &reason) { m_combo->setEnabled(reason.isEmpty()); }

} // namespace relata
