#include "views/help/guidecode.h"

#include "base/overloaded.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Amplify DataStore as its models come from a GraphQL schema: relationship fields take instances, not keys.
namespace relata::guide {
using namespace Qt::StringLiterals;
namespace javascript {
namespace {

/// A name as an identifier of the language; names of GraphQL schemas are left as they are.
QString identifier(const QString &name)
{
    static const QStringList reserved{
        u"await"_s,  u"break"_s,  u"case"_s,   u"catch"_s, u"class"_s,  u"const"_s,   u"continue"_s, u"default"_s,
        u"delete"_s, u"do"_s,     u"else"_s,   u"enum"_s,  u"export"_s, u"false"_s,   u"for"_s,      u"function"_s,
        u"if"_s,     u"import"_s, u"in"_s,     u"new"_s,   u"null"_s,   u"package"_s, u"private"_s,  u"public"_s,
        u"return"_s, u"static"_s, u"switch"_s, u"this"_s,  u"throw"_s,  u"true"_s,    u"try"_s,      u"typeof"_s,
        u"var"_s,    u"void"_s,   u"while"_s,  u"with"_s,  u"yield"_s};
    QString result;
    for (const QChar c : name)
        result += c.isLetterOrNumber() || c == u'_' || c == u'$' ? c : u'_';
    if (result.isEmpty() || result.front().isDigit())
        result.prepend(u'_');
    return reserved.contains(result) ? QString(result % u'_') : result;
}

QString lowered(const QString &name)
{
    // "OrderLine" becomes orderLine, and "SKU" sku.
    const bool capitals = std::none_of(name.begin(), name.end(), [](QChar c) { return c.isLower(); });
    return identifier(capitals ? name.toLower() : QString(name.first(1).toLower() % name.mid(1)));
}

QString literal(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

QString literal(const Value &value)
{
    return std::visit(
        Overloaded{
            [](Null) { return u"null"_s; },
            [](bool truth) { return truth ? u"true"_s : u"false"_s; },
            [](qint64 number) { return QString::number(number); },
            [](double number) { return QString::number(number, 'g', 17); },
            [](const QString &text) { return literal(QJsonValue(text)); },
            [](const QByteArray &bytes) { return literal(QJsonValue(QString::fromLatin1(bytes.toBase64()))); },
            [](const JsonText &json) { return literal(QJsonValue(json.text)); },
        },
        value);
}

QString className(const Schema &schema, ModelId model) { return identifier(schema.model(model).name); }

QString variable(const Schema &schema, ModelId model) { return lowered(schema.model(model).name); }

QString fieldName(const Schema &schema, ModelId model, FieldId field)
{
    return identifier(schema.field(model, field).name);
}

QString imports(const QStringList &names)
{
    QStringList once = names;
    once.removeDuplicates();
    return u"import { DataStore } from 'aws-amplify/datastore';\nimport { " % once.join(u", "_s)
        % u" } from './models';\n\n";
}

/// DataStore makes these keys by itself.
bool hasOwnId(const Model &model)
{
    return model.key.size() == 1 && model.field(model.key.front()).name == "id"_L1
        && model.field(model.key.front()).type.isScalar(ScalarType::Id);
}

/// `const post = await DataStore.query(Post, "post-1");`
QString read(const Schema &schema, const Who &who)
{
    const Model &model = schema.model(who.model);
    QString key;
    if (who.key.size() == 1) {
        key = literal(who.key.front());
    } else {
        QStringList parts;
        for (std::size_t i = 0; i < who.key.size(); ++i)
            parts.append(QString(fieldName(schema, who.model, model.key[i]) % u": " % literal(who.key[i])));
        key = u"{ " % parts.join(u", "_s) % u" }";
    }
    return u"const " % variable(schema, who.model) % u" = await DataStore.query(" % className(schema, who.model) % u", "
        % key % u");\n";
}

/// A condition: the reference of the instance `row` leads to `target`, a variable.
QString leadsTo(const Schema &schema, ReferenceId id, const QString &row, const QString &target)
{
    const Reference &reference = schema.reference(id);
    const End &end = schema.end(schema.keyEnd(id));
    QStringList parts;
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        const QString key = fieldName(schema, reference.to, reference.referenced[i]);
        const QString own = end.named ? QString(identifier(end.name) % u'.' % key)
                                      : fieldName(schema, reference.from, reference.columns[i]);
        parts.append(QString(row % u'.' % own % u".eq(" % target % u'.' % key % u')'));
    }
    if (parts.size() == 1)
        return row % u" => " % parts.first();
    return row % u" => " % row % u".and(" % row % u" => [" % parts.join(u", "_s) % u"])";
}

QString find(const Schema &schema, ReferenceId reference, const QString &row, const QString &target)
{
    return u"await DataStore.query(" % className(schema, schema.reference(reference).from) % u", "
        % leadsTo(schema, reference, row, target) % u')';
}

class Creator
{
public:
    Creator(const Schema &schema, const Cast &cast) : m_schema(schema), m_cast(cast) {}

