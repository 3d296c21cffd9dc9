#include "views/help/guidecode.h"

#include "base/overloaded.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Statements to read and to copy: they are never run from here, so values stand in them as literals.
namespace relata::guide {
using namespace Qt::StringLiterals;
namespace statements {
namespace {

QString quoted(QString name) { return u'"' % name.replace(u'"', u"\"\""_s) % u'"'; }

QString quotedText(QString text) { return u'\'' % text.replace(u'\'', u"''"_s) % u'\''; }

QString literal(const Field &field, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? u"1"_s : u"0"_s;
    case QJsonValue::Double:
        return value.toVariant().toString();
    case QJsonValue::String:
        if (field.type.isScalar(ScalarType::Binary))
            return u"X'" % QString::fromLatin1(QByteArray::fromBase64(value.toString().toLatin1()).toHex()) % u'\'';
        return quotedText(value.toString());
    case QJsonValue::Array:
        return quotedText(QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)));
    case QJsonValue::Object:
        return quotedText(QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
    default:
        return u"NULL"_s;
    }
}

QString literal(const Value &value)
{
    return std::visit(
        Overloaded{
            [](Null) { return u"NULL"_s; },
            [](bool truth) { return truth ? u"1"_s : u"0"_s; },
            [](qint64 number) { return QString::number(number); },
            [](double number) { return QString::number(number, 'g', 17); },
            [](const QString &text) { return quotedText(text); },
            [](const QByteArray &bytes) { return QString(u"X'" % QString::fromLatin1(bytes.toHex()) % u'\''); },
            [](const JsonText &json) { return quotedText(json.text); },
        },
        value);
}

QString table(const Schema &schema, ModelId model) { return quoted(schema.model(model).table); }

QString column(const Schema &schema, ModelId model, FieldId field) { return quoted(schema.field(model, field).column); }

QString columns(const Schema &schema, ModelId model, const std::vector<FieldId> &fields)
{
    QStringList names;
    for (const FieldId field : fields)
        names.append(column(schema, model, field));
    return names.join(u", "_s);
}

QString keyIs(const Schema &schema, ModelId modelId, const Key &key)
{
    const Model &model = schema.model(modelId);
    QStringList parts;
    for (std::size_t i = 0; i < model.key.size() && i < key.size(); ++i)
        parts.append(QString(column(schema, modelId, model.key[i]) % u" = " % literal(key[i])));
    return parts.join(u" AND "_s);
}

/// A condition on rows that hold a reference: it leads to the instance with this key. `prefix` names the rows.
QString leadsTo(const Schema &schema, ReferenceId id, const Key &key, const QString &prefix = {})
{
    const Reference &reference = schema.reference(id);
    const std::vector<FieldId> &keyFields = schema.model(reference.to).key;
    QStringList parts;
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        QString value;
        for (std::size_t part = 0; part < keyFields.size(); ++part)
            if (keyFields[part] == reference.referenced[i])
                value = literal(key[part]);
        if (value.isEmpty()) {
            value = u"(SELECT " % column(schema, reference.to, reference.referenced[i]) % u" FROM "
                % table(schema, reference.to) % u" WHERE " % keyIs(schema, reference.to, key) % u')';
        }
        parts.append(QString(prefix % column(schema, reference.from, reference.columns[i]) % u" = " % value));
    }
    return parts.join(u" AND "_s);
}

QString insert(const Schema &schema, const Sample &sample)
{
    const Model &model = schema.model(sample.model);
    QStringList names;
    QStringList values;
    for (const auto &[field, value] : sample.values) {
        names.append(quoted(model.field(field).column));
        values.append(literal(model.field(field), value));
    }
    for (const Field &field : model.fields) {
        if (field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt) {
            names.append(quoted(field.column));
            values.append(u"strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"_s);
        }
    }
    if (names.isEmpty())
        return u"INSERT INTO " % quoted(model.table) % u" DEFAULT VALUES;\n";
    return u"INSERT INTO " % quoted(model.table) % u" (" % names.join(u", "_s) % u")\nVALUES (" % values.join(u", "_s)
        % u");\n";
}

QString create(const Schema &schema, const Cast &cast)
{
    QString text = u"PRAGMA foreign_keys = ON;\n"_s;
    for (const Sample &sample : cast.samples)
        text += insert(schema, sample);
    return text;
}

QString follow(const Schema &schema, const Follow &scene)
{
    const Reference &reference = schema.reference(scene.reference);
    QString key = columns(schema, reference.to, reference.referenced);
    if (reference.referenced.size() > 1)
        key = u'(' % key % u')';
    return u"SELECT * FROM " % table(schema, reference.to) % u"\nWHERE " % key % u" = (SELECT "
        % columns(schema, reference.from, reference.columns) % u" FROM " % table(schema, reference.from) % u" WHERE "
        % keyIs(schema, reference.from, scene.who.key) % u");\n";
}

QString across(const Schema &schema, const Across &scene)
{
    const End &end = schema.end(scene.end);
    const Reference &far = schema.reference(end.farReference);
    QStringList pairs;
    for (std::size_t i = 0; i < far.columns.size(); ++i) {
        pairs.append(QString(u"link." % column(schema, far.from, far.columns[i]) % u" = far."
                             % column(schema, far.to, far.referenced[i])));
    }
    return u"SELECT far.* FROM " % table(schema, far.to) % u" AS far\nJOIN " % table(schema, far.from) % u" AS link ON "
        % pairs.join(u" AND "_s) % u"\nWHERE " % leadsTo(schema, end.reference, scene.who.key, u"link."_s) % u";\n";
}

QString remove(const Schema &schema, const Remove &scene)
{
    QString text = u"PRAGMA foreign_keys = ON;\n"_s;
    if (!scene.effect.isEmpty())
        text += u"-- " % scene.effect.simplified() % u'\n';
    if (scene.blockedBy) {
        text += u"DELETE FROM " % table(schema, schema.reference(*scene.blockedBy).from) % u" WHERE "
            % leadsTo(schema, *scene.blockedBy, scene.who.key) % u";\n";
    }
    const QString which = scene.who.key.empty() && scene.who.via
        ? leadsTo(schema, scene.who.via->reference, scene.who.via->to)
        : keyIs(schema, scene.who.model, scene.who.key);
    return text % u"DELETE FROM " % table(schema, scene.who.model) % u" WHERE " % which % u";\n";
}

} // namespace
} // namespace statements

QString sql(const Schema &schema, const Scene &scene)
{
    using namespace statements;
    return std::visit(Overloaded{
                          [&](const Cast &cast) { return create(schema, cast); },
                          [&](const Follow &reading) { return follow(schema, reading); },
                          [&](const Holders &holders) {
                              return QString(u"SELECT * FROM " % table(schema, schema.reference(holders.reference).from)
                                             % u"\nWHERE " % leadsTo(schema, holders.reference, holders.who.key)
                                             % u";\n");
                          },
                          [&](const Across &reading) { return across(schema, reading); },
                          [&](const Remove &removal) { return remove(schema, removal); },
                      },
                      scene);
}

} // namespace relata::guide
