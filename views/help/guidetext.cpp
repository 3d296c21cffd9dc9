#include "views/help/guidetext.h"

#include "views/help/guiderules.h"

#include <QCoreApplication>

namespace relata::guide {
using namespace Qt::StringLiterals;
namespace {

class Writing
{
    Q_DECLARE_TR_FUNCTIONS(relata::RelationshipGuide)

public:
    Writing(const Schema &schema, const Relationship &relationship, const std::optional<Linked> &linked)
        : m_schema(schema)
        , m_relationship(relationship)
        , m_cast(castOf(schema, relationship))
        , m_source(schema.model(relationship.source).name)
        , m_target(schema.model(relationship.target).name)
    {
        m_sourceWho = who(m_cast.samples[m_cast.source]);
        m_targetWho = who(m_cast.samples[m_cast.target]);
        if (m_cast.join)
            m_joinWho = who(m_cast.samples[*m_cast.join]);
        if (linked) {
            m_sourceWho = {relationship.source, linked->source, {}};
            m_targetWho = {relationship.target, linked->target, {}};
            m_joinWho = {relationship.through, linked->join, {}};
        }
    }

    Text text() const
    {
        Text text;
        text.title = tr("%1 and %2").arg(m_source, m_target);
        switch (m_relationship.kind) {
        case RelationshipKind::OneToOne:
            oneToOne(text);
            break;
        case RelationshipKind::OneToMany:
            oneToMany(text);
            break;
        case RelationshipKind::ManyToMany:
            manyToMany(text);
            break;
        }
        return text;
    }

private:
    void oneToOne(Text &text) const
    {
        const QString field = fieldOf(m_relationship.reference);
        text.summary =
            (isRequired() ? tr("Each %1 has exactly one %2, and each %2 belongs to at most one %1. The key stands "
                               "on %1, in %3, and is unique.")
                          : tr("Each %1 has at most one %2, and each %2 belongs to at most one %1. The key stands "
                               "on %1, in %3, and is unique."))
                .arg(m_source, m_target, field);
        text.diagram = tr("%1, one to one, %2. The key is on %1.").arg(m_source, m_target);

        auto &[create, query, remove] = text.chapters;
        create.push_back({tr("%1 with its %2").arg(m_source, m_target),
                          tr("Make the %2 first, then save the %1 with it in %3. Any %2 that another %1 already has is "
                             "refused.")
                                  .arg(m_source, m_target, field)
                              % needs(),
                          m_cast});
        if (!m_sourceWho.key.empty()) {
            query.push_back({tr("The %2 of one %1").arg(m_source, m_target),
                             tr("Read the %2 through the field %3 of the %1.").arg(m_source, m_target, field),
                             Follow{m_relationship.reference, m_sourceWho}});
        }
        query.push_back({tr("The %1 of one %2").arg(m_source, m_target),
                         tr("Filter %1 by the key of the %2: at most one is found.").arg(m_source, m_target),
                         Holders{m_relationship.reference, m_targetWho}});
        remove.push_back(removal(tr("Delete the %1").arg(m_target), m_targetWho, m_relationship.reference));
        remove.push_back({tr("Delete the %1").arg(m_source),
                          tr("Deleting the %1 leaves its %2 as it is.").arg(m_source, m_target)
                              % rules::others(m_schema, m_sourceWho.model),
                          Remove{m_sourceWho, {}, {}}});
    }

    void oneToMany(Text &text) const
    {
        const QString field = fieldOf(m_relationship.reference);
        text.summary =
            (isRequired() ? tr("Each %1 has any number of %2 instances, and each %2 belongs to exactly one %1. The "
                               "key stands on %2, in %3.")
                          : tr("Each %1 has any number of %2 instances, and each %2 belongs to at most one %1. "
                               "The key stands on %2, in %3."))
                .arg(m_source, m_target, field);
        text.diagram = tr("%1, one to many, %2. The key is on %2.").arg(m_source, m_target);

        auto &[create, query, remove] = text.chapters;
        create.push_back(
            {tr("%1 with its first %2").arg(m_source, m_target),
             tr("Make the %1 first, then save each %2 with its key in %3.").arg(m_source, m_target, field) % needs(),
             m_cast});
        query.push_back({tr("The %2 instances of one %1").arg(m_source, m_target),
                         tr("Filter %2 by the key of the %1.").arg(m_source, m_target),
                         Holders{m_relationship.reference, m_sourceWho}});
        if (!m_targetWho.key.empty()) {
            query.push_back({tr("The %1 of one %2").arg(m_source, m_target),
                             tr("Read the %1 through the field %3 of the %2.").arg(m_source, m_target, field),
                             Follow{m_relationship.reference, m_targetWho}});
        }
        remove.push_back(removal(tr("Delete the %1").arg(m_source), m_sourceWho, m_relationship.reference));
        remove.push_back(
            {tr("Delete one %1").arg(m_target),
             tr("Deleting the %2 deletes only it; the %1 and its other %2 instances stay.").arg(m_source, m_target)
                 % rules::others(m_schema, m_targetWho.model, m_relationship.reference),
             Remove{m_targetWho, {}, {}}});
    }

