#pragma once

#include "schema/schema.h"

#include <QMenu>

class QHeaderView;
class QTableView;

namespace relata {

class InstanceTableItemModel;

/// Which columns are shown, in which order and how wide: a checkable list, and what is kept of it for each model and
/// database in the user's settings. GUI thread; the view and its model must outlive it.
class ColumnsMenu final : public QMenu
{
    Q_OBJECT

public:
    ColumnsMenu(QTableView &view, InstanceTableItemModel &model, QWidget *parent);

    /// To be called when the table shows another model: what was kept, else the defaults.
    void restore();
    void keep() const;
    /// Moves a field's column before all others; an invalid field moves nothing.
    void putFirst(FieldId field);
    /// Stands at the end of the menu, as a submenu.
    void setLabelMenu(QMenu *labels) { m_labels = labels; }

protected:
    /// Stays open while columns are chosen.
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void reset();
    [[nodiscard]] QString settingsKey() const;
    [[nodiscard]] QString columnName(int column) const;
    [[nodiscard]] int defaultWidth(int column) const;

    QTableView &m_view;
    InstanceTableItemModel &m_model;
    QMenu *m_labels = nullptr;
    bool m_restoring = false;
};

} // namespace relata
