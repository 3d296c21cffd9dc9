#include "schema/label.h"
#include "schema/schemarules.h"
#include "schema/sdl.h"
#include "schema/sdlast.h"
#include "schema/sdllexer.h"
#include "schema/sdlown.h"
#include "schema/sdltext.h"

#include <algorithm>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

class Writer
{
public:
    explicit Writer(const Schema &schema)
        : m_schema(schema)
        , m_names(schema)
        , m_implied(impliedJoins(schema, m_names))
        , m_relationFields(relationTexts(schema, m_names, m_implied))
        , m_held(schema.models.size())
        , m_linked(schema.models.size())
    {
        for (std::size_t i = 0; i < schema.relationships.size(); ++i) {
            const Relationship &relationship = schema.relationships[i];
            const ModelId holder = schema.reference(relationship.reference).from;
            if (relationship.isManyToMany())
                m_linked[relationship.through.index()] = true;
            else
                m_held[holder.index()].emplace_back(static_cast<int>(i));
        }
    }

    QString write()
    {
        QStringList parts;
        for (const QString &definition : m_schema.definitions)
            parts.append(keptText(definition));
        for (const EnumType &type : m_schema.enums)
            parts.append(enumText(type));
        for (const ObjectType &type : m_schema.types)
            parts.append(objectText(type));
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            if (!m_implied.contains(static_cast<int>(i)))
                parts.append(modelText(ModelId(static_cast<int>(i))));
        return parts.join(u'\n');
    }

private:
    /// As it was. Amplify declares its own directives itself and takes no second declaration.
    static QString keptText(const QString &definition)
    {
        const auto parsed = parse(definition);
        const bool repeats = parsed && parsed->size() == 1 && parsed->front().kind == AstDefinition::Kind::Directive
            && isAmplifyDirective(parsed->front().name);
        const QString mark = ownMark.toString();
        return (repeats ? QString(mark % QString(definition).replace(u'\n', QString(u'\n' % mark))) : definition)
            % u'\n';
    }

    /// The brace begins a line of its own where the mark ends the one before.
    static QString bodyText(const QString &head, const QString &body)
    {
        if (body.isEmpty())
            return head % u'\n';
        const QString mark = ownMark.toString();
        // A body that only Relata can see would be an empty one, which the grammar does not have.
        const QStringList lines = body.split(u'\n', Qt::SkipEmptyParts);
        if (std::all_of(lines.begin(), lines.end(), [&mark](const QString &line) { return line.startsWith(mark); }))
            return head % u'\n' % mark % u"{\n"_s % body % mark % u"}\n"_s;
        const bool marked = head.section(u'\n', -1).contains(mark);
        return head % (marked ? u"\n{\n"_s : u" {\n"_s) % body % u"}\n"_s;
    }

    static QString implementsText(const QString &interfaces)
    {
        return interfaces.isEmpty() ? QString() : QString(u" implements "_s % interfaces);
    }

    static QString enumText(const EnumType &type)
    {
        QString body;
        for (const QString &value : type.values) {
            const auto found = type.notes.find(value);
            const EnumValueNotes notes = found == type.notes.end() ? EnumValueNotes() : found->second;
            body += descriptionText(notes.description, fieldIndent)
                % lineText(fieldIndent % value, {}, notes.directives) % u'\n';
        }
        return descriptionText(type.description, {})
            % bodyText(lineText(u"enum "_s % type.name, {}, type.directives), body);
    }

    QString objectText(const ObjectType &type) const
    {
        QString body;
        for (const Field &field : type.fields)
            body += fieldText(m_schema, field);
        const QString head = u"type "_s % type.name % implementsText(type.interfaces);
        return descriptionText(type.description, {}) % bodyText(lineText(head, {}, type.directives), body);
    }

    /// What `timestamps` must say about one of the two kept fields; empty where the usual one is meant.
    static QString timeText(const Model &model, const QString &usual, FieldOrigin origin)
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

    static QStringList modelArguments(const Model &model)
    {
        const QString created = timeText(model, u"createdAt"_s, FieldOrigin::CreatedAt);
        const QString updated = timeText(model, u"updatedAt"_s, FieldOrigin::UpdatedAt);
        QStringList arguments;
        QStringList times{created, updated};
        times.removeAll(QString());
        if (created == u"createdAt: null" && updated == u"updatedAt: null")
            arguments.append(u"timestamps: null"_s);
        else if (!times.isEmpty())
            arguments.append(u"timestamps: {"_s % times.join(u", "_s) % u'}');
        if (!model.arguments.isEmpty())
            arguments.append(model.arguments);
        return arguments;
    }

