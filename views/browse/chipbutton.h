#pragma once

#include <QAbstractButton>

namespace relata {

/// A related instance as a button: pressing it follows the link, Del asks to unlink. GUI thread.
class ChipButton final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Look {
        ToOne, ///< squarish, with an arrow
        ToMany, ///< round
        Link, ///< "12 comments →"
        Missing ///< the key leads nowhere: dashed
    };

    ChipButton(Look look, const QString &text, QWidget *parent);

    void setLook(Look look);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void unlinkRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Look m_look;
};

} // namespace relata
