#include "views/parts/fieldeditor.h"

#include "items/valuetext.h"
#include "views/parts/fieldeditorkinds.h"
#include "views/parts/longtext.h"
#include "views/parts/palette.h"
#include "views/parts/prompts.h"
#include "views/parts/relatastyle.h"
#include "views/parts/type.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

QLabel *fieldLine(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setFont(type::small());
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->hide();
    return label;
}

} // namespace

FieldEditor::FieldEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : QWidget(parent), m_schema(schema), m_field(field), m_place(place), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(place == Place::Cell ? 0 : type::px(4));
    m_row = new QHBoxLayout;
    m_row->setSpacing(place == Place::Cell ? 0 : type::px(8));
    m_column->addLayout(m_row);

    m_nullToggle = new QToolButton(this);
    m_nullToggle->setObjectName(u"nullToggle"_s);
    m_nullToggle->setText(tr("null"));
    m_nullToggle->setCheckable(true);
    m_nullToggle->setAccessibleName(tr("%1 is null").arg(field.name));
    m_nullToggle->setToolTip(tr("No value at all (Ctrl+0)"));
    QFont italic = type::small();
    italic.setItalic(true);
    m_nullToggle->setFont(italic);
    m_nullToggle->setVisible(!field.required);
    m_row->addWidget(m_nullToggle, 0, Qt::AlignTop);

    m_note = fieldLine(this);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_problem = fieldLine(this);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setForegroundRole(QPalette::BrightText);
    m_column->addWidget(m_note);
    m_column->addWidget(m_problem);

    if (place == Place::Cell) {
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::Base);
        m_problem->setMargin(type::px(4));
    }
    connect(m_nullToggle, &QToolButton::clicked, this, [this](bool null) {
        setNull(null);
        m_input->setFocus();
    });
}

FieldEditor::~FieldEditor() = default;

void FieldEditor::setValue(const Value &value)
{
    m_saved = value;
    m_filling = true;
    m_null = relata::isNull(value);
    fill(value);
    m_filling = false;
    m_baseline = typed();
    applyNull();
    setProblem({});
}

void FieldEditor::rebase(const Value &value)
{
    const Typed mine = typed();
    setValue(value);
    setTyped(mine);
}

void FieldEditor::fill(const Value &value) { putText(valuetext::edit(m_field, value)); }

QString FieldEditor::wholeText() const { return m_shortInput ? m_long->whole() : text(); }

void FieldEditor::putText(const QString &text)
{
    if (m_place == Place::Form && LongText::isLong(text)) {
        showLong(text);
        return;
    }
    endLong();
    setText(text);
}

void FieldEditor::showLong(const QString &text)
{
    if (!m_long) {
        m_long = new LongText(
            m_field.name, [this]() -> Prompts & { return prompts(); }, this);
        connect(m_long, &LongText::editRequested, this, &FieldEditor::editLong);
        connect(m_long, &LongText::replaced, this, &FieldEditor::replaceLong);
        connect(m_long, &LongText::problem, this, &FieldEditor::setProblem);
    }
    m_long->setWhole(text);
    if (m_shortInput)
        return;
    setText({});
    QWidget *own = m_input;
    setInput(m_long);
    m_shortInput = own;
    setReadOnly(m_readOnly);
}

void FieldEditor::endLong()
{
    if (!m_shortInput)
        return;
    setInput(std::exchange(m_shortInput, nullptr));
    m_long->setWhole({});
    setReadOnly(m_readOnly);
}

void FieldEditor::editLong()
{
    const QString whole = m_long->whole();
    const bool modified = isModified();
    m_filling = true;
    endLong();
    setText(whole);
    m_filling = false;
    // As it stands in the input now, line ends and all.
    if (!modified)
        m_baseline = typed();
    m_input->setFocus();
}

void FieldEditor::replaceLong(const QString &text)
{
    m_filling = true;
    m_null = false;
    putText(text);
    m_filling = false;
    applyNull();
    setProblem({});
    Q_EMIT edited();
}

Result<Value> FieldEditor::value() const
{
    if (!isModified())
        return m_saved;
    if (!m_null)
        return m_shortInput ? valuetext::parse(m_schema, m_field, wholeText()) : parsed();
    if (m_field.required)
        return failure(ErrorCode::Required, tr("“%1” needs a value.").arg(m_field.name));
    return Value{};
}

Result<Value> FieldEditor::parsed() const { return valuetext::parse(m_schema, m_field, text()); }

bool FieldEditor::isModified() const { return typed() != m_baseline; }

Typed FieldEditor::typed() const { return m_null ? Typed{true, {}, {}} : Typed{false, wholeText(), bytes()}; }

