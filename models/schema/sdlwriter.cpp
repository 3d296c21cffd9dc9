#include "schema/sdl.h"

#include "schema/schemarules.h"
#include "schema/sdldraft.h"
#include "schema/sdltext.h"
#include "schema/types.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

const QString fieldIndent = u"  "_s;

/// Relationship fields as they will stand in their models.
class Writer
{
public:
    explicit Writer(const Schema &schema)
        : m_schema(schema), m_fieldNames(schema.models.size()), m_relationFields(schema.models.size())
    {
        for (const Model &model : schema.models)
            m_modelNames(model.name);
        countEnds();
        for (const Relationship &relationship : schema.relationships)
            addRelationship(relationship);
    }

    QString write()
    {
        QStringList parts;
        for (const EnumType &type : m_schema.enums)
            parts.append(enumText(type));
        for (const ObjectType &type : m_schema.types)
            parts.append(objectText(type));
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            if (!isMadeByReading(ModelId(static_cast<int>(i))))
                parts.append(modelText(ModelId(static_cast<int>(i))));
        return parts.join(u'\n');
    }

private:
    /// How many sources and how many other ends the fields between two models could be.
    struct EndCount
    {
        int owners = 0;
        int backs = 0;
        int pairs = 0;
    };

    static std::pair<int, int> betweenKey(const Relationship &relationship)
    {
        return {relationship.source.value(), relationship.target.value()};
    }

    void countEnds()
    {
        for (const Relationship &relationship : m_schema.relationships) {
            if (relationship.isManyToMany())
                continue;
            EndCount &count = m_counts[betweenKey(relationship)];
            count.owners += relationship.sourceField.isEmpty() ? 0 : 1;
            count.backs += relationship.targetField.isEmpty() ? 0 : 1;
            count.pairs += relationship.sourceField.isEmpty() || relationship.targetField.isEmpty() ? 0 : 1;
        }
    }

    /// Reading would have to guess which field belongs to which.
    bool isAmbiguous(const Relationship &relationship) const
    {
        const EndCount count = m_counts.value(betweenKey(relationship));
        const bool plain =
            count.owners == 0 || count.backs == 0 || (count.owners == 1 && count.backs == 1 && count.pairs == 1);
        return !plain;
    }

    /// Join models come back with their @manyToMany.
    bool isMadeByReading(ModelId id) const
    {
        return std::any_of(m_schema.relationships.begin(), m_schema.relationships.end(),
                           [id](const Relationship &relationship) { return relationship.through == id; });
    }

    QString fieldName(ModelId model, const QString &name) { return m_fieldNames[model.index()](name); }
    /// A relationship's field; where a database's own field has its name, it gives way.
    QString relationName(ModelId model, const QString &name)
    {
        const auto field = m_schema.model(model).fieldNamed(name);
        const bool taken = field && !m_schema.field(model, *field).hidden;
        return fieldName(model, taken ? QString(name % u"_link"_s) : name);
    }
    QString modelName(ModelId model) { return m_modelNames(m_schema.model(model).name); }

    QStringList columnNames(ReferenceId id)
    {
        const Reference &reference = m_schema.reference(id);
        QStringList names;
        for (const FieldId column : reference.columns)
            names.append(fieldName(reference.from, m_schema.field(reference.from, column).name));
        return names;
    }

    QStringList keyArguments(const Relationship &relationship)
    {
        if (!m_schema.isPlainField(m_schema.keyEnd(relationship.reference)))
            return {};
        return {u"fields: "_s % quotedList(columnNames(relationship.reference))};
    }

    QStringList ruleArguments(const Relationship &relationship) const
    {
        const DeleteRule usual =
            relationship.kind == RelationshipKind::OneToOne ? DeleteRule::Clear : DeleteRule::Cascade;
        const DeleteRule rule = m_schema.reference(relationship.reference).rule;
        return rule == usual ? QStringList() : QStringList{u"onDelete: "_s % quotedText(toString(rule))};
    }

    void addField(ModelId model, const QString &name, const QString &type, const QString &directive,
                  const QStringList &arguments, const QString &others)
    {
        m_relationFields[model.index()].append(fieldIndent % relationName(model, name) % u": "_s % type
                                               % directiveText(directive, arguments)
                                               % (others.isEmpty() ? QString() : QString(u' ' % others)) % u'\n');
    }

    void addRelationship(const Relationship &relationship)
    {
        switch (relationship.kind) {
        case RelationshipKind::OneToOne:
            return addOneToOne(relationship);
        case RelationshipKind::OneToMany:
            return addOneToMany(relationship);
        case RelationshipKind::ManyToMany:
            return addManyToMany(relationship);
        }
    }

    QString oneType(ModelId model, ReferenceId key)
    {
        return modelName(model) % (m_schema.isRequired(key) ? u"!"_s : QString());
    }

    QString manyType(ModelId model) { return u'[' % modelName(model) % u']'; }

    QStringList partnerArguments(const Relationship &relationship)
    {
        if (relationship.targetField.isEmpty() || !isAmbiguous(relationship))
            return {};
        return {u"references: "_s % quotedList({relationName(relationship.target, relationship.targetField)})};
    }

