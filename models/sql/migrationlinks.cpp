#include "sql/migrationsql.h"

#include "sql/ddlbuilder.h"

#include <algorithm>

// How links are read from the tables before, and how rows and links get into the wanted ones.
namespace relata {

using namespace Qt::StringLiterals;

namespace {

QString part(QChar letter, std::size_t place) { return letter + QString::number(place + 1); }

QStringList parts(QChar letter, std::size_t count)
{
    QStringList names;
    for (std::size_t i = 0; i < count; ++i)
        names.append(part(letter, i));
    return names;
}

QStringList named(const QStringList &values, QChar letter)
{
    QStringList result;
    for (qsizetype i = 0; i < values.size(); ++i)
        result.append(values[i] % u" AS "_s % part(letter, std::size_t(i)));
    return result;
}

} // namespace

QString MigrationSql::joined(ModelId left, const std::vector<FieldId> &leftFields, const QString &leftAlias,
                             ModelId right, const std::vector<FieldId> &rightFields, const QString &rightAlias) const
{
    QStringList same;
    for (std::size_t i = 0; i < leftFields.size(); ++i)
        same.append(column(left, leftFields[i], leftAlias) % u" = "_s % column(right, rightFields[i], rightAlias));
    return same.join(u" AND "_s);
}

/// FROM of a relationship's pairs. The referenced side stands left in comparisons: its collation decides.
QString MigrationSql::pairsFrom(RelationshipId before, const QString &source, const QString &target) const
{
    const Relationship &was = m_from.relationship(before);
    const Reference &near = m_from.reference(was.reference);
    const QString sourceTable = table(was.source) % u' ' % source;
    const QString targetTable = table(was.target) % u' ' % target;
    if (!was.isManyToMany()) {
        const bool heldBySource = was.kind == RelationshipKind::OneToOne;
        return sourceTable % u" JOIN "_s % targetTable % u" ON "_s
            % joined(near.to, near.referenced, heldBySource ? target : source, near.from, near.columns,
                     heldBySource ? source : target);
    }
    const Reference &far = m_from.reference(was.secondReference);
    return table(was.through) % u" j JOIN "_s % sourceTable % u" ON "_s
        % joined(near.to, near.referenced, source, near.from, near.columns, u"j"_s) % u" JOIN "_s % targetTable
        % u" ON "_s % joined(far.to, far.referenced, target, far.from, far.columns, u"j"_s);
}

QString MigrationSql::linksSelect(ReferenceId after) const
{
    const LinkSource &links = m_links[after.index()];
    const Reference &reference = m_to.reference(after);
    const auto held = [&](const QString &owner) {
        QStringList values;
        for (const FieldId field : reference.referenced)
            values.append(value(reference.to, field, owner));
        return values;
    };
    if (links.kind == LinkSource::Kind::Followed) {
        const Reference &was = m_from.reference(links.reference);
        const QStringList columns = named(keyColumns(was.from, u"h"_s), u'h') + named(held(u"w"_s), u'r')
            + named(keyColumns(was.to, u"w"_s), u'o');
        return u"SELECT "_s % columns.join(u", "_s) % u" FROM "_s % table(was.from) % u" h JOIN "_s % table(was.to)
            % u" w ON "_s % joined(was.to, was.referenced, u"w"_s, was.from, was.columns, u"h"_s);
    }
    const Relationship &was = m_from.relationship(links.before);
    const Relationship &is = m_to.relationship(links.after);
    const bool wantedSourceHolds = is.kind != RelationshipKind::OneToMany;
    const bool sourceHolds = wantedSourceHolds != links.swapped;
    const QString holder = sourceHolds ? u"s"_s : u"t"_s;
    const QString owner = sourceHolds ? u"t"_s : u"s"_s;
    QStringList columns = named(keyColumns(sourceHolds ? was.source : was.target, holder), u'h');
    if (!is.isManyToMany())
        columns += named(held(owner), u'r');
    columns += named(keyColumns(sourceHolds ? was.target : was.source, owner), u'o');
    return u"SELECT "_s % columns.join(u", "_s) % u" FROM "_s % pairsFrom(links.before, u"s"_s, u"t"_s);
}

/// Of several links at one side the first by the other side's key, or none of them.
QString MigrationSql::onlyOne(const QString &links, QChar side, std::size_t sideParts, QChar other,
                              std::size_t otherParts, Remedy::Kind kind)
{
    const QString within = u"OVER (PARTITION BY "_s % parts(side, sideParts).join(u", "_s);
    const QString place = u"place_"_s % side;
    const QString number = kind == Remedy::Kind::KeepFirst
        ? QString(u"row_number() "_s % within % u" ORDER BY "_s % parts(other, otherParts).join(u", "_s) % u')')
        : QString(u"count(*) "_s % within % u')');
    return u"SELECT * FROM (SELECT *, "_s % number % u" AS "_s % place % u" FROM ("_s % links % u")) WHERE "_s % place
        % u" = 1"_s;
}

QString MigrationSql::keptLinksSelect(ReferenceId after) const
{
    const LinkSource &links = m_links[after.index()];
    QString select = linksSelect(after);
    if (links.kind == LinkSource::Kind::Moved && m_to.relationship(links.after).isManyToMany())
        return select;
    const Reference &reference = m_to.reference(after);
    const std::size_t holderParts = m_from.model(*before(reference.from)).key.size();
    const std::size_t ownerParts = m_from.model(*before(reference.to)).key.size();
    const auto isCutting = [](const Remedy *remedy) {
        return remedy && (remedy->kind == Remedy::Kind::KeepFirst || remedy->kind == Remedy::Kind::Clear);
    };
    if (const Remedy *chosen = remedy(holderId(after)); mayHoldMany(after) && isCutting(chosen))
        select = onlyOne(select, u'h', holderParts, u'o', ownerParts, chosen->kind);
    if (const Remedy *chosen = remedy(ownerId(after)); mayBeOwnedMany(after) && isCutting(chosen))
        select = onlyOne(select, u'o', ownerParts, u'h', holderParts, chosen->kind);
    return select;
}

bool MigrationSql::mayHoldMany(ReferenceId after) const
{
    const LinkSource &links = m_links[after.index()];
    if (links.kind != LinkSource::Kind::Moved || m_to.relationship(links.after).isManyToMany())
        return false;
    const RelationshipKind was = m_from.relationship(links.before).kind;
    if (was == RelationshipKind::ManyToMany)
        return true;
    // The one side of 1:N holds now what many held.
    return was == RelationshipKind::OneToMany;
}

bool MigrationSql::mayBeOwnedMany(ReferenceId after) const
{
    const LinkSource &links = m_links[after.index()];
    if (!isLookedUp(after) || m_to.relationship(links.after).kind != RelationshipKind::OneToOne)
        return false;
    const RelationshipKind was = m_from.relationship(links.before).kind;
    return was == RelationshipKind::ManyToMany
        || (was == RelationshipKind::OneToMany && links.kind == LinkSource::Kind::Followed);
}

std::vector<QString> MigrationSql::lookupStatements() const
{
    std::vector<QString> statements;
    for (std::size_t i = 0; i < m_to.models.size(); ++i) {
        const ModelId after{int(i)};
        const bool made = std::any_of(m_to.models[i].key.begin(), m_to.models[i].key.end(),
                                      [&](FieldId field) { return isNewKey(after, field); });
        if (!made)
            continue;
        const ModelId model = *before(after);
        const QString name = keysName(after);
        statements.push_back(u"CREATE TEMP TABLE "_s % name % u" AS SELECT "_s
                             % named(keyColumns(model, u"b"_s), u'h').join(u", "_s)
                             % u", relata_new_key() AS k1 FROM "_s % table(model) % u" b ORDER BY "_s
                             % keyColumns(model, u"b"_s).join(u", "_s));
        statements.push_back(u"CREATE INDEX temp."_s % name % u"_h ON "_s % name % u" ("_s
                             % parts(u'h', m_from.model(model).key.size()).join(u", "_s) % u')');
    }
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        const ReferenceId after{int(i)};
        if (!isLookedUp(after))
            continue;
        const ModelId holder = *before(m_to.reference(after).from);
        const QString name = linksName(after);
        statements.push_back(u"CREATE TEMP TABLE "_s % name % u" AS "_s % keptLinksSelect(after));
        statements.push_back(u"CREATE INDEX temp."_s % name % u"_h ON "_s % name % u" ("_s
                             % parts(u'h', m_from.model(holder).key.size()).join(u", "_s) % u')');
    }
    return statements;
}

