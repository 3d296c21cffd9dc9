#include "views/parts/fieldeditorkinds.h"

#include "views/parts/glyphs.h"
#include "views/parts/relatastyle.h"
#include "views/parts/textarea.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// Longer texts get an area.
constexpr qsizetype lineLimit = 80;

} // namespace

LineEditor::LineEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : FieldEditor(schema, field, place, parent), m_line(new QLineEdit(this))
{
    m_line->setMaxLength(0x7fffffff);
    m_lock = m_line->addAction(glyphs::icon(u"object-locked"_s), QLineEdit::TrailingPosition);
    m_lock->setVisible(false);
    setInput(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &LineEditor::onEdited);
}

QString LineEditor::text() const { return m_line->text(); }

void LineEditor::setText(const QString &text)
{
    m_line->setText(text);
    m_line->setCursorPosition(0);
}

void LineEditor::showHint(const QString &hint) { m_line->setPlaceholderText(hint); }

void LineEditor::lock(const QString &reason)
{
    m_line->setReadOnly(!reason.isEmpty());
    m_lock->setVisible(!reason.isEmpty());
    m_lock->setToolTip(reason);
}

TextEditor::TextEditor(const Schema &schema, const Field &field, Place place, QWidget *parent)
    : LineEditor(schema, field, place, parent)
{
    line()->setToolTip(tr("Shift+Return begins a new line"));
    connect(line(), &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.contains(u'\n'))
            becomeArea();
    });
}

QString TextEditor::text() const
{
    if (!m_isArea)
        return LineEditor::text();
    QString text = m_area->wholeText();
    if (m_crlf)
        text.replace(u"\n"_s, u"\r\n"_s);
    return text;
}

void TextEditor::setText(const QString &text)
{
    const bool isLong = text.size() > lineLimit || text.contains(u'\n');
    m_crlf = text.contains(u"\r\n"_s);
    if (isLong && !m_isArea)
        becomeArea();
    if (!isLong && m_isArea && !m_area->hasFocus()) {
        m_isArea = false;
        setInput(line());
    }
    if (m_isArea)
        m_area->setWholeText(text);
    else
        LineEditor::setText(text);
}

void TextEditor::showHint(const QString &hint)
{
    LineEditor::showHint(hint);
    if (m_area)
        m_area->setPlaceholderText(hint);
}

void TextEditor::lock(const QString &reason)
{
    LineEditor::lock(reason);
    if (m_area)
        m_area->setReadOnly(!reason.isEmpty());
}

void TextEditor::becomeArea()
{
    if (!m_area) {
        m_area = new TextArea(place() == Place::Cell ? 4 : 3, 10, this);
        m_area->setReadOnly(isReadOnly());
        m_area->setPlaceholderText(line()->placeholderText());
        connect(m_area, &QPlainTextEdit::textChanged, this, &TextEditor::onEdited);
    }
    const bool focused = line()->hasFocus();
    const int position = line()->cursorPosition();
    const QSignalBlocker quiet(m_area);
    m_area->setWholeText(line()->text());
    m_isArea = true;
    setInput(m_area);
    if (!focused)
        return;
    QTextCursor cursor = m_area->textCursor();
    cursor.setPosition(std::min(position, m_area->document()->characterCount() - 1));
    m_area->setTextCursor(cursor);
    m_area->setFocus();
    Q_EMIT heightChanged();
}

bool TextEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == line() && event->type() == QEvent::KeyPress && !isReadOnly()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() == Qt::ShiftModifier) {
            becomeArea();
            m_area->insertPlainText(u"\n"_s);
            return true;
        }
    }
    return LineEditor::eventFilter(watched, event);
}

} // namespace relata