    /// Nothing where a reader guesses it, or where the field says it by @display. Times that Relata keeps have no line.
    [[nodiscard]] std::optional<QString> labelText(ModelId id) const
    {
        const Model &model = m_schema.model(id);
        if (model.label.empty() && model.display == schemarules::guessDisplay(m_schema, id))
            return std::nullopt;
        const auto kept = [](const Field &field) {
            return field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt;
        };
        if (model.label.empty() && model.display.isValid() && !kept(model.field(model.display)))
            return std::nullopt;
        return labels::text(model);
    }

    QStringList ownText(ModelId id, const QString &name)
    {
        const Model &model = m_schema.model(id);
        OwnTable table;
        if (name != model.name || model.table != model.name) {
            if (model.table != model.name || validName(model.table) == name)
                table.name = model.table;
            if (nameFor(name, std::nullopt, table.name) != model.name)
                table.as = model.name;
        }
        table.keyKind = model.keyKind;
        if (model.keyKind == KeyKind::Rowid && !model.key.empty())
            table.rowid = model.field(model.key.front()).name;
        table.view = model.view;
        table.join = model.join && !m_linked[id.index()];
        table.strict = model.strict;
        table.withoutRowid = model.withoutRowid;
        table.label = labelText(id);
        QStringList own;
        if (const QStringList arguments = argumentsOf(table); !arguments.isEmpty())
            own.append(directiveText(u"table"_s, arguments));
        for (const Index &index : model.indexes)
            if (hasHidden(model, index))
                own.append(lateIndexText(id, index));
        return own;
    }

    /// An index over hidden fields of relationships stands at the type, because they stand nowhere.
    QString lateIndexText(ModelId id, const Index &index)
    {
        const Model &model = m_schema.model(id);
        QStringList fields;
        for (const FieldId field : index.fields)
            fields.append(model.field(field).hidden ? model.field(field).name : m_names.field(id, field));
        QStringList arguments{u"name: "_s % quotedText(index.name), u"fields: "_s % quotedList(fields)};
        if (!index.queryField.isEmpty())
            arguments.append(u"queryField: "_s % quotedText(index.queryField));
        if (!index.arguments.isEmpty())
            arguments.append(index.arguments);
        if (index.unique)
            arguments.append(u"unique: true"_s);
        return directiveText(u"index"_s, arguments);
    }

    static bool hasHidden(const Model &model, const Index &index)
    {
        return std::any_of(index.fields.begin(), index.fields.end(),
                           [&model](FieldId field) { return model.field(field).hidden; });
    }

    /// By field: the indexes that stand at it.
    static std::vector<std::vector<const Index *>> indexesByFirst(const Model &model)
    {
        std::vector<std::vector<const Index *>> result(model.fields.size());
        for (const Index &index : model.indexes)
            if (!index.fields.empty() && !hasHidden(model, index))
                result[index.fields.front().index()].push_back(&index);
        return result;
    }

    QString modelText(ModelId id)
    {
        const Model &model = m_schema.model(id);
        const QString name = m_names.model(id);
        QString body;
        const auto indexes = indexesByFirst(model);
        const std::size_t count = declaredFieldCount(m_schema, id, m_held[id.index()]);
        for (std::size_t i = 0; i < count; ++i)
            if (!model.fields[i].hidden)
                body += fieldText(m_schema, m_names, id, FieldId(static_cast<int>(i)), indexes[i]);
        body += m_relationFields[id.index()].join(QString());
        const QString head = u"type "_s % name % implementsText(model.interfaces) % u' '
            % directiveText(u"model"_s, modelArguments(model));
        return descriptionText(model.description, {})
            % bodyText(lineText(head, ownText(id, name), model.directives), body);
    }

    const Schema &m_schema;
    SchemaNames m_names;
    QSet<int> m_implied; ///< join models that come back with their @manyToMany
    std::vector<QStringList> m_relationFields;
    std::vector<std::vector<RelationshipId>> m_held; ///< by model: the relationships whose key it holds
    std::vector<bool> m_linked; ///< by model: a N:N goes through it
};

} // namespace

QString write(const Schema &schema) { return Writer(schema).write(); }

} // namespace relata::sdl
