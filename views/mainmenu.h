#pragma once

class QAction;
class QMainWindow;
class QMenu;
class QToolBar;

namespace relata {

class Actions;
class Breadcrumb;

/// The window's menus and tool bar, made of its actions.
namespace mainmenu {

struct Menus
{
    QMenu *recent = nullptr; ///< filled by the window when it opens
    QMenu *view = nullptr;
    QMenu *theme = nullptr;
    QMenu *data = nullptr; ///< the window adds which field stands for an instance
    QMenu *window = nullptr; ///< the window adds its panes
};

[[nodiscard]] Menus fill(QMainWindow &window, const Actions &actions);
[[nodiscard]] QToolBar *toolBar(QMainWindow &window, const Actions &actions, Breadcrumb *breadcrumb);
/// Texts beside the icons go where there is little room.
void fitToolBar(QToolBar &bar, int windowWidth);

} // namespace mainmenu

} // namespace relata
