#include "views/parts/textarea.h"

#include <QAbstractTextDocumentLayout>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace relata {

TextArea::TextArea(int fewestLines, int mostLines, QWidget *parent)
    : QPlainTextEdit(parent), m_fewest(fewestLines), m_most(mostLines)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &TextArea::fit);
    fit();
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