    void addOneToOne(const Relationship &relationship)
    {
        const QString name = relationship.sourceField.isEmpty()
            ? m_schema.end(m_schema.keyEnd(relationship.reference)).name
            : relationship.sourceField;
        addField(relationship.source, name, oneType(relationship.target, relationship.reference), u"hasOne"_s,
                 keyArguments(relationship) + partnerArguments(relationship) + ruleArguments(relationship),
                 relationship.sourceDirectives);
        if (!relationship.targetField.isEmpty())
            addField(relationship.target, relationship.targetField, modelName(relationship.source), u"belongsTo"_s, {},
                     relationship.targetDirectives);
    }

    void addOneToMany(const Relationship &relationship)
    {
        QString sourceField = relationship.sourceField;
        if (sourceField.isEmpty() && relationship.targetField.isEmpty())
            sourceField = madeUpEndName(relationship);
        if (!sourceField.isEmpty()) {
            QStringList arguments = partnerArguments(relationship);
            if (relationship.targetField.isEmpty() && !hasMadeUpKey(m_schema, relationship))
                arguments = {u"references: "_s % quotedList(columnNames(relationship.reference))};
            addField(relationship.source, sourceField, manyType(relationship.target), u"hasMany"_s,
                     arguments + ruleArguments(relationship), relationship.sourceDirectives);
        }
        if (relationship.targetField.isEmpty())
            return;
        QStringList arguments = keyArguments(relationship);
        if (sourceField.isEmpty()) {
            if (isAmbiguous(relationship))
                arguments.append(u"references: []"_s);
            arguments += ruleArguments(relationship);
        }
        addField(relationship.target, relationship.targetField, oneType(relationship.source, relationship.reference),
                 u"belongsTo"_s, arguments, relationship.targetDirectives);
    }

    void addManyToMany(const Relationship &relationship)
    {
        const QStringList arguments{u"relationName: "_s
                                    % quotedText(m_modelNames(m_schema.model(relationship.through).name))};
        const bool nameless = relationship.sourceField.isEmpty() && relationship.targetField.isEmpty();
        if (nameless || !relationship.sourceField.isEmpty())
            addField(relationship.source, nameless ? madeUpEndName(relationship) : relationship.sourceField,
                     manyType(relationship.target), u"manyToMany"_s, arguments, relationship.sourceDirectives);
        if (!relationship.targetField.isEmpty())
            addField(relationship.target, relationship.targetField, manyType(relationship.source), u"manyToMany"_s,
                     arguments, relationship.targetDirectives);
    }

    /// The name under which the source sees it although the schema gives none.
    QString madeUpEndName(const Relationship &relationship) const
    {
        for (const EndId id : m_schema.endsOf(relationship.source)) {
            const End &end = m_schema.end(id);
            if (end.isMany() && end.reference == relationship.reference)
                return end.name;
        }
        return {};
    }

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
            rest.append(fieldName(id, model.field(model.key[i]).name));
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
            rest.append(fieldName(id, m_schema.field(id, index.fields[i]).name));
        if (!rest.isEmpty())
            arguments.append(u"sortKeyFields: "_s % quotedList(rest));
        if (!index.queryField.isEmpty())
            arguments.append(u"queryField: "_s % quotedText(index.queryField));
        if (index.unique)
            arguments.append(u"unique: true"_s);
        return directiveText(u"index"_s, arguments);
    }

    QString fieldText(ModelId id, FieldId fieldId)
    {
        const Model &model = m_schema.model(id);
        const Field &field = model.field(fieldId);
        QString text = descriptionText(field.description, fieldIndent) % fieldIndent % fieldName(id, field.name)
            % u": "_s % typeText(field.type, field.required) % keyText(id, fieldId);
        for (const Index &index : model.indexes)
            if (index.fields.front() == fieldId)
                text += indexText(id, index);
        if (field.defaultValue)
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
        const std::size_t count = declaredFieldCount(m_schema, id);
        for (std::size_t i = 0; i < count; ++i)
            if (!model.fields[i].hidden)
                body += fieldText(id, FieldId(static_cast<int>(i)));
        body += m_relationFields[id.index()].join(QString());
        const QString name = modelName(id);
        const QString renamed = name == model.name ? QString() : QString(u"# \""_s % oneLine(model.name) % u"\"\n"_s);
        return renamed % descriptionText(model.description, {}) % u"type "_s % name
            % directiveText(u"model"_s, arguments) % othersText(model.directives)
            % (body.isEmpty() ? u"\n"_s : QString(u" {\n"_s % body % u"}\n"_s));
    }

    static QString oneLine(QString text) { return text.replace(u'\n', u' ').replace(u'\r', u' '); }

    const Schema &m_schema;
    NameScope m_modelNames;
    std::vector<NameScope> m_fieldNames;
    std::vector<QStringList> m_relationFields;
    QHash<std::pair<int, int>, EndCount> m_counts;
};

} // namespace

QString write(const Schema &schema) { return Writer(schema).write(); }

} // namespace relata::sdl
