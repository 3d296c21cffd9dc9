#include "schema/modelfindings.h"

#include "schema/types.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace relata {
namespace {

using namespace Qt::StringLiterals;
using Severity = Finding::Severity;

class ModelFindings
{
public:
    ModelFindings(const Schema &schema, ModelId id, std::vector<Finding> &findings)
        : m_schema(schema), m_id(id), m_model(schema.model(id)), m_findings(findings)
    {}

    void run()
    {
        for (std::size_t i = 0; i < m_model.fields.size(); ++i)
            judgeField(FieldId(static_cast<int>(i)));
        judgeKey();
        QSet<QString> names;
        for (std::size_t i = 0; i < m_model.indexes.size(); ++i)
            judgeIndex(static_cast<int>(i), names);
        for (const EndId end : m_schema.endsOf(m_id))
            judgeEnd(m_schema.end(end));
    }

private:
    Finding here() const
    {
        Finding place;
        place.model = m_id;
        return place;
    }

    Finding at(FieldId field) const
    {
        Finding place = here();
        place.field = field;
        return place;
    }

    void add(Finding place, Severity severity, const QString &sentence)
    {
        place.severity = severity;
        place.sentence = sentence;
        m_findings.push_back(std::move(place));
    }

    QString path(const QString &name) const { return m_model.name % u'.' % name; }

    void judgeField(FieldId id)
    {
        const Field &field = m_model.field(id);
        const QString column = namerules::folded(field.column);
        // The row number of SQLite has no column of its own, and the keys of relationships are named by their ends.
        if (field.origin != FieldOrigin::Rowid && !column.isEmpty()) {
            if (const auto other = m_columns.constFind(column); other != m_columns.constEnd())
                add(at(id), Severity::Error,
                    namerules::clash(m_model.field(*other).column, field.column, u"column of %1"_s.arg(m_model.name)));
            else
                m_columns.insert(column, id);
        }
        if (field.hidden)
            return;
        // An empty name is one in SQLite; only what is made here needs a real one.
        if (!field.name.isEmpty() || field.declaredType.isEmpty())
            namerules::judge(m_findings, at(id), field.name, u"field of %1"_s.arg(m_model.name));
        const QString name = namerules::folded(field.name);
        if (const auto other = m_fields.constFind(name); other == m_fields.constEnd())
            m_fields.insert(name, id);
        else if (m_columns.value(column) == id)
            add(at(id), Severity::Error,
                namerules::clash(m_model.field(*other).name, field.name, u"field of %1"_s.arg(m_model.name)));
        if (const QString unknown = namerules::unknownType(m_schema, field); !unknown.isEmpty())
            return add(at(id), Severity::Error, unknown);
        if (field.unique && field.type.isStructured())
            add(at(id), Severity::Warning,
                u"%1 is unique, but two lists or objects are alike only if they are written alike."_s.arg(
                    path(field.name)));
        judgeDefault(id, field);
    }

    void judgeDefault(FieldId id, const Field &field)
    {
        if (!field.defaultValue)
            return;
        const Done fits = types::check(m_schema, field, *field.defaultValue);
        // A database that others made may have defaults that break its own types; they are kept.
        if (!fits)
            add(at(id), field.declaredType.isEmpty() ? Severity::Error : Severity::Warning,
                u"The default of %1 does not fit. %2"_s.arg(path(field.name), fits.error().message));
    }

    void judgeKey()
    {
        if (m_model.key.empty()) {
            if (!m_model.view && m_model.keyKind != KeyKind::None)
                add(here(), Severity::Error,
                    u"%1 has no key, so its instances could not be told apart; choose one."_s.arg(m_model.name));
            return;
        }
        QSet<int> seen;
        for (const FieldId id : m_model.key) {
            const Field &field = m_model.field(id);
            if (seen.contains(id.value()))
                add(at(id), Severity::Error, u"%1 is in the key twice."_s.arg(path(field.name)));
            seen.insert(id.value());
            if (field.type.isStructured())
                add(at(id), Severity::Error,
                    u"%1 is a list or an object and cannot be part of a key."_s.arg(path(field.name)));
            else if (!field.required)
                add(at(id), Severity::Warning,
                    u"%1 is part of the key and may be null; instances without it are hard to tell apart."_s.arg(
                        path(field.name)));
        }
    }

    void judgeIndex(int position, QSet<QString> &names)
    {
        const Index &index = m_model.indexes[static_cast<std::size_t>(position)];
        Finding place = here();
        place.index = position;
        const QString name = namerules::folded(index.name);
        if (!name.isEmpty() && names.contains(name))
            add(place, Severity::Error, namerules::clash(index.name, index.name, u"index of %1"_s.arg(m_model.name)));
        names.insert(name);
        if (index.fields.empty())
            add(place, Severity::Error, u"The index %1 of %2 has no fields."_s.arg(index.name, m_model.name));
        for (const FieldId field : index.fields)
            if (m_model.field(field).type.isStructured())
                add(place, Severity::Warning,
                    u"The index %1 is over %2, a list or an object, and finds only what is written alike."_s.arg(
                        index.name, path(m_model.field(field).name)));
    }

    /// Schema::rebuildEnds() gives ends numbers where names clash: a name that is not as wanted had to give way.
    void judgeEnd(const End &end)
    {
        if (!end.named)
            return;
        Finding place = here();
        place.relationship = end.relationship;
        const QString wanted = wantedName(end);
        if (!m_model.join)
            namerules::judge(m_findings, place, wanted, u"field of %1"_s.arg(m_model.name));
        if (end.name != wanted)
            add(place, Severity::Error,
                u"%1 has two fields %2; the relationship to %3 needs another name."_s.arg(
                    m_model.name, wanted, m_schema.model(end.other).name));
        else if (const auto other = m_fields.constFind(namerules::folded(wanted));
                 other != m_fields.constEnd() && m_model.field(*other).name != wanted)
            add(place, Severity::Error,
                namerules::clash(m_model.field(*other).name, wanted, u"field of %1"_s.arg(m_model.name)));
        if (!end.holdsKey())
            return;
        const DeleteRule rule = m_schema.reference(end.reference).rule;
        if (rule == DeleteRule::Clear && !m_schema.isClearable(end.reference))
            add(place, Severity::Warning,
                u"%1 is to be cleared when its %2 is deleted, but it is required: that delete will be refused."_s.arg(
                    path(end.name), m_schema.model(end.other).name));
    }

    QString wantedName(const End &end) const
    {
        if (end.holdsKey())
            return m_schema.keyEndNames()[end.reference.index()];
        const Relationship &relationship = m_schema.relationship(end.relationship);
        if (end.kind == End::Kind::ToOneBack)
            return relationship.targetField;
        if (end.kind == End::Kind::ToMany)
            return relationship.sourceField;
        return end.reference == relationship.reference ? relationship.sourceField : relationship.targetField;
    }

    const Schema &m_schema;
    ModelId m_id;
    const Model &m_model;
    std::vector<Finding> &m_findings;
    QHash<QString, FieldId> m_fields; ///< by folded name
    QHash<QString, FieldId> m_columns;
};

} // namespace

void addModelFindings(const Schema &schema, ModelId model, std::vector<Finding> &findings)
{
    ModelFindings(schema, model, findings).run();
}

} // namespace relata
