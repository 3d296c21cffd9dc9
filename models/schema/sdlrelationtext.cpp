#include "schema/sdltext.h"

#include <QSet>

// The fields of relationships as they stand in their models, so that reading pairs them as they were.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

class RelationTexts
{
public:
    RelationTexts(const Schema &schema, SchemaNames &names)
        : m_schema(schema), m_names(names), m_fields(schema.models.size())
    {}

    std::vector<QStringList> write()
    {
        surveyRelationships();
        for (const Relationship &relationship : m_schema.relationships)
            addRelationship(relationship);
        return std::move(m_fields);
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

    void surveyRelationships()
    {
        for (const Relationship &relationship : m_schema.relationships) {
            if (relationship.isManyToMany()) {
                m_joins.insert(relationship.through.value());
                continue;
            }
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

    QStringList columnNames(ReferenceId id)
    {
        const Reference &reference = m_schema.reference(id);
        QStringList names;
        for (const FieldId column : reference.columns)
            names.append(m_names.field(reference.from, m_schema.field(reference.from, column).name));
        return names;
    }

    QStringList keyArguments(const Relationship &relationship, const QString &word = u"fields: "_s)
    {
        const Reference &reference = m_schema.reference(relationship.reference);
        const bool wholeKey = reference.referenced.size() == m_schema.model(reference.to).key.size();
        if (!wholeKey || !m_schema.isPlainField(m_schema.keyEnd(relationship.reference)))
            return {};
        return {word % quotedList(columnNames(relationship.reference))};
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
        m_fields[model.index()].append(u"  "_s % m_names.relation(model, name) % u": "_s % type
                                       % directiveText(directive, arguments)
                                       % (others.isEmpty() ? QString() : QString(u' ' % others)) % u'\n');
    }

    /// A join model comes back with its @manyToMany and can have no fields of its own: a further relationship of
    /// it (in databases that Relata did not make) stands as a comment.
    bool leadsToJoin(const Relationship &relationship) const
    {
        return m_joins.contains(relationship.source.value()) || m_joins.contains(relationship.target.value());
    }

    void addRelationship(const Relationship &relationship)
    {
        if (leadsToJoin(relationship)) {
            const bool sourceIsJoin = m_joins.contains(relationship.source.value());
            const ModelId other = sourceIsJoin ? relationship.target : relationship.source;
            m_fields[other.index()].append(u"  # "_s % toString(relationship.kind) % u' '
                                           % m_names.model(relationship.source) % u" to "_s
                                           % m_names.model(relationship.target) % u'\n');
            return;
        }
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
        return m_names.model(model) % (m_schema.isRequired(key) ? u"!"_s : QString());
    }

    QString manyType(ModelId model) { return u'[' % m_names.model(model) % u']'; }

    QStringList partnerArguments(const Relationship &relationship)
    {
        if (relationship.targetField.isEmpty() || !isAmbiguous(relationship))
            return {};
        return {u"references: "_s % quotedList({m_names.relation(relationship.target, relationship.targetField)})};
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
            addField(relationship.target, relationship.targetField, m_names.model(relationship.source), u"belongsTo"_s,
                     {}, relationship.targetDirectives);
    }

    void addOneToMany(const Relationship &relationship)
    {
        QString sourceField = relationship.sourceField;
        if (sourceField.isEmpty() && relationship.targetField.isEmpty())
            sourceField = madeUpEndName(relationship);
        if (!sourceField.isEmpty()) {
            QStringList arguments = partnerArguments(relationship);
            if (relationship.targetField.isEmpty() && !hasMadeUpKey(m_schema, relationship))
                arguments = keyArguments(relationship, u"references: "_s);
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
        const QStringList arguments{u"relationName: "_s % quotedText(m_names.model(relationship.through))};
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

    const Schema &m_schema;
    SchemaNames &m_names;
    std::vector<QStringList> m_fields; ///< by model
    QHash<std::pair<int, int>, EndCount> m_counts;
    QSet<int> m_joins;
};

} // namespace

std::vector<QStringList> relationTexts(const Schema &schema, SchemaNames &names)
{
    return RelationTexts(schema, names).write();
}

} // namespace relata::sdl