    QString text()
    {
        QString body;
        for (std::size_t i = 0; i < m_cast.samples.size(); ++i) {
            const ModelId model = m_cast.samples[i].model;
            m_names.append(className(m_schema, model));
            body += u"const " % nameOf(i) % u" = await DataStore.save(new " % className(m_schema, model) % u"({ "
                % members(m_cast.samples[i]).join(u", "_s) % u" }));\n";
        }
        return imports(m_names) % body;
    }

private:
    [[nodiscard]] QString nameOf(std::size_t index) const
    {
        const Sample &sample = m_cast.samples[index];
        const auto ofModel = std::count_if(m_cast.samples.begin(), m_cast.samples.end(),
                                           [&](const Sample &other) { return other.model == sample.model; });
        const QString name = variable(m_schema, sample.model);
        return ofModel == 1 ? name : QString(name % QString::number(sample.number));
    }

    QStringList members(const Sample &sample)
    {
        const Model &model = m_schema.model(sample.model);
        std::vector<FieldId> byField; // columns of references that a relationship field stands for
        QStringList links;
        for (const Sample::Held &held : sample.held) {
            const End &end = m_schema.end(m_schema.keyEnd(held.reference));
            const Reference &reference = m_schema.reference(held.reference);
            byField.insert(byField.end(), reference.columns.begin(), reference.columns.end());
            if (end.named) {
                const QString name = identifier(end.name);
                links.append(name == nameOf(held.to) ? name : QString(name % u": " % nameOf(held.to)));
                continue;
            }
            for (std::size_t i = 0; i < reference.columns.size(); ++i) {
                links.append(QString(fieldName(m_schema, sample.model, reference.columns[i]) % u": " % nameOf(held.to)
                                     % u'.' % fieldName(m_schema, reference.to, reference.referenced[i])));
            }
        }
        QStringList parts;
        for (const auto &[id, value] : sample.values) {
            const bool linked = std::find(byField.begin(), byField.end(), id) != byField.end();
            if (!linked && !(model.isKey(id) && hasOwnId(model)))
                parts.append(
                    QString(fieldName(m_schema, sample.model, id) % u": " % valueText(model.field(id), value)));
        }
        return parts + links;
    }

    QString valueText(const Field &field, const QJsonValue &value)
    {
        if (field.type.kind != FieldType::Kind::Enum || !value.isString())
            return literal(value);
        m_names.append(identifier(field.type.name));
        return identifier(field.type.name) % u'.' % identifier(value.toString());
    }

    const Schema &m_schema;
    const Cast &m_cast;
    QStringList m_names; ///< to import
};

QString follow(const Schema &schema, const Follow &scene)
{
    const Reference &reference = schema.reference(scene.reference);
    const End &end = schema.end(schema.keyEnd(scene.reference));
    const QString row = variable(schema, scene.who.model);
    QString name = identifier(end.name);
    if (name == row)
        name += u'2';
    QStringList names{className(schema, scene.who.model)};
    QString value = row % u'.' % identifier(end.name);
    if (!end.named) {
        names.append(className(schema, reference.to));
        value = u"DataStore.query(" % className(schema, reference.to) % u", " % row % u'.'
            % fieldName(schema, reference.from, reference.columns.front()) % u')';
    }
    return imports(names) % read(schema, scene.who) % u"const " % name % u" = await " % value % u";\n";
}

QString holders(const Schema &schema, const Holders &scene)
{
    const Reference &reference = schema.reference(scene.reference);
    const QString target = variable(schema, scene.who.model);
    return imports({className(schema, scene.who.model), className(schema, reference.from)}) % read(schema, scene.who)
        % (reference.unique ? u"const [found] = " : u"const found = ") % find(schema, scene.reference, u"row"_s, target)
        % u";\n";
}

QString across(const Schema &schema, const Across &scene)
{
    const End &end = schema.end(scene.end);
    const ModelId join = schema.reference(end.reference).from;
    return imports({className(schema, scene.who.model), className(schema, join)}) % read(schema, scene.who)
        % u"const links = " % find(schema, end.reference, u"row"_s, variable(schema, scene.who.model))
        % u";\nconst found = await Promise.all(links.map(link => link."
        % identifier(schema.end(schema.keyEnd(end.farReference)).name) % u"));\n";
}

QString remove(const Schema &schema, const Remove &scene)
{
    QStringList names{className(schema, scene.who.model)};
    if (scene.who.key.empty() && scene.who.via) {
        const Who holder{schema.reference(scene.who.via->reference).to, scene.who.via->to, {}};
        names.append(className(schema, holder.model));
        return imports(names) % read(schema, holder) % u"await DataStore.delete(" % names.first() % u", "
            % leadsTo(schema, scene.who.via->reference, u"row"_s, variable(schema, holder.model)) % u");\n";
    }
    const QString row = variable(schema, scene.who.model);
    QString text = read(schema, scene.who);
    if (scene.blockedBy) {
        names.append(className(schema, schema.reference(*scene.blockedBy).from));
        text += u"const first = " % find(schema, *scene.blockedBy, u"row"_s, row)
            % u";\nawait Promise.all(first.map(instance => DataStore.delete(instance)));\n";
    }
    return imports(names) % text % u"await DataStore.delete(" % row % u");\n";
}

} // namespace
} // namespace javascript

QString javaScript(const Schema &schema, const Scene &scene)
{
    using namespace javascript;
    return std::visit(Overloaded{
                          [&](const Cast &cast) { return Creator(schema, cast).text(); },
                          [&](const Follow &reading) { return follow(schema, reading); },
                          [&](const Holders &reading) { return holders(schema, reading); },
                          [&](const Across &reading) { return across(schema, reading); },
                          [&](const Remove &removal) { return remove(schema, removal); },
                      },
                      scene);
}

} // namespace relata::guide
