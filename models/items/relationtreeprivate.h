#pragma once

#include "items/relationnode.h"
#include "items/relationtreeitemmodel.h"

#include <unordered_map>

namespace relata {

/// The rows of a relationship tree and how they are kept: relationtreereads.cpp asks and takes in answers,
/// relationtreechanges.cpp hears the feed. Every change of rows is begin, mutate, end in insert() or remove().
class RelationTreeItemModel::Private
{
public:
    using Node = RelationNode;

    explicit Private(RelationTreeItemModel *model) : q(model) {}

    // Rows
    [[nodiscard]] Node *nodeAt(const QModelIndex &index);
    [[nodiscard]] QModelIndex indexOf(const Node &node, int column = 0) const;
    void insert(Node &parent, int row, std::vector<std::unique_ptr<Node>> nodes);
    void remove(Node &parent, int row, int count);
    void changed(const Node &node);
    [[nodiscard]] bool canHaveChildren(const Node &node) const;

    // Reads
    /// Makes the ends of an instance and asks for what they lead to.
    void openInstance(Node &instance);
    void readLinks(Node &instance);
    void readCount(Node &end);
    /// Reads a branch from its start, at least `howMany` instances, and takes in the difference.
    void readBranch(Node &end, int howMany);
    void readMore(Node &end);
    /// Asks again for everything that is open.
    void refresh(Node &instance);
    /// Awaits nothing any more.
    void dropRequests();

    // Changes
    void accept(const ChangeSet &set);

    RelationTreeItemModel *q;
    Session *session = nullptr;
    std::unique_ptr<Node> root; ///< null: nothing is shown

private:
    enum class What { Links, Count, Branch, More };
    struct Request
    {
        Node *node = nullptr;
        What what = What::Links;
        int howMany = 0;
        Session::Ticket ticket = 0;
    };

    [[nodiscard]] const Schema &schema() const { return session->schema(); }
    [[nodiscard]] Query branchQuery(const Node &end) const;
    /// A number for a new request of this node; an older one of the same kind is dropped.
    quint64 newRequest(Node &node, What what, int howMany = 0);
    /// The awaiting node of an answer; null where nobody awaits it any more.
    [[nodiscard]] Node *finish(quint64 request);
    void dropRequestsBelow(const Node &node);
    [[nodiscard]] bool awaits(const Node &node, What what) const;
    void askAgain(const std::vector<quint64> &requests);

    [[nodiscard]] std::unique_ptr<Node> makeInstance(Node &end, const InstanceRef &ref) const;
    [[nodiscard]] std::unique_ptr<Node> makeInstance(Node &end, const Row &row) const;
    void describe(Node &instance, const Row &row, qint64 backCount);
    [[nodiscard]] qint64 backCountOf(const Node &end, const Row &row) const;
    void takeLinks(Node &instance, const std::optional<Row> &row);
    void showTarget(Node &end, const Links &links);
    void takeBranch(Node &end, const RowWindow &window, int howMany);
    void takeMore(Node &end, const RowWindow &window);
    void setMore(Node &end, bool more);
    void countMore(Node &end);
    void setCount(Node &end, qint64 count);
    void setLoading(Node &end, bool loading);

    void applyBelow(Node &instance, const Change &change);
    void applyToSelf(Node &instance, const Change &change);
    void relabelLink(const Node &instance);
    void applyToEnd(Node &end, const Change &change);
    void applyToMany(Node &end, const Change &change);
    void join(Node &end, const Key &key, const Change &change);
    void leave(Node &end, const Key &key);
    void loseRoot();

    quint64 m_lastRequest = 0;
    std::unordered_map<quint64, Request> m_requests;
};

} // namespace relata
