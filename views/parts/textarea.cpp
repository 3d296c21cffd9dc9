#include "views/parts/textarea.h"

#include <QAbstractTextDocumentLayout>
#include <QMimeData>
#include <QTextDocument>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace relata {
namespace {

/// Longer ones are no words (encoded data, mostly): they are wrapped anywhere.
constexpr qsizetype longestWord = 500;

} // namespace

TextArea::TextArea(int fewestLines, int mostLines, QWidget *parent)
    : QPlainTextEdit(parent), m_fewest(fewestLines), m_most(mostLines)
{
    setTabChangesFocus(true);
    // The style fills the frame, whose corners are round.
    viewport()->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &TextArea::fit);
    fit();
}

void TextArea::setWholeText(const QString &text)
{
    wrapFor(text);
    setPlainText(text);
}

void TextArea::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        wrapFor(source->text());
    QPlainTextEdit::insertFromMimeData(source);
}

void TextArea::wrapFor(const QString &text)
{
    // Looking for word boundaries takes a time that grows with the square of a word's length.
    qsizetype longest = 0;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !text[i].isSpace())
            continue;
        longest = std::max(longest, i - begin);
        begin = i + 1;
    }
    if (longest > longestWord)
        setWordWrapMode(QTextOption::WrapAnywhere);
}

QString TextArea::wholeText() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return text;
}

void TextArea::fit()
{
    // A plain text document's height is counted in lines.
    const int lines = std::clamp(static_cast<int>(std::ceil(document()->size().height())), m_fewest, m_most);
    const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
    const int height = lines * fontMetrics().lineSpacing() + frame + 2;
    if (height != maximumHeight() || height != minimumHeight())
        setFixedHeight(height);
}

} // namespace relata
