#pragma once

#include <QPlainTextEdit>

namespace relata {

/// A text area that grows with its text between two numbers of lines; Tab leaves it. GUI thread.
class TextArea final : public QPlainTextEdit
{
    Q_OBJECT

public:
    TextArea(int fewestLines, int mostLines, QWidget *parent);

    void setWholeText(const QString &text);
    /// As it was set: toPlainText() would turn no-break spaces into spaces.
    [[nodiscard]] QString wholeText() const;

protected:
    void insertFromMimeData(const QMimeData *source) override;

private:
    void wrapFor(const QString &text);
    void fit();

    int m_fewest;
    int m_most;
};

} // namespace relata