    void manyToMany(Text &text) const
    {
        const QString join = m_schema.model(m_relationship.through).name;
        text.summary =
            tr("Each %1 has any number of %2 instances, and each %2 any number of %1 instances. Each pair is one "
               "instance of the join model %3.")
                .arg(m_source, m_target, join);
        text.diagram = tr("%1, many to many, %2, through the join model %3.").arg(m_source, m_target, join);

        auto &[create, query, remove] = text.chapters;
        create.push_back({tr("One %1 linked to one %2").arg(m_source, m_target),
                          tr("Make both, then save one %1 that holds the keys of both. A second %1 of the same pair is "
                             "refused.")
                                  .arg(join)
                              % needs(),
                          m_cast});
        for (const EndId id : m_schema.endsOf(m_relationship.source))
            across(query, id, m_sourceWho);
        if (m_relationship.source != m_relationship.target)
            for (const EndId id : m_schema.endsOf(m_relationship.target))
                across(query, id, m_targetWho);
        remove.push_back(
            {tr("Take the link away"),
             tr("Deleting the %3 removes the link; the %1 and the %2 both stay.").arg(m_source, m_target, join),
             Remove{m_joinWho, {}, {}}});
        remove.push_back(removal(tr("Delete the %1").arg(m_source), m_sourceWho, m_relationship.reference));
        if (m_relationship.source != m_relationship.target)
            remove.push_back(removal(tr("Delete the %1").arg(m_target), m_targetWho, m_relationship.secondReference));
    }

    void across(std::vector<Example> &query, EndId id, const Who &near) const
    {
        const End &end = m_schema.end(id);
        if (end.kind != End::Kind::ManyToMany || &m_schema.relationship(end.relationship) != &m_relationship)
            return;
        const bool fromSource = end.reference == m_relationship.reference;
        const QString join = m_schema.model(m_relationship.through).name;
        const QString here = m_schema.model(end.model).name;
        const QString there = m_schema.model(end.other).name;
        // On one model, the second end is read from the instance that the first one leads to.
        query.push_back({m_source == m_target ? tr("%2 of one %1").arg(here, end.name)
                                              : tr("The %2 instances of one %1").arg(here, there),
                         tr("Filter %3 by the key of the %1, then take the %2 of each.").arg(here, there, join),
                         Across{id, fromSource || near.model != m_relationship.source ? near : m_targetWho}});
    }

    Example removal(const QString &title, const Who &gone, ReferenceId reference) const
    {
        const rules::Effect effect = rules::effectOf(m_schema, reference);
        std::optional<ReferenceId> blockedBy;
        if (effect.blocks)
            blockedBy = reference;
        return {title, effect.sentence % rules::others(m_schema, gone.model, reference),
                Remove{gone, blockedBy, effect.byItself}};
    }

    /// What else the Create example has to make.
    QString needs() const
    {
        QStringList names;
        for (std::size_t i = 0; i < m_cast.samples.size(); ++i)
            if (i != m_cast.source && i != m_cast.target && (!m_cast.join || i != *m_cast.join))
                names.append(m_schema.model(m_cast.samples[i].model).name);
        if (names.isEmpty())
            return {};
        return u' ' % tr("Required fields need these as well: %1.").arg(names.join(u", "_s));
    }

    Who who(const Sample &sample) const
    {
        Who who{sample.model, sample.key(m_schema), {}};
        if (who.key.empty() && !sample.held.empty())
            who.via = {sample.held.front().reference, m_cast.samples[sample.held.front().to].key(m_schema)};
        return who;
    }

    QString fieldOf(ReferenceId reference) const { return u'“' % rules::fieldOf(m_schema, reference) % u'”'; }
    bool isRequired() const { return m_schema.isRequired(m_relationship.reference); }

    const Schema &m_schema;
    const Relationship &m_relationship;
    Cast m_cast;
    QString m_source;
    QString m_target;
    Who m_sourceWho;
    Who m_targetWho;
    Who m_joinWho;
};

} // namespace

Text write(const Schema &schema, const Relationship &relationship, const std::optional<Linked> &linked)
{
    return Writing(schema, relationship, linked).text();
}

QString code(const Schema &schema, const Scene &scene, Language language)
{
    switch (language) {
    case Language::JavaScript:
        return javaScript(schema, scene);
    case Language::Sql:
        return sql(schema, scene);
    case Language::JsonLines:
        return jsonLines(schema, scene);
    }
    Q_UNREACHABLE();
}

QString nameOf(const Schema &schema, const Relationship &relationship)
{
    const QString source = schema.model(relationship.source).name;
    const QString target = schema.model(relationship.target).name;
    const QString field =
        relationship.sourceField.isEmpty() ? source : QString(source % u'.' % relationship.sourceField);
    return field % u" → " % target;
}

} // namespace relata::guide
