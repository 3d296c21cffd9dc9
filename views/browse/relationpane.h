#pragma once

#include "base/error.h"
#include "data/rowwindow.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace relata {

class RelationTreeItemModel;
class Session;

/// The relationship tree of the chosen instance with its head (title, Link…, Unlink, Relationship guide). GUI thread.
class RelationPane final : public QWidget
{
    Q_OBJECT

public:
    explicit RelationPane(QWidget *parent = nullptr);
    ~RelationPane() override;

    void setSession(Session *session);
    void show(const std::optional<InstanceRef> &instance);
    [[nodiscard]] RelationTreeItemModel &itemModel();

    /// What Link… would link: the end of the current node and the instance that it belongs to. Without a current node
    /// the first end that can be linked.
    struct LinkPlace
    {
        InstanceRef of;
        EndId end;
    };
    [[nodiscard]] std::optional<LinkPlace> linkPlace() const;
    /// What Unlink would unlink: the current node, where it is an instance below an end.
    struct LinkedPair
    {
        InstanceRef of;
        EndId end;
        InstanceRef to;
    };
    [[nodiscard]] std::optional<LinkedPair> linkedPair() const;
    [[nodiscard]] std::optional<RelationshipId> relationship() const;
    void focusTree();
    /// To put Link… and Unlink into its head; the actions belong to the window.
    void setActions(QAction *link, QAction *unlink, QAction *guide);

Q_SIGNALS:
    void currentChanged();
    void followRequested(const relata::InstanceRef &instance);
    void branchRequested(const relata::InstanceRef &of, relata::EndId end);
    void failed(const relata::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
