#pragma once

#include <QAbstractButton>

namespace relata {

/// A large button of the start page: icon, bold title, quiet words below, a note at the far edge. GUI thread.
class StartCard final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Frame { Own, Row }; ///< Row: one of a list that has a frame around it
    StartCard(const QString &icon, const QString &title, const QString &words, Frame frame, QWidget *parent);

    void setNote(const QString &note);
    /// A warning beside the title ("not found"); the card turns quiet.
    void setWarning(const QString &words);
    /// Space at the far edge for a button that the owner puts there.
    void setReserve(int pixels) { m_reserve = pixels; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon, m_words, m_note, m_warning;
    Frame m_frame;
    int m_reserve = 0;
};

} // namespace relata
