#include "schema/sdl.h"

#include "schema/schemarules.h"
#include "schema/sdltext.h"
#include "schema/types.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

const QString fieldIndent = u"  "_s;

class Writer
{
public:
    explicit Writer(const Schema &schema)
        : m_schema(schema)
        , m_names(schema)
        , m_relationFields(relationTexts(schema, m_names))
        , m_held(schema.models.size())
    {
        for (std::size_t i = 0; i < schema.relationships.size(); ++i) {
            const Relationship &relationship = schema.relationships[i];
            const ModelId holder = schema.reference(relationship.reference).from;
            if (relationship.isManyToMany())
                m_joins.insert(relationship.through.value());
            else
                m_held[holder.index()].emplace_back(static_cast<int>(i));
        }
    }

    QString write()
    {
        QStringList parts;
        for (const EnumType &type : m_schema.enums)
            parts.append(enumText(type));
        for (const ObjectType &type : m_schema.types)
            parts.append(objectText(type));
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            if (!m_joins.contains(static_cast<int>(i)))
                parts.append(modelText(ModelId(static_cast<int>(i))));
        return parts.join(u'\n');
    }

private:
    static QString othersText(const QString &directives)
    {
        return directives.isEmpty() ? QString() : QString(u' ' % directives);
    }

    static QString enumText(const EnumType &type)
    {
        QString text = descriptionText(type.description, {}) % u"enum "_s % type.name % othersText(type.directives);
        if (type.values.isEmpty())
            return text % u'\n';
        text += u" {\n"_s;
        for (const QString &value : type.values)
            text += fieldIndent % value % u'\n';
        return text % u"}\n"_s;
    }

    static QString objectText(const ObjectType &type)
    {
        QString text = descriptionText(type.description, {}) % u"type "_s % type.name % othersText(type.directives);
        if (type.fields.empty())
            return text % u'\n';
        text += u" {\n"_s;
        for (const Field &field : type.fields)
            text += descriptionText(field.description, fieldIndent) % fieldIndent % field.name % u": "_s
                % typeText(field.type, field.required) % othersText(field.directives) % u'\n';
        return text % u"}\n"_s;
    }

    static QString defaultText(const Field &field)
    {
        const QJsonValue &value = *field.defaultValue;
        if (value.isString() && !field.type.list)
            return quotedText(value.toString());
        const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return quotedText(QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2)));
    }

    QString keyText(ModelId id, FieldId field)
    {
        const Model &model = m_schema.model(id);
        const bool usual = model.key.size() == 1 && model.field(field).name == u"id";
        if (model.key.empty() || model.key.front() != field || usual)
            return {};
        QStringList rest;
        for (std::size_t i = 1; i < model.key.size(); ++i)
            rest.append(m_names.field(id, model.field(model.key[i]).name));
        return directiveText(u"primaryKey"_s,
                             rest.isEmpty() ? QStringList() : QStringList{u"sortKeyFields: "_s % quotedList(rest)});
    }

    QString indexText(ModelId id, const Index &index)
    {
        QStringList arguments;
        if (!index.name.isEmpty())
            arguments.append(u"name: "_s % quotedText(index.name));
        QStringList rest;
        for (std::size_t i = 1; i < index.fields.size(); ++i)
            rest.append(m_names.field(id, m_schema.field(id, index.fields[i]).name));
        if (!rest.isEmpty())
            arguments.append(u"sortKeyFields: "_s % quotedList(rest));
        if (!index.queryField.isEmpty())
            arguments.append(u"queryField: "_s % quotedText(index.queryField));
        if (index.unique)
            arguments.append(u"unique: true"_s);
        return directiveText(u"index"_s, arguments);
    }

    static bool isVisible(const Model &model, const Index &index)
    {
        return std::none_of(index.fields.begin(), index.fields.end(),
                            [&model](FieldId field) { return model.field(field).hidden; });
    }

    QString fieldText(ModelId id, FieldId fieldId)
    {
        const Model &model = m_schema.model(id);
        const Field &field = model.field(fieldId);
        QString text = descriptionText(field.description, fieldIndent) % fieldIndent % m_names.field(id, field.name)
            % u": "_s % typeText(field.type, field.required) % keyText(id, fieldId);
        for (const Index &index : model.indexes)
            if (!index.fields.empty() && index.fields.front() == fieldId && isVisible(model, index))
                text += indexText(id, index);
        if (field.defaultValue && types::check(m_schema, field, *field.defaultValue))
            text += directiveText(u"default"_s, {u"value: "_s % defaultText(field)});
        if (field.unique)
            text += u" @unique"_s;
        if (model.display == fieldId && schemarules::guessDisplay(m_schema, id) != fieldId)
            text += u" @display"_s;
        return text % othersText(field.directives) % u'\n';
    }

    /// What `timestamps` must say about one of the two kept fields; empty where the usual one is meant.
    QString timeText(const Model &model, const QString &usual, FieldOrigin origin)
    {
        const auto kept = std::find_if(model.fields.begin(), model.fields.end(),
                                       [origin](const Field &field) { return field.origin == origin; });
        if (kept != model.fields.end())
            return kept->name == usual ? QString() : QString(usual % u": "_s % quotedText(kept->name));
        const auto own = model.fieldNamed(usual);
        const bool staysOwn = own
            && (!model.field(*own).type.isScalar(ScalarType::DateTime) || model.isKey(*own)
                || model.field(*own).hasDefault);
        return staysOwn ? QString() : QString(usual % u": null"_s);
    }

    QString modelText(ModelId id)
    {
        const Model &model = m_schema.model(id);
        QStringList times{timeText(model, u"createdAt"_s, FieldOrigin::CreatedAt),
                          timeText(model, u"updatedAt"_s, FieldOrigin::UpdatedAt)};
        times.removeAll(QString());
        const QStringList arguments =
            times.isEmpty() ? QStringList() : QStringList{u"timestamps: {"_s % times.join(u", "_s) % u'}'};
        QString body;
        const std::size_t count = declaredFieldCount(m_schema, id, m_held[id.index()]);
        for (std::size_t i = 0; i < count; ++i)
            if (!model.fields[i].hidden)
                body += fieldText(id, FieldId(static_cast<int>(i)));
        // A body of comments alone is none for the grammar.
        const bool onlyComments = body.isEmpty()
            && std::all_of(m_relationFields[id.index()].begin(), m_relationFields[id.index()].end(),
                           [](const QString &line) { return line.startsWith(u"  #"); });
        if (!onlyComments)
            body += m_relationFields[id.index()].join(QString());
        const QString name = m_names.model(id);
        const QString renamed = name == model.name ? QString() : QString(u"# \""_s % oneLine(model.name) % u"\"\n"_s);
        return renamed % descriptionText(model.description, {}) % u"type "_s % name
            % directiveText(u"model"_s, arguments) % othersText(model.directives)
            % (body.isEmpty() ? u"\n"_s : QString(u" {\n"_s % body % u"}\n"_s));
    }

    static QString oneLine(QString text) { return text.replace(u'\n', u' ').replace(u'\r', u' '); }

    const Schema &m_schema;
    SchemaNames m_names;
    std::vector<QStringList> m_relationFields;
    std::vector<std::vector<RelationshipId>> m_held; ///< by model: the relationships whose key it holds
    QSet<int> m_joins; ///< they come back with their @manyToMany
};

} // namespace

QString write(const Schema &schema) { return Writer(schema).write(); }

} // namespace relata::sdl