void FieldEditor::setTyped(const Typed &typed)
{
    m_filling = true;
    m_null = typed.null;
    putText(typed.text);
    setBytes(typed.bytes);
    m_filling = false;
    applyNull();
}

void FieldEditor::setNull(bool null)
{
    if (null == m_null || isReadOnly()) {
        applyNull();
        return;
    }
    m_filling = true;
    m_null = null;
    putText({});
    setBytes({});
    m_filling = false;
    applyNull();
    setProblem({});
    Q_EMIT edited();
}

bool FieldEditor::isEmptyNull() const
{
    const Result<Value> empty = valuetext::parse(m_schema, m_field, {});
    return !empty || relata::isNull(*empty);
}

void FieldEditor::onEdited()
{
    if (m_filling)
        return;
    m_null = text().isEmpty() && bytes().isEmpty() && isEmptyNull();
    applyNull();
    // A problem goes as soon as it is mended, but comes only when the person is done (focus, Return, Save).
    if (!problem().isEmpty() && value())
        setProblem({});
    Q_EMIT edited();
}

void FieldEditor::applyNull()
{
    m_nullToggle->setChecked(m_null);
    if (m_null)
        showHint(m_nullHint.isEmpty() ? tr("null") : m_nullHint);
    else
        showHint(isEmptyNull() ? QString() : tr("empty text"));
}

void FieldEditor::setNullHint(const QString &hint)
{
    m_nullHint = hint;
    applyNull();
}

void FieldEditor::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    lock(reason);
    if (m_long)
        m_long->setReadOnly(reason);
    m_nullToggle->setVisible(!m_field.required && reason.isEmpty());
    if (m_input) {
        m_input->setToolTip(reason);
        m_input->setAccessibleDescription(reason.isEmpty() ? QString() : tr("read only: %1").arg(reason));
    }
}

void FieldEditor::setProblem(const QString &sentence)
{
    if (m_input) {
        setInvalid(m_input, !sentence.isEmpty());
        if (!isReadOnly())
            m_input->setAccessibleDescription(sentence);
    }
    if (sentence == m_problem->text() && m_problem->isHidden() == sentence.isEmpty())
        return;
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    Q_EMIT heightChanged();
}

QString FieldEditor::problem() const { return m_problem->text(); }

bool FieldEditor::check()
{
    const Result<Value> current = value();
    setProblem(current ? QString() : current.error().message);
    return current.has_value();
}

void FieldEditor::setInput(QWidget *input)
{
    if (m_input) {
        m_row->removeWidget(m_input);
        m_input->hide();
    }
    m_input = input;
    input->setAccessibleName(m_field.name);
    input->installEventFilter(this);
    m_row->insertWidget(0, input, 1);
    input->show();
    setFocusProxy(input);
    setTabOrder(input, m_nullToggle);
}

void FieldEditor::addBelow(QWidget *widget) { m_column->insertWidget(1, widget); }

void FieldEditor::setNote(const QString &note)
{
    if (note == m_note->text())
        return;
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    Q_EMIT heightChanged();
}

void FieldEditor::hideNullToggle()
{
    m_row->removeWidget(m_nullToggle);
    m_nullToggle->setMaximumSize(0, 0);
    m_nullToggle->setFocusPolicy(Qt::NoFocus);
}

Prompts &FieldEditor::prompts()
{
    if (!m_prompts)
        m_prompts = new Prompts(this);
    return *m_prompts;
}

bool FieldEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_input || m_place != Place::Form)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isModified())
        check();
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_0 && key->modifiers() == Qt::ControlModifier) {
            setNull(true);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

FieldEditor *makeFieldEditor(const Schema &schema, const Field &field, FieldEditor::Place place, QWidget *parent)
{
    const FieldType &type = field.type;
    if (field.anyType)
        return new TextEditor(schema, field, place, parent);
    if (type.list)
        return new ListEditor(schema, field, place, parent);
    if (type.kind == FieldType::Kind::Object)
        return new JsonEditor(schema, field, place, parent);
    if (type.kind == FieldType::Kind::Enum)
        return new ChoiceEditor(schema, field, place, parent);
    switch (type.scalar) {
    case ScalarType::String:
        return new TextEditor(schema, field, place, parent);
    case ScalarType::Boolean:
        return new CheckEditor(schema, field, place, parent);
    case ScalarType::Date:
    case ScalarType::Time:
    case ScalarType::DateTime:
    case ScalarType::Timestamp:
        return new DateEditor(schema, field, place, parent);
    case ScalarType::Json:
        return new JsonEditor(schema, field, place, parent);
    case ScalarType::Binary:
        return new BinaryEditor(schema, field, place, parent);
    default:
        return new LineEditor(schema, field, place, parent);
    }
}

} // namespace relata
