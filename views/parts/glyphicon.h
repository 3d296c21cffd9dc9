#pragma once

#include <QColor>
#include <QIconEngine>
#include <QString>

namespace relata::glyphicon {

/// Where Breeze keeps this icon ("…/breeze/actions"), empty where the theme or the icon is not installed.
[[nodiscard]] QString folderOf(const QString &name);

/// A Breeze drawing in a colour of the palette in use, rendered for each size, pixel ratio and theme, so that it is
/// crisp and right everywhere. Arrows turn around right to left. GUI thread.
class Engine final : public QIconEngine
{
public:
    /// An invalid colour stands for the palette's text colour.
    Engine(QString folder, QString name, QColor colour);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;
    bool isNull() override { return false; }

private:
    [[nodiscard]] QColor colourFor(QIcon::Mode mode) const;

    QString m_folder;
    QString m_name;
    QColor m_colour;
};

} // namespace relata::glyphicon
