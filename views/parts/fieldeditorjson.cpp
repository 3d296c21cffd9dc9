#include "views/parts/fieldeditorkinds.h"

#include "views/parts/textarea.h"
#include "views/parts/type.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

bool fitsOnLine(const QJsonValue &element)
{
    if (element.isString()) {
        const QString text = element.toString();
        return !text.isEmpty() && text == text.trimmed() && !text.contains(u'\n');
    }
    return element.isDouble() || element.isBool();
}

QString lineOf(const QJsonValue &element)
{
    if (element.isString())
        return element.toString();
    const QByteArray one = QJsonDocument(QJsonArray{element}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(one.mid(1, one.size() - 2));
}

/// Numbers and truths stand bare in the array; what is none is quoted, for the type's rule to refuse it in words.
QJsonValue elementOf(const FieldType &type, const QString &line)
{
    const bool bare = type.kind == FieldType::Kind::Scalar
        && (type.scalar == ScalarType::Int || type.scalar == ScalarType::Float || type.scalar == ScalarType::Boolean
            || type.scalar == ScalarType::Timestamp || type.scalar == ScalarType::BigInt
            || type.scalar == ScalarType::Decimal);
    if (!bare)
        return line;
    const QJsonDocument one = QJsonDocument::fromJson(QByteArray(u"["_s.toUtf8() + line.toUtf8() + ']'));
    return one.isArray() && one.array().size() == 1 ? one.array().first() : QJsonValue(line);
}

} // namespace

JsonEditor::JsonEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : FieldEditor(schema, field, place, parent)
    , m_area(new TextArea(place == Place::Cell ? 4 : 2, 10, this))
    , m_button(new QToolButton(this))
{
    m_area->setFont(type::code());
    setInput(m_area);
    m_button->setText(tr("Tidy up"));
    m_button->setAccessibleName(tr("Tidy up %1").arg(field.name));
    m_button->setToolTip(tr("Write it with line breaks and indents"));
    m_button->setFont(type::small());
    addBelow(m_button);
    m_button->setVisible(place == Place::Form);
    connect(m_area, &QPlainTextEdit::textChanged, this, &JsonEditor::onEdited);
    connect(m_button, &QToolButton::clicked, this, &JsonEditor::tidy);
}

QString JsonEditor::text() const { return m_area->wholeText(); }

void JsonEditor::setText(const QString &text) { m_area->setWholeText(text); }

void JsonEditor::showHint(const QString &hint) { m_area->setPlaceholderText(hint); }

void JsonEditor::lock(const QString &reason)
{
    m_area->setReadOnly(!reason.isEmpty());
    m_button->setEnabled(reason.isEmpty());
}

void JsonEditor::tidy()
{
    const QJsonDocument document = QJsonDocument::fromJson(m_area->toPlainText().toUtf8());
    if (document.isNull()) {
        check();
        return;
    }
    m_area->setWholeText(QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed());
}

ListEditor::ListEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : JsonEditor(schema, field, place, parent)
{
    disconnect(button(), &QToolButton::clicked, nullptr, nullptr);
    connect(button(), &QToolButton::clicked, this, &ListEditor::switchMode);
    setLines(true);
}

QString ListEditor::text() const
{
    if (!m_lines)
        return JsonEditor::text();
    QJsonArray array;
    const QStringList lines = JsonEditor::text().split(u'\n');
    for (const QString &line : lines)
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty())
            array.append(elementOf(field().type, trimmed));
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

void ListEditor::setText(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    const QJsonArray array = document.array();
    const bool lines = text.isEmpty() || (document.isArray() && std::all_of(array.begin(), array.end(), fitsOnLine));
    setLines(lines);
    if (!lines) {
        JsonEditor::setText(text);
        return;
    }
    QStringList all;
    for (const QJsonValue &element : array)
        all.append(lineOf(element));
    JsonEditor::setText(all.join(u'\n'));
}

void ListEditor::setLines(bool lines)
{
    m_lines = lines;
    button()->setText(lines ? tr("Edit as JSON") : tr("One element a line"));
    button()->setToolTip({});
    area()->setFont(lines ? font() : type::code());
    area()->setToolTip(lines ? tr("One element a line") : QString());
}

void ListEditor::switchMode()
{
    const QString now = text();
    if (m_lines) {
        setLines(false);
        JsonEditor::setText(now);
        return;
    }
    setText(now);
    if (!m_lines)
        setProblem(tr("Some elements of “%1” do not fit on a line.").arg(field().name));
}

} // namespace relata
