#pragma once

#include <QWidget>

#include <vector>

class QToolButton;

namespace relata {

/// The path by which one got here, as links; the last step is bold and is where one is. Where it is too long its middle
/// folds into a menu. Says nothing about history: that is back and forward. GUI thread.
class Breadcrumb final : public QWidget
{
    Q_OBJECT

public:
    struct Crumb
    {
        QString prefix, label, suffix; ///< the label is the link, the others are quiet
        friend bool operator==(const Crumb &, const Crumb &) = default;
    };

    explicit Breadcrumb(QWidget *parent = nullptr);

    void setCrumbs(std::vector<Crumb> crumbs);
    [[nodiscard]] const std::vector<Crumb> &crumbs() const { return m_crumbs; }

    /// Which steps must be folded away so that the rest fits: [first, last) of the middle; the first and the last step
    /// always stay. Widths in pixels, separators included.
    struct Fold
    {
        std::size_t first = 0, last = 0;
        friend bool operator==(const Fold &, const Fold &) = default;
    };
    [[nodiscard]] static Fold fold(const std::vector<int> &widths, int available, int foldWidth);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(int step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    void openFold();

    std::vector<Crumb> m_crumbs;
    std::vector<QWidget *> m_buttons; ///< one a crumb
    QToolButton *m_more = nullptr; ///< "…"
    Fold m_fold;
};

} // namespace relata