bool MigrationSql::isLookedUp(ReferenceId after) const
{
    const LinkSource &links = m_links[after.index()];
    return links.kind == LinkSource::Kind::Followed
        || (links.kind == LinkSource::Kind::Moved && !m_to.relationship(links.after).isManyToMany());
}

std::vector<QString> MigrationSql::cleanupStatements() const
{
    std::vector<QString> statements;
    for (const QString &made : lookupStatements())
        if (made.startsWith(u"CREATE TEMP TABLE "_s))
            statements.push_back(u"DROP TABLE temp."_s % made.section(u' ', 3, 3));
    return statements;
}

QString MigrationSql::fillStatement(ModelId after, const QString &into, const QString &rowid) const
{
    const Model &model = m_to.model(after);
    QStringList columns;
    QStringList values;
    if (!rowid.isEmpty()) {
        columns.append(rowid);
        values.append(u"o."_s % rowid);
    }
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const Field &field = model.fields[i];
        if (field.origin == FieldOrigin::Generated || field.origin == FieldOrigin::Rowid)
            continue;
        columns.append(m_dialect.quoted(field.column));
        values.append(value(after, FieldId(int(i)), u"o"_s));
    }
    return u"INSERT INTO "_s % m_dialect.quoted(into) % u" ("_s % columns.join(u", "_s) % u") SELECT "_s
        % values.join(u", "_s) % u" FROM "_s % table(*before(after)) % u" o"_s;
}

