#include "schema/findings.h"

#include "schema/modelfindings.h"

#include <QHash>
#include <QSet>

#include <algorithm>

// What concerns the schema as a whole: names of models, enums and non-model types. Models themselves are judged in
// modelfindings.
namespace relata {
namespace {

using namespace Qt::StringLiterals;
using Severity = Finding::Severity;

class SchemaFindings
{
public:
    explicit SchemaFindings(const Schema &schema) : m_schema(schema) {}

    std::vector<Finding> run()
    {
        for (const EnumType &type : m_schema.enums)
            m_typeNames.insert(type.name);
        for (const ObjectType &type : m_schema.types)
            m_typeNames.insert(type.name);
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            judgeModel(ModelId(static_cast<int>(i)));
        QSet<QString> seen;
        for (const EnumType &type : m_schema.enums)
            judgeEnum(type, seen);
        for (const ObjectType &type : m_schema.types)
            judgeType(type, seen);
        return std::move(m_findings);
    }

private:
    void add(Finding place, Severity severity, const QString &sentence)
    {
        place.severity = severity;
        place.sentence = sentence;
        m_findings.push_back(std::move(place));
    }

    void judgeModel(ModelId id)
    {
        const Model &model = m_schema.model(id);
        Finding place;
        place.model = id;
        namerules::judge(m_findings, place, model.name, u"model"_s);
        const QString folded = namerules::folded(model.name);
        if (const auto other = m_models.constFind(folded); other != m_models.constEnd())
            add(place, Severity::Error, namerules::clash(m_schema.model(*other).name, model.name, u"model"_s));
        else
            m_models.insert(folded, id);
        if (m_typeNames.contains(model.name))
            add(place, Severity::Error,
                u"%1 is the name of a model and of an enum or type; give one of them another name."_s.arg(model.name));
        else if (scalarTypeNamed(model.name) || namerules::isOperation(model.name))
            add(place, Severity::Note,
                u"%1 has a meaning of its own in GraphQL; exported as SDL this model gets another name there."_s.arg(
                    model.name));
        judgeTable(place, model);
        addModelFindings(m_schema, id, m_findings);
    }

    void judgeTable(const Finding &place, const Model &model)
    {
        const QString folded = namerules::folded(model.table);
        if (folded.isEmpty())
            return;
        if (folded.startsWith(u"sqlite_"))
            add(place, Severity::Error,
                u"%1 begins with \"sqlite_\", and such names belong to SQLite; choose another."_s.arg(model.table));
        else if (folded.startsWith(u"relata_"))
            add(place, Severity::Error,
                u"%1 begins with \"relata_\", and such tables belong to Relata; choose another name."_s.arg(
                    model.table));
        const auto other = m_tables.constFind(folded);
        if (other == m_tables.constEnd())
            m_tables.insert(folded, place.model);
        else if (namerules::folded(m_schema.model(*other).name) != namerules::folded(model.name))
            add(place, Severity::Error,
                u"%1 and %2 would be stored in the same table %3."_s.arg(m_schema.model(*other).name, model.name,
                                                                         model.table));
    }

    void judgeTypeName(const Finding &place, const QString &name, const QString &what, QSet<QString> &seen)
    {
        if (!namerules::isGraphqlName(name))
            add(place, Severity::Error, namerules::notForGraphql(name, what));
        else if (scalarTypeNamed(name) || namerules::isOperation(name))
            add(place, Severity::Error,
                u"%1 has a meaning of its own in GraphQL; choose another name for this %2."_s.arg(name, what));
        if (seen.contains(name))
            add(place, Severity::Error, namerules::clash(name, name, u"enum or type"_s));
        seen.insert(name);
    }

    void judgeEnum(const EnumType &type, QSet<QString> &seen)
    {
        Finding place;
        place.enumName = type.name;
        judgeTypeName(place, type.name, u"enum"_s, seen);
        if (type.values.isEmpty())
            add(place, Severity::Error, u"%1 has no values, so no field of it could hold anything."_s.arg(type.name));
        QSet<QString> values;
        for (const QString &value : type.values) {
            Finding at = place;
            at.enumValue = value;
            if (!namerules::isGraphqlName(value) || value == u"true" || value == u"false" || value == u"null")
                add(at, Severity::Error, namerules::notForGraphql(value, u"value of %1"_s.arg(type.name)));
            if (values.contains(value))
                add(at, Severity::Error, namerules::clash(value, value, u"value of %1"_s.arg(type.name)));
            values.insert(value);
        }
    }

    void judgeType(const ObjectType &type, QSet<QString> &seen)
    {
        Finding place;
        place.typeName = type.name;
        judgeTypeName(place, type.name, u"type"_s, seen);
        if (type.fields.empty())
            add(place, Severity::Error, u"%1 has no fields."_s.arg(type.name));
        QSet<QString> fields;
        for (std::size_t i = 0; i < type.fields.size(); ++i) {
            const Field &field = type.fields[i];
            Finding at = place;
            at.field = FieldId(static_cast<int>(i));
            if (!namerules::isGraphqlName(field.name))
                add(at, Severity::Error, namerules::notForGraphql(field.name, u"field of %1"_s.arg(type.name)));
            if (fields.contains(field.name))
                add(at, Severity::Error, namerules::clash(field.name, field.name, u"field of %1"_s.arg(type.name)));
            fields.insert(field.name);
            if (const QString unknown = namerules::unknownType(m_schema, field); !unknown.isEmpty())
                add(at, Severity::Error, unknown);
        }
        if (needsItself(type))
            add(place, Severity::Error,
                u"%1 needs another %1 inside itself, without end; make one of the fields optional."_s.arg(type.name));
    }

    /// Through required fields that are no lists, from type to type.
    bool needsItself(const ObjectType &start) const
    {
        QSet<QString> seen;
        std::vector<const ObjectType *> open{&start};
        while (!open.empty()) {
            const ObjectType *type = open.back();
            open.pop_back();
            for (const Field &field : type->fields) {
                if (!field.required || field.type.list || field.type.kind != FieldType::Kind::Object)
                    continue;
                if (field.type.name == start.name)
                    return true;
                const ObjectType *inner = m_schema.typeNamed(field.type.name);
                if (inner && !seen.contains(inner->name)) {
                    seen.insert(inner->name);
                    open.push_back(inner);
                }
            }
        }
        return false;
    }

    const Schema &m_schema;
    std::vector<Finding> m_findings;
    QHash<QString, ModelId> m_models; ///< by folded name
    QHash<QString, ModelId> m_tables;
    QSet<QString> m_typeNames;
};

} // namespace

std::vector<Finding> findings(const Schema &schema) { return SchemaFindings(schema).run(); }

bool hasErrors(const std::vector<Finding> &findings)
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding &finding) { return finding.severity == Severity::Error; });
}

} // namespace relata
