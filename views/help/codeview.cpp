#include "views/help/codeview.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QEvent>
#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QtMath>

#include <memory>

namespace relata {
using namespace Qt::StringLiterals;

/// Strings, comments, numbers and the language's words: what helps to read a few lines, and no more.
class CodeView::Highlighter final : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    void setLanguage(guide::Language language)
    {
        m_language = language;
        rehighlight();
    }

protected:
    void highlightBlock(const QString &text) override
    {
        const Palette &palette = Palette::current();
        QTextCharFormat word;
        word.setForeground(palette.link);
        QTextCharFormat literal;
        literal.setForeground(palette.good);
        QTextCharFormat number;
        number.setForeground(palette.manyToMany);
        QTextCharFormat comment;
        comment.setForeground(palette.secondary);
        comment.setFontItalic(true);

        for (auto match = pattern().globalMatch(text); match.hasNext();) {
            const QRegularExpressionMatch found = match.next();
            const auto paint = [&](QStringView group, const QTextCharFormat &format) {
                setFormat(static_cast<int>(found.capturedStart(group)), static_cast<int>(found.capturedLength(group)),
                          format);
            };
            if (found.hasCaptured(u"comment"))
                paint(u"comment", comment);
            else if (found.hasCaptured(u"string"))
                paint(u"string", literal);
            else if (found.hasCaptured(u"word"))
                paint(u"word", word);
            else if (found.hasCaptured(u"number"))
                paint(u"number", number);
        }
    }

private:
    [[nodiscard]] const QRegularExpression &pattern() const
    {
        static const QRegularExpression javaScript(
            uR"((?<comment>//.*)|(?<string>"(?:[^"\\]|\\.)*"|'[^']*')|\b(?<word>import|from|const|await|new|true|false|null)\b|\b(?<number>\d+(?:\.\d+)?)\b)"_s);
        // A quoted name is neither: it is matched so that nothing within it is.
        static const QRegularExpression sql(
            uR"((?<comment>--.*)|(?<string>'(?:[^']|'')*')|"(?:[^"]|"")*"|\b(?<word>PRAGMA|ON|INSERT|INTO|VALUES|DEFAULT|SELECT|FROM|AS|JOIN|WHERE|AND|DELETE|NULL)\b|\b(?<number>\d+(?:\.\d+)?)\b)"_s);
        static const QRegularExpression json(
            uR"((?<word>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|\b(?<number>-?\d+(?:\.\d+)?|true|false|null)\b)"_s);
        switch (m_language) {
        case guide::Language::JavaScript:
            return javaScript;
        case guide::Language::Sql:
            return sql;
        case guide::Language::JsonLines:
            return json;
        }
        Q_UNREACHABLE();
    }

    guide::Language m_language = guide::Language::JsonLines;
};

CodeView::CodeView(QWidget *parent) : QTextEdit(parent), m_highlighter(new Highlighter(document()))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLayoutDirection(Qt::LeftToRight);
    setFrameShape(QFrame::StyledPanel);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Code"));
    setFont(type::code());
    document()->setDocumentMargin(type::px(8));
    takeColours();
}

void CodeView::setCode(const QString &code, guide::Language language)
{
    m_code = code;
    setPlainText(code.trimmed());
    m_highlighter->setLanguage(language);
    updateGeometry();
}

QSize CodeView::sizeHint() const { return {type::px(320), heightForWidth(type::px(320))}; }

QSize CodeView::minimumSizeHint() const { return {type::px(120), type::px(32)}; }

int CodeView::heightForWidth(int width) const
{
    // The document itself keeps the width that it is shown with.
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setTextWidth(width - 2 * frameWidth());
    return qCeil(copy->size().height()) + 2 * frameWidth();
}

void CodeView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    // Our own setPalette() arrives here too: the colours are compared first.
    if (event->type() == QEvent::PaletteChange && palette().color(QPalette::Base) != Palette::current().code)
        takeColours();
}

void CodeView::takeColours()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Base, Palette::current().code);
    colours.setColor(QPalette::Text, Palette::current().text);
    setPalette(colours);
    m_highlighter->rehighlight();
}

} // namespace relata
