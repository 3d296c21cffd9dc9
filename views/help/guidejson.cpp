#include "views/help/guidecode.h"

#include "base/overloaded.h"
#include "data/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Lines for `relata-cli run`: members in the order in which one reads them, a space after each sign so that they wrap.
namespace relata::guide {
using namespace Qt::StringLiterals;
namespace jsonlines {
namespace {

using Members = std::vector<std::pair<QString, QString>>;

QString text(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

QString object(const Members &members)
{
    QStringList parts;
    for (const auto &[name, value] : members)
        parts.append(QString(text(name) % u": " % value));
    return u'{' % parts.join(u", "_s) % u'}';
}

QString operation(const QString &name, const Schema &schema, ModelId model, const Members &rest)
{
    Members members{{u"op"_s, text(name)}, {u"model"_s, text(schema.model(model).name)}};
    members.insert(members.end(), rest.begin(), rest.end());
    return object(members) % u'\n';
}

/// A condition that this reference leads to the instance with this key.
QString leadsTo(const Schema &schema, ReferenceId id, const Key &key)
{
    const Reference &reference = schema.reference(id);
    const EndId endId = schema.keyEnd(id);
    const bool byColumn = reference.columns.size() == 1 && schema.isPlainField(endId)
        && reference.referenced == schema.model(reference.to).key;
    const QString name =
        byColumn ? schema.field(reference.from, reference.columns.front()).name : schema.end(endId).name;
    return object({{name, object({{u"eq"_s, text(json::fromKey(key))}})}});
}

QString save(const Schema &schema, const Cast &cast, const Sample &sample)
{
    const Model &model = schema.model(sample.model);
    Members value;
    for (const auto &[field, given] : sample.values)
        if (!model.field(field).hidden)
            value.emplace_back(model.field(field).name, text(given));
    for (const Sample::Held &held : sample.held) {
        const EndId end = schema.keyEnd(held.reference);
        if (!schema.isPlainField(end))
            value.emplace_back(schema.end(end).name, text(json::fromKey(cast.samples[held.to].key(schema))));
    }
    return operation(u"save"_s, schema, sample.model, {{u"value"_s, object(value)}});
}

QString related(const Schema &schema, const Who &who, const QString &field)
{
    return operation(u"related"_s, schema, who.model,
                     {{u"id"_s, text(json::fromKey(who.key))}, {u"field"_s, text(field)}});
}

QString query(const Schema &schema, ReferenceId reference, const Key &key)
{
    return operation(u"query"_s, schema, schema.reference(reference).from,
                     {{u"where"_s, leadsTo(schema, reference, key)}});
}

QString holders(const Schema &schema, const Holders &scene)
{
    const Reference &reference = schema.reference(scene.reference);
    // A reference to something other than the key cannot be compared with the key: the other end knows the way.
    if (reference.referenced != schema.model(reference.to).key)
        for (const EndId id : schema.endsOf(reference.to))
            if (const End &end = schema.end(id); end.reference == scene.reference && !end.holdsKey())
                return related(schema, scene.who, end.name);
    return query(schema, scene.reference, scene.who.key);
}

QString remove(const Schema &schema, const Remove &scene)
{
    Members rest;
    if (!scene.who.key.empty())
        rest.emplace_back(u"id"_s, text(json::fromKey(scene.who.key)));
    else if (scene.who.via)
        rest.emplace_back(u"where"_s, leadsTo(schema, scene.who.via->reference, scene.who.via->to));
    if (scene.blockedBy)
        rest.emplace_back(u"cascade"_s, u"true"_s);
    return operation(u"delete"_s, schema, scene.who.model, rest);
}

} // namespace
} // namespace jsonlines

QString jsonLines(const Schema &schema, const Scene &scene)
{
    using namespace jsonlines;
    return std::visit(Overloaded{
                          [&](const Cast &cast) {
                              QString lines;
                              for (const Sample &sample : cast.samples)
                                  lines += save(schema, cast, sample);
                              return lines;
                          },
                          [&](const Follow &follow) {
                              return related(schema, follow.who, schema.end(schema.keyEnd(follow.reference)).name);
                          },
                          [&](const Holders &reading) { return holders(schema, reading); },
                          [&](const Across &across) {
                              const End &end = schema.end(across.end);
                              return QString(query(schema, end.reference, across.who.key)
                                             % related(schema, across.who, end.name));
                          },
                          [&](const Remove &removal) { return remove(schema, removal); },
                      },
                      scene);
}

} // namespace relata::guide
