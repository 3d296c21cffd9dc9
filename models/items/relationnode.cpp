#include "items/relationnode.h"

#include "items/modelwords.h"
#include "items/valuetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

RelationNode *RelationNode::findInstance(const Key &key) const
{
    for (const auto &node : children) {
        if (node->kind == TreeNodeKind::Instance && compareKeys(node->instance.key, key) == 0)
            return node.get();
    }
    return nullptr;
}

bool RelationNode::isOrHangsOn(ModelId model, const Key &key) const
{
    for (const RelationNode *node = this; node; node = node->parent) {
        if (node->kind == TreeNodeKind::Instance && node->instance.model == model
            && compareKeys(node->instance.key, key) == 0)
            return true;
    }
    return false;
}

namespace relationtext {
namespace {

struct RelationWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::RelationTree)
};

QString instanceText(const InstanceRef &instance)
{
    return instance.missing ? RelationWords::tr("key %1 not found").arg(keyText(instance.key))
                            : valuetext::spoken(Field(), instance.label);
}

bool isReferenceColumn(const Schema &schema, ModelId model, FieldId field)
{
    return std::ranges::any_of(schema.referencesFrom(model), [&](ReferenceId id) {
        return std::ranges::find(schema.reference(id).columns, field) != schema.reference(id).columns.end();
    });
}

} // namespace

qint64 nextPage(const RelationNode &end)
{
    const qint64 left = end.count - end.loaded();
    return left > 0 && end.count <= 1000 ? std::min<qint64>(left, pageSize) : pageSize;
}

QString name(const Schema &schema, const RelationNode &node)
{
    switch (node.kind) {
    case TreeNodeKind::End:
        return schema.end(node.end).name;
    case TreeNodeKind::Instance:
        return instanceText(node.instance);
    case TreeNodeKind::More:
        return RelationWords::tr("Show %1 more…").arg(valuetext::number(node.count));
    }
    Q_UNREACHABLE();
}

QString details(const Schema &schema, const RelationNode &node)
{
    if (node.kind == TreeNodeKind::End)
        return modelwords::keptWhere(schema, node.end);
    if (node.kind == TreeNodeKind::Instance && node.backCount >= 0)
        return modelwords::counted(schema.model(schema.end(node.end).model), node.backCount);
    return {};
}

QString onDelete(const Schema &schema, const RelationNode &node)
{
    return node.kind == TreeNodeKind::End ? modelwords::onDelete(schema, node.end) : QString();
}

QString spoken(const Schema &schema, const RelationNode &node)
{
    QStringList parts{name(schema, node)};
    if (node.kind == TreeNodeKind::End) {
        parts.append(modelwords::kind(schema, node.end));
        const End &end = schema.end(node.end);
        if (end.isMany())
            parts.append(node.count < 0 ? RelationWords::tr("counting…") : modelwords::cappedNumber(node.count));
        else
            parts.append(node.links ? valuetext::links(end, *node.links) : RelationWords::tr("loading"));
    }
    if (node.seenAbove)
        parts.append(RelationWords::tr("shown above"));
    return parts.join(u", "_s);
}

QString detail(const Schema &schema, ModelId id, const Values &values)
{
    const Model &model = schema.model(id);
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field(static_cast<int>(i));
        const Field &f = model.fields[i];
        const auto *text = std::get_if<QString>(&values[i]);
        if (!text || text->isEmpty() || f.hidden || !f.isWritable() || model.isInLabel(field) || model.isKey(field)
            || isReferenceColumn(schema, id, field))
            continue;
        constexpr qsizetype longest = 60;
        const QString line = valuetext::display(f, *text);
        return line.size() <= longest ? line : QString(line.first(longest) % u'…');
    }
    return {};
}

} // namespace relationtext
} // namespace relata
