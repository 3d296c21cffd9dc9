#pragma once

#include "views/parts/breadcrumb.h"

#include <QAbstractButton>

namespace relata {

/// One step of a breadcrumb. The last one only says where one is.
class CrumbButton final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Role { Link, Here };
    CrumbButton(const Breadcrumb::Crumb &crumb, Role role, QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont labelFont() const;

    Breadcrumb::Crumb m_crumb;
    Role m_role;
};

} // namespace relata
