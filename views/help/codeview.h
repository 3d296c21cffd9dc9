#pragma once

#include "views/help/guidetext.h"

#include <QTextEdit>

namespace relata {

/// Code to read and to copy, lightly coloured; always left to right. As high as its text. GUI thread.
class CodeView final : public QTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);

    void setCode(const QString &code, guide::Language language);
    [[nodiscard]] QString code() const { return m_code; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    class Highlighter;

    void takeColours();

    Highlighter *m_highlighter; ///< child of the document
    QString m_code;
};

} // namespace relata
