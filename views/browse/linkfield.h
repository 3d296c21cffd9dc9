#pragma once

#include "data/rowwindow.h"
#include "items/roles.h"

#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace relata {

class ChipButton;
class FlowLayout;

/// A relationship field of the form: the related instances as chips. To one: follow, unlink, choose. To many: up to
/// five chips, a link to all of them, a plus to link one more. Says what was pressed and changes nothing itself.
/// GUI thread; the schema must outlive it.
class LinkField final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int chipsAtMost = 5;

    LinkField(const Schema &schema, EndId end, QWidget *parent);

    [[nodiscard]] EndId end() const { return m_end; }
    void setLinks(const Links &links);
    /// What was chosen and is not saved: nothing inside means unlinked.
    void setChosen(const std::optional<std::optional<InstanceRef>> &chosen);
    void setReadOnly(const QString &reason);
    void setProblem(const QString &sentence);
    /// A new instance has nothing to link yet: only the key that it holds can be chosen.
    void setNewInstance(bool isNew);

Q_SIGNALS:
    void followRequested(const relata::InstanceRef &instance);
    void branchRequested();
    void chooseRequested();
    void unlinkRequested(const relata::InstanceRef &instance);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    void addChip(const InstanceRef &to);
    [[nodiscard]] bool isToOne() const;

    const Schema &m_schema;
    EndId m_end;
    QString m_name;
    Links m_links;
    std::optional<std::optional<InstanceRef>> m_chosen;
    QString m_readOnly;
    bool m_new = false;
    QWidget *m_frame;
    QWidget *m_chips;
    FlowLayout *m_flow;
    QLabel *m_nothing;
    QToolButton *m_unlink;
    QToolButton *m_choose;
    ChipButton *m_all;
    QLabel *m_problem;
};

} // namespace relata