QString MigrationSql::fillJoinStatement(ModelId after, const QString &into) const
{
    const auto found =
        std::find_if(m_to.relationships.begin(), m_to.relationships.end(), [&](const Relationship &relationship) {
            return relationship.isManyToMany() && relationship.through == after
                && m_links[relationship.reference.index()].kind == LinkSource::Kind::Moved;
        });
    if (before(after) || found == m_to.relationships.end())
        return {};
    const LinkSource &links = m_links[found->reference.index()];
    const Reference &near = m_to.reference(found->reference);
    const Reference &far = m_to.reference(found->secondReference);
    const QString source = links.swapped ? u"t"_s : u"s"_s;
    const QString target = links.swapped ? u"s"_s : u"t"_s;
    const auto place = [](const Reference &reference, FieldId field) -> std::optional<std::size_t> {
        const auto at = std::find(reference.columns.begin(), reference.columns.end(), field);
        return at == reference.columns.end() ? std::nullopt
                                             : std::optional(std::size_t(at - reference.columns.begin()));
    };
    const Model &model = m_to.model(after);
    QStringList columns;
    QStringList values;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const Field &field = model.fields[i];
        const FieldId id{int(i)};
        if (field.origin == FieldOrigin::Generated || field.origin == FieldOrigin::Rowid)
            continue;
        columns.append(m_dialect.quoted(field.column));
        if (const auto at = place(near, id))
            values.append(value(near.to, near.referenced[*at], source));
        else if (const auto beyond = place(far, id))
            values.append(value(far.to, far.referenced[*beyond], target));
        else if (model.isKey(id) && field.type.isScalar(ScalarType::Id))
            values.append(u"relata_new_key()"_s);
        else if (field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt)
            values.append(literal(m_now));
        else
            values.append(field.defaultValue ? ddl::literal(field, *field.defaultValue) : u"NULL"_s);
    }
    const Relationship &was = m_from.relationship(links.before);
    const QStringList order = keyColumns(links.swapped ? was.target : was.source, source)
        + keyColumns(links.swapped ? was.source : was.target, target);
    return u"INSERT INTO "_s % m_dialect.quoted(into) % u" ("_s % columns.join(u", "_s) % u") SELECT "_s
        % values.join(u", "_s) % u" FROM "_s % pairsFrom(links.before, u"s"_s, u"t"_s) % u" ORDER BY "_s
        % order.join(u", "_s);
}

} // namespace relata
