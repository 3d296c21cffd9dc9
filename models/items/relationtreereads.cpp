#include "items/relationtreeprivate.h"

#include <algorithm>
#include <unordered_set>

namespace relata {

namespace {

using relationtext::pageSize;
constexpr qint64 stopCountingAt = 1001; // "1000+"

std::vector<EndId> toOneEnds(const Schema &schema, ModelId model)
{
    std::vector<EndId> result;
    for (const EndId id : schema.endsOf(model)) {
        if (!schema.end(id).isMany())
            result.push_back(id);
    }
    return result;
}

} // namespace

void RelationTreeItemModel::Private::openInstance(Node &instance)
{
    instance.opened = true;
    std::vector<std::unique_ptr<Node>> ends;
    for (const EndId id : schema().endsOf(instance.instance.model)) {
        auto node = std::make_unique<Node>();
        node->kind = TreeNodeKind::End;
        node->end = id;
        ends.push_back(std::move(node));
    }
    insert(instance, 0, std::move(ends));
    readLinks(instance);
    for (const auto &end : instance.children) {
        if (schema().end(end->end).isMany())
            readCount(*end);
    }
}

void RelationTreeItemModel::Private::refresh(Node &instance)
{
    if (!instance.opened)
        return;
    readLinks(instance);
    for (const auto &end : instance.children) {
        if (schema().end(end->end).isMany()) {
            readCount(*end);
            if (end->opened)
                readBranch(*end, end->loaded());
        }
        for (const auto &below : end->children)
            refresh(*below);
    }
}

void RelationTreeItemModel::Private::readLinks(Node &instance)
{
    const quint64 request = newRequest(instance, What::Links);
    const InstanceRef &ref = instance.instance;
    m_requests[request].ticket =
        session->get(ref.model, ref.key, toOneEnds(schema(), ref.model), q, [this, request](const auto &answer) {
            Node *node = finish(request);
            if (!node)
                return;
            if (answer)
                takeLinks(*node, *answer);
            else
                Q_EMIT q->failed(answer.error());
        });
}

void RelationTreeItemModel::Private::takeLinks(Node &instance, const std::optional<Row> &row)
{
    if (!row) {
        if (&instance == root.get())
            loseRoot();
        return;
    }
    describe(instance, *row, instance.backCount);
    std::size_t place = 0;
    for (const auto &end : instance.children) {
        if (!schema().end(end->end).isMany() && place < row->links.size())
            showTarget(*end, row->links[place++]);
    }
}

void RelationTreeItemModel::Private::showTarget(Node &end, const Links &links)
{
    const bool first = !end.links;
    if (!first && *end.links == links)
        return;
    end.links = links;
    end.opened = true;
    const InstanceRef *target = links.first.empty() ? nullptr : &links.first.front();
    Node *shown = end.children.empty() ? nullptr : end.child(0);
    if (shown && target && compareKeys(shown->instance.key, target->key) == 0
        && shown->instance.missing == target->missing) {
        shown->instance.label = target->label;
        changed(*shown);
    } else {
        remove(end, 0, end.size());
        if (target) {
            std::vector<std::unique_ptr<Node>> nodes;
            nodes.push_back(makeInstance(end, *target));
            insert(end, 0, std::move(nodes));
        }
    }
    changed(end);
}

void RelationTreeItemModel::Private::readCount(Node &end)
{
    const quint64 request = newRequest(end, What::Count);
    Query query = branchQuery(end);
    query.ends.clear();
    query.labels = false;
    m_requests[request].ticket =
        session->count(query, stopCountingAt, q, [this, request](const Result<qint64> &answer) {
            Node *node = finish(request);
            if (!node)
                return;
            if (answer)
                setCount(*node, *answer);
            else
                Q_EMIT q->failed(answer.error());
        });
}

void RelationTreeItemModel::Private::setCount(Node &end, qint64 count)
{
    if (end.count == count)
        return;
    end.count = count;
    changed(end);
    countMore(end);
}

Query RelationTreeItemModel::Private::branchQuery(const Node &node) const
{
    constexpr qint64 longestText = 200;
    const End &end = schema().end(node.end);
    Query query;
    query.model = end.other;
    query.relatedTo = Query::Source{node.end, node.parent->instance.key};
    query.labels = true;
    query.cutAt = longestText;
    query.linksPerEnd = 1;
    if (end.kind == End::Kind::ManyToMany) {
        if (const auto opposite = schema().opposite(node.end))
            query.ends = {*opposite};
    }
    return query;
}

void RelationTreeItemModel::Private::readBranch(Node &end, int howMany)
{
    end.opened = true;
    howMany = std::max(howMany, pageSize);
    const quint64 request = newRequest(end, What::Branch, howMany);
    setLoading(end, true);
    Query query = branchQuery(end);
    query.limit = howMany + 1; // one more tells whether there are more
    m_requests[request].ticket = session->fetch(query, q, [this, request, howMany](const Result<RowWindow> &answer) {
        Node *node = finish(request);
        if (!node)
            return;
        setLoading(*node, false);
        if (answer) {
            takeBranch(*node, *answer, howMany);
            return;
        }
        if (node->children.empty())
            node->opened = false; // opening it again tries again
        Q_EMIT q->failed(answer.error());
    });
}

/// Makes the rows those of the answer with as few signals as the difference needs: rows that stay keep what is open
/// below them.
void RelationTreeItemModel::Private::takeBranch(Node &end, const RowWindow &window, int howMany)
{
    const auto count = std::min(window.rows.size(), static_cast<std::size_t>(howMany));
    std::unordered_set<Key, KeyHash> comes;
    for (std::size_t i = 0; i < count; ++i)
        comes.insert(window.rows[i].key);
    std::unordered_set<Key, KeyHash> stays;
    for (int row = end.loaded() - 1; row >= 0; --row) {
        const Key &key = end.child(row)->instance.key;
        if (comes.contains(key))
            stays.insert(key);
        else
            remove(end, row, 1);
    }
    std::vector<std::unique_ptr<Node>> run; // rows to come that stand together
    int place = 0; // of the next row, those of the run counted
    const auto insertRun = [&] {
        insert(end, place - static_cast<int>(run.size()), std::move(run));
        run.clear();
    };
    for (std::size_t i = 0; i < count; ++i, ++place) {
        const Row &row = window.rows[i];
        Node *known = stays.contains(row.key) ? end.findInstance(row.key) : nullptr;
        if (known && known->row != place - static_cast<int>(run.size())) { // it stands elsewhere now
            remove(end, known->row, 1);
            known = nullptr;
        }
        if (!known) {
            run.push_back(makeInstance(end, row));
            continue;
        }
        insertRun();
        describe(*known, row, backCountOf(end, row));
    }
    insertRun();
    setMore(end, window.rows.size() > count);
}

void RelationTreeItemModel::Private::readMore(Node &end)
{
    if (!end.hasMore() || end.loaded() == 0 || awaits(end, What::Branch))
        return;
    const quint64 request = newRequest(end, What::More);
    setLoading(end, true);
    Query query = branchQuery(end);
    query.from = Position{{}, end.child(end.loaded() - 1)->instance.key};
    query.limit = pageSize + 2; // the last one again, unless it has gone, and one that tells of more
    m_requests[request].ticket = session->fetch(query, q, [this, request](const Result<RowWindow> &answer) {
        Node *node = finish(request);
        if (!node)
            return;
        setLoading(*node, false);
        if (answer)
            takeMore(*node, *answer);
        else
            Q_EMIT q->failed(answer.error());
    });
}

void RelationTreeItemModel::Private::takeMore(Node &end, const RowWindow &window)
{
    std::vector<std::unique_ptr<Node>> nodes;
    bool more = false;
    for (const Row &row : window.rows) {
        if (end.findInstance(row.key))
            continue;
        more = nodes.size() == pageSize;
        if (more)
            break;
        nodes.push_back(makeInstance(end, row));
    }
    insert(end, end.loaded(), std::move(nodes));
    setMore(end, more);
}

/// The row "Show 94 more…" at the end of a branch.
void RelationTreeItemModel::Private::setMore(Node &end, bool more)
{
    if (more == end.hasMore()) {
        countMore(end);
        return;
    }
    if (!more) {
        remove(end, end.size() - 1, 1);
        return;
    }
    std::vector<std::unique_ptr<Node>> nodes;
    nodes.push_back(std::make_unique<Node>());
    nodes.back()->kind = TreeNodeKind::More;
    nodes.back()->end = end.end;
    nodes.back()->count = relationtext::nextPage(end);
    insert(end, end.size(), std::move(nodes));
}

void RelationTreeItemModel::Private::countMore(Node &end)
{
    if (!end.hasMore() || end.children.back()->count == relationtext::nextPage(end))
        return;
    end.children.back()->count = relationtext::nextPage(end);
    changed(*end.children.back());
}

void RelationTreeItemModel::Private::setLoading(Node &end, bool loading)
{
    if (end.loading == loading)
        return;
    end.loading = loading;
    changed(end);
    if (end.hasMore()) {
        end.children.back()->loading = loading;
        changed(*end.children.back());
    }
}

std::unique_ptr<RelationNode> RelationTreeItemModel::Private::makeInstance(Node &end, const InstanceRef &ref) const
{
    auto node = std::make_unique<Node>();
    node->kind = TreeNodeKind::Instance;
    node->end = end.end;
    node->instance = ref;
    node->seenAbove = end.isOrHangsOn(ref.model, ref.key);
    return node;
}

std::unique_ptr<RelationNode> RelationTreeItemModel::Private::makeInstance(Node &end, const Row &row) const
{
    const ModelId model = schema().end(end.end).other;
    auto node = makeInstance(end, InstanceRef{model, row.key, row.label, false});
    node->detail = relationtext::detail(schema(), model, row.values);
    node->backCount = backCountOf(end, row);
    return node;
}

/// Takes what was read of an instance that is shown already.
void RelationTreeItemModel::Private::describe(Node &instance, const Row &row, qint64 backCount)
{
    const QString detail = relationtext::detail(schema(), instance.instance.model, row.values);
    if (instance.detail == detail && instance.backCount == backCount && instance.instance.label == row.label)
        return;
    instance.detail = detail;
    instance.backCount = backCount;
    instance.instance.label = row.label;
    changed(instance);
}

/// Of a branch's row: how many instances it has at its own end of an N:N.
qint64 RelationTreeItemModel::Private::backCountOf(const Node &end, const Row &row) const
{
    const bool known = schema().end(end.end).kind == End::Kind::ManyToMany && !row.links.empty();
    return known ? row.links.front().count : -1;
}

} // namespace relata
