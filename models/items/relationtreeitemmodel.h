#pragma once

#include "items/roles.h"
#include "session/session.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>

namespace relata {

/// The relationships of one instance, to any depth: ends (NodeRole End), under each its related instances (Instance),
/// under each of those its ends again; "Show 94 more…" (More) where there are more than a page of 100. GUI thread.
/// Lazy: a branch is fetched when it is expanded (canFetchMore/fetchMore), counts of shown ends at once. An instance
/// that already stands above itself is marked (SeenAboveRole) and has no children. Kept in step with the change feed
/// by exact row and cell signals, so open branches, selection and scroll place survive.
/// Columns: Relationship (name or label), Details, On delete (the rule in words).
class RelationTreeItemModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit RelationTreeItemModel(QObject *parent = nullptr);
    ~RelationTreeItemModel() override;

    /// The instance whose ends are the top level. Nothing: an empty tree. The session must outlive its use here.
    void show(Session *session, const std::optional<InstanceRef> &instance);
    [[nodiscard]] std::optional<InstanceRef> instance() const;

    /// The instance that a node is (Instance) or belongs to (End, More).
    [[nodiscard]] std::optional<InstanceRef> instanceAt(const QModelIndex &index) const;
    /// The end that a node is (End, More) or hangs on (Instance).
    [[nodiscard]] std::optional<EndId> endAt(const QModelIndex &index) const;
    /// The instance above: whose end a node is or hangs on.
    [[nodiscard]] std::optional<InstanceRef> ownerAt(const QModelIndex &index) const;
    /// On a More node: fetches the next page.
    void showMore(const QModelIndex &more);
    void refresh();

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The shown instance has another label now, or is gone: then instance() is nothing and the tree empty.
    void instanceChanged();
    void failed(const relata::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
