#include "schema/sdldraft.h"
#include "schema/sdltext.h"

#include <QSet>

// The fields of relationships as they stand in their models, so that reading pairs them as they were, and so that
// Amplify takes those that it can express (npm @aws-amplify/graphql-relational-transformer): both ends with
// `references` to the same fields, or a @hasOne. The others stand behind the mark.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

/// One end's field before it is text.
struct EndLine
{
    ModelId model;
    QString name; ///< in the schema; empty: it has none
    QString fallback; ///< what to call a field without a name
    QString type;
    QString directive;
    QStringList arguments;
    QString otherArguments;
    OwnLink own;
    QString description;
    QString directives;
    Readers readers = Readers::All;
};

class RelationTexts
{
public:
    RelationTexts(const Schema &schema, SchemaNames &names, const QSet<int> &impliedJoins)
        : m_schema(schema), m_names(names), m_implied(impliedJoins), m_fields(schema.models.size())
    {}

    std::vector<QStringList> write()
    {
        survey();
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

    /// The own fields that hold the key, as one text: what two relationships between the same models must not share.
    QString columnsKey(const Relationship &relationship)
    {
        return QString::number(relationship.source.value()) % u' ' % QString::number(relationship.target.value()) % u' '
            % columnNames(relationship.reference).join(u' ');
    }

    void survey()
    {
        for (const Relationship &relationship : m_schema.relationships) {
            if (relationship.isManyToMany())
                continue;
            EndCount &count = m_counts[betweenKey(relationship)];
            const bool alone = relationship.sourceField.isEmpty() && relationship.targetField.isEmpty();
            count.owners += relationship.sourceField.isEmpty() && !alone ? 0 : 1;
            count.backs += relationship.targetField.isEmpty() ? 0 : 1;
            count.pairs += relationship.sourceField.isEmpty() || relationship.targetField.isEmpty() ? 0 : 1;
            if (!isPlain(relationship))
                continue;
            ++m_sharedColumns[columnsKey(relationship)];
            const bool bothEnds = !relationship.sourceField.isEmpty() && !relationship.targetField.isEmpty();
            if (relationship.kind == RelationshipKind::OneToMany && bothEnds && isForAmplify(relationship))
                m_byReferences.insert(betweenKey(relationship));
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

    QStringList fieldNames(ModelId model, const std::vector<FieldId> &fields)
    {
        QStringList names;
        for (const FieldId field : fields)
            names.append(m_schema.field(model, field).hidden ? m_schema.field(model, field).name
                                                             : m_names.field(model, field));
        return names;
    }

    QStringList columnNames(ReferenceId id)
    {
        const Reference &reference = m_schema.reference(id);
        return fieldNames(reference.from, reference.columns);
    }

    /// The key stands in fields of its own that have names.
    bool isPlain(const Relationship &relationship) const
    {
        return m_schema.isPlainField(m_schema.keyEnd(relationship.reference));
    }

    bool isWholeKey(const Reference &reference) const
    {
        return reference.referenced == m_schema.model(reference.to).key;
    }

    /// Amplify wants the key of the other model, and fields of the very types of that key.
    bool isForAmplify(const Relationship &relationship) const
    {
        const Reference &reference = m_schema.reference(relationship.reference);
        const Model &to = m_schema.model(reference.to);
        if (!isWholeKey(reference) || to.keyKind == KeyKind::Rowid || to.keyKind == KeyKind::None)
            return false;
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
            if (m_schema.field(reference.from, reference.columns[i]).type
                != m_schema.field(reference.to, reference.referenced[i]).type)
                return false;
        return true;
    }

    /// Amplify's tools stumble over a field of `from` that leads to `to` without `references` where another has them.
    Readers readersOf(const Relationship &relationship, ModelId from, ModelId to) const
    {
        const bool mixes = m_byReferences.contains({from.value(), to.value()});
        return isForAmplify(relationship) && !mixes ? Readers::All : Readers::OnlyRelata;
    }

    QString typeOf(ModelId model, ReferenceId key)
    {
        return m_names.model(model) % (m_schema.isRequired(key) ? u"!"_s : QString());
    }

    QString listOf(ModelId model) { return u'[' % m_names.model(model) % u']'; }

    void add(EndLine line)
    {
        const QString wanted = line.name.isEmpty() ? line.fallback : line.name;
        const QString name = m_names.relation(line.model, wanted);
        line.own.unnamed = line.name.isEmpty();
        if (!line.own.unnamed && name != line.name)
            line.own.as = line.name;
        if (!line.otherArguments.isEmpty())
            line.arguments.append(line.otherArguments);
        const QStringList own = argumentsOf(line.own);
        const bool all = line.readers == Readers::All;
        const QString head = (all ? fieldIndent : QString()) % name % u": "_s % line.type % u' '
            % directiveText(line.directive, line.arguments);
        const QStringList marked = own.isEmpty() ? QStringList() : QStringList{directiveText(u"link"_s, own)};
        QString description = descriptionText(line.description, fieldIndent);
        if (!all && !description.isEmpty())
            description = lineText(quotedText(line.description), {}, {}, line.readers) % u'\n';
        m_fields[line.model.index()].append(description % lineText(head, marked, line.directives, line.readers)
                                            % u'\n');
    }

    EndLine sourceLine(const Relationship &relationship) const
    {
        EndLine line;
        line.model = relationship.source;
        line.name = relationship.sourceField;
        line.fallback = u"end"_s;
        line.otherArguments = relationship.sourceArguments;
        line.description = relationship.sourceDescription;
        line.directives = relationship.sourceDirectives;
        return line;
    }

    EndLine targetLine(const Relationship &relationship) const
    {
        EndLine line;
        line.model = relationship.target;
        line.name = relationship.targetField;
        line.otherArguments = relationship.targetArguments;
        line.description = relationship.targetDescription;
        line.directives = relationship.targetDirectives;
        return line;
    }

    /// What is said of the relationship as a whole, at the field that reading takes it from.
    void sayOfWhole(const Relationship &relationship, EndLine &line)
    {
        const Reference &reference = m_schema.reference(relationship.reference);
        const DeleteRule usual =
            relationship.kind == RelationshipKind::OneToOne ? DeleteRule::Clear : DeleteRule::Cascade;
        if (reference.rule != usual)
            line.own.onDelete = reference.rule;
        line.own.immediate = reference.immediate;
        if (relationship.name != QString(m_schema.model(line.model).name % u'.' % line.name))
            line.own.name = relationship.name;
        if (!isWholeKey(reference))
            line.own.to = fieldNames(reference.to, reference.referenced);
    }

    /// Hidden fields that are not called as reading would call them.
    void sayOfHidden(const Relationship &relationship, EndLine &line)
    {
        if (isPlain(relationship))
            return;
        const Reference &reference = m_schema.reference(relationship.reference);
        const std::size_t count = reference.columns.size();
        bool usual = line.model == reference.from;
        QStringList columns;
        bool sameColumns = true;
        for (std::size_t i = 0; i < count; ++i) {
            const Field &field = m_schema.field(reference.from, reference.columns[i]);
            const QString part = m_schema.field(reference.to, reference.referenced[i]).name;
            usual = usual && field.name == (count == 1 ? line.name : QString(line.name % u'_' % part));
            sameColumns = sameColumns && field.column == field.name;
            columns.append(field.column);
        }
        if (!usual || !sameColumns)
            line.own.fields = columnNames(relationship.reference);
        if (!sameColumns)
            line.own.columns = columns;
    }

    void addRelationship(const Relationship &relationship)
    {
        switch (relationship.kind) {
        case RelationshipKind::OneToOne:
            return addOneToOne(relationship);
        case RelationshipKind::OneToMany:
            return relationship.targetField.isEmpty() ? addHasMany(relationship)
                : relationship.sourceField.isEmpty()  ? addLoneBelongsTo(relationship)
                                                      : addOneToMany(relationship);
        case RelationshipKind::ManyToMany:
            return addManyToMany(relationship);
        }
    }

    QStringList keyArguments(const Relationship &relationship, const QString &word)
    {
        return isPlain(relationship) ? QStringList{word % quotedList(columnNames(relationship.reference))}
                                     : QStringList();
    }

    void addOneToOne(const Relationship &relationship)
    {
        EndLine source = sourceLine(relationship);
        source.name = relationship.sourceField.isEmpty() ? m_schema.end(m_schema.keyEnd(relationship.reference)).name
                                                         : relationship.sourceField;
        source.type = typeOf(relationship.target, relationship.reference);
        source.directive = u"hasOne"_s;
        source.arguments = keyArguments(relationship, u"fields: "_s);
        source.readers = readersOf(relationship, relationship.source, relationship.target);
        sayOfWhole(relationship, source);
        sayOfHidden(relationship, source);
        const bool ambiguous = isAmbiguous(relationship);
        if (relationship.targetField.isEmpty() && ambiguous)
            source.own.inverse = QString();
        if (relationship.targetField.isEmpty())
            return add(source);
        EndLine target = targetLine(relationship);
        target.type = m_names.model(relationship.source);
        target.directive = u"belongsTo"_s;
        // Amplify cannot tell which of several it is the other end of, and takes a @hasOne without one.
        target.readers = ambiguous ? Readers::OnlyRelata : source.readers;
        if (ambiguous)
            target.own.inverse = m_names.relation(source.model, source.name);
        add(source);
        add(target);
    }

    void addOneToMany(const Relationship &relationship)
    {
        EndLine source = sourceLine(relationship);
        source.type = listOf(relationship.target);
        source.directive = u"hasMany"_s;
        source.arguments = keyArguments(relationship, u"references: "_s);
        const bool forAmplify = isPlain(relationship)
            ? isForAmplify(relationship)
            : readersOf(relationship, relationship.source, relationship.target) == Readers::All;
        source.readers = forAmplify ? Readers::All : Readers::OnlyRelata;
        sayOfWhole(relationship, source);
        EndLine target = targetLine(relationship);
        // With `references` it is these fields that are required or not, and Amplify takes no second word on it.
        target.type = isPlain(relationship) ? m_names.model(relationship.source)
                                            : typeOf(relationship.source, relationship.reference);
        target.directive = u"belongsTo"_s;
        target.arguments = source.arguments;
        target.readers = source.readers;
        if (!isWholeKey(m_schema.reference(relationship.reference)))
            target.own.to = source.own.to;
        sayOfHidden(relationship, target);
        const bool byColumns = isPlain(relationship) && m_sharedColumns.value(columnsKey(relationship)) == 1;
        if (isAmbiguous(relationship) && !byColumns)
            target.own.inverse = m_names.relation(source.model, source.name);
        add(source);
        add(target);
    }

    /// 1:N whose source has no name for it. Amplify takes no @belongsTo without its other end, but a @hasOne.
    void addLoneBelongsTo(const Relationship &relationship)
    {
        EndLine target = targetLine(relationship);
        target.type = typeOf(relationship.source, relationship.reference);
        target.directive = u"hasOne"_s;
        target.arguments = keyArguments(relationship, u"fields: "_s);
        target.own.many = true;
        target.readers = readersOf(relationship, relationship.target, relationship.source);
        sayOfWhole(relationship, target);
        sayOfHidden(relationship, target);
        add(target);
    }

    /// 1:N whose target has no name for it. Amplify takes `references` only where the other end has them too.
    void addHasMany(const Relationship &relationship)
    {
        EndLine source = sourceLine(relationship);
        source.type = listOf(relationship.target);
        source.directive = u"hasMany"_s;
        if (isPlain(relationship) && !hasMadeUpKey(m_schema, relationship)) {
            const QString index = indexOver(relationship);
            const bool byIndex = !index.isEmpty() && isForAmplify(relationship);
            if (byIndex)
                source.arguments = {
                    u"indexName: "_s % quotedText(index),
                    u"fields: "_s
                        % quotedList(fieldNames(relationship.source, m_schema.model(relationship.source).key))};
            else
                source.arguments = keyArguments(relationship, u"references: "_s);
            source.readers = byIndex ? Readers::All : Readers::OnlyRelata;
        } else {
            source.readers = readersOf(relationship, relationship.source, relationship.target);
        }
        source.own.required = !isPlain(relationship) && m_schema.isRequired(relationship.reference);
        sayOfWhole(relationship, source);
        sayOfHidden(relationship, source);
        if (isAmbiguous(relationship))
            source.own.inverse = QString();
        add(source);
    }

    /// An index of the target that begins with the key's fields.
    QString indexOver(const Relationship &relationship) const
    {
        const Reference &reference = m_schema.reference(relationship.reference);
        for (const Index &index : m_schema.model(reference.from).indexes)
            if (!index.name.isEmpty() && index.fields.size() >= reference.columns.size()
                && std::equal(reference.columns.begin(), reference.columns.end(), index.fields.begin()))
                return index.name;
        return {};
    }

    void addManyToMany(const Relationship &relationship)
    {
        const bool implied = m_implied.contains(relationship.through.value());
        const QString join = implied ? m_schema.model(relationship.through).name : m_names.model(relationship.through);
        EndLine source = sourceLine(relationship);
        source.type = listOf(relationship.target);
        source.directive = u"manyToMany"_s;
        source.arguments = {u"relationName: "_s % quotedText(m_names.relationName(join))};
        source.readers = implied ? Readers::All : Readers::OnlyRelata;
        EndLine target = targetLine(relationship);
        target.type = listOf(relationship.source);
        target.directive = source.directive;
        target.arguments = source.arguments;
        target.readers = source.readers;
        if (!implied)
            sayOfJoin(relationship, source, target);
        add(source);
        if (!target.name.isEmpty())
            add(target);
    }

    void sayOfJoin(const Relationship &relationship, EndLine &source, EndLine &target)
    {
        const Reference &toSource = m_schema.reference(relationship.reference);
        const Reference &toTarget = m_schema.reference(relationship.secondReference);
        OwnLink &own = source.own;
        own.through = m_names.model(relationship.through);
        own.source = columnNames(relationship.reference);
        own.target = columnNames(relationship.secondReference);
        if (!isWholeKey(toSource))
            own.to = fieldNames(toSource.to, toSource.referenced);
        if (!isWholeKey(toTarget))
            own.targetTo = fieldNames(toTarget.to, toTarget.referenced);
        if (toSource.rule != DeleteRule::Cascade)
            own.onDelete = toSource.rule;
        own.immediate = toSource.immediate;
        std::optional<DeleteRule> targetRule;
        if (toTarget.rule != DeleteRule::Cascade)
            targetRule = toTarget.rule;
        // Without a field of its own the other end has no place to say it.
        const bool hasPlace = !target.name.isEmpty();
        (hasPlace ? target.own.onDelete : own.targetOnDelete) = targetRule;
        (hasPlace ? target.own.immediate : own.targetImmediate) = toTarget.immediate;
        if (relationship.name != m_schema.model(relationship.through).name)
            own.name = relationship.name;
        const QStringList ends{m_schema.keyEndNames()[relationship.reference.index()],
                               m_schema.keyEndNames()[relationship.secondReference.index()]};
        if (ends != QStringList{usualEnd(toSource), usualEnd(toTarget)})
            own.ends = ends;
    }

    QString usualEnd(const Reference &reference) const
    {
        return reference.columns.size() == 1 ? m_schema.field(reference.from, reference.columns.front()).name
                                             : QString();
    }

    const Schema &m_schema;
    SchemaNames &m_names;
    const QSet<int> &m_implied;
    std::vector<QStringList> m_fields; ///< by model
    QHash<std::pair<int, int>, EndCount> m_counts;
    QSet<std::pair<int, int>> m_byReferences; ///< models between which a 1:N stands with `references` at both ends
    QHash<QString, int> m_sharedColumns; ///< by columnsKey()
};

} // namespace

std::vector<QStringList> relationTexts(const Schema &schema, SchemaNames &names, const QSet<int> &impliedJoins)
{
    return RelationTexts(schema, names, impliedJoins).write();
}

} // namespace relata::sdl
