#include "sql/migrationsql.h"

#include "base/overloaded.h"
#include "sql/ddlbuilder.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

QString numbered(QChar letter, std::size_t place) { return letter + QString::number(place + 1); }

/// "(a, b)", or "a" alone.
QString tuple(const QStringList &parts)
{
    return parts.size() == 1 ? parts.front() : QString(u'(' % parts.join(u", "_s) % u')');
}

} // namespace

MigrationSql::MigrationSql(const Schema &from, const Schema &to, const Origins &origins,
                           const std::map<QString, Remedy> &remedies, StandingNames names, QString now, Lookups lookups)
    : m_from(from)
    , m_to(to)
    , m_origins(origins)
    , m_remedies(remedies)
    , m_names(std::move(names))
    , m_now(std::move(now))
    , m_lookups(lookups)
    , m_links(to.references.size())
    , m_relationships(to.references.size())
{
    for (std::size_t i = 0; i < to.relationships.size(); ++i) {
        const RelationshipId after{int(i)};
        const Relationship &wanted = to.relationships[i];
        m_relationships[wanted.reference.index()] = after;
        if (wanted.isManyToMany())
            m_relationships[wanted.secondReference.index()] = after;
        findLinks(after);
    }
}

void MigrationSql::findLinks(RelationshipId after)
{
    const auto before = m_origins.relationships[after.index()];
    if (!before)
        return;
    const Relationship &was = m_from.relationship(*before);
    const Relationship &is = m_to.relationship(after);
    const auto source = m_origins.modelOf(is.source);
    const auto target = m_origins.modelOf(is.target);
    if (!((source == was.source && target == was.target) || (source == was.target && target == was.source)))
        return;
    const auto same = [](const QString &a, const QString &b) { return !a.isEmpty() && a == b; };
    const bool swapped = was.source != was.target
        ? source != was.source
        : (same(is.sourceField, was.targetField) || same(is.targetField, was.sourceField))
            && !same(is.sourceField, was.sourceField) && !same(is.targetField, was.targetField);

    if (was.isManyToMany() && is.isManyToMany() && m_origins.modelOf(is.through) == was.through) {
        const ReferenceId near = swapped ? was.secondReference : was.reference;
        const ReferenceId far = swapped ? was.reference : was.secondReference;
        m_links[is.reference.index()] = held(is.reference, near, *before, after);
        m_links[is.secondReference.index()] = held(is.secondReference, far, *before, after);
        return;
    }
    if (!was.isManyToMany() && !is.isManyToMany()) {
        const bool heldBySource = (is.kind == RelationshipKind::OneToOne) != swapped;
        if (heldBySource == (was.kind == RelationshipKind::OneToOne)) {
            m_links[is.reference.index()] = held(is.reference, was.reference, *before, after);
            return;
        }
    }
    const LinkSource moved{LinkSource::Kind::Moved, {}, *before, after, swapped};
    m_links[is.reference.index()] = moved;
    if (is.isManyToMany())
        m_links[is.secondReference.index()] = moved;
}

/// The same model holds the keys as before.
LinkSource MigrationSql::held(ReferenceId after, ReferenceId before, RelationshipId relationshipBefore,
                              RelationshipId relationshipAfter) const
{
    const Reference &is = m_to.reference(after);
    const Reference &was = m_from.reference(before);
    LinkSource source{LinkSource::Kind::Copied, before, relationshipBefore, relationshipAfter, false};
    for (std::size_t i = 0; i < is.columns.size(); ++i) {
        const auto referenced = m_origins.fieldOf(is.to, is.referenced[i]);
        const auto place = std::find(was.referenced.begin(), was.referenced.end(), referenced.value_or(FieldId()));
        const bool copied = place != was.referenced.end()
            && m_origins.fieldOf(is.from, is.columns[i]) == was.columns[std::size_t(place - was.referenced.begin())];
        if (!copied)
            source.kind = LinkSource::Kind::Followed;
    }
    return source;
}

QString MigrationSql::table(ModelId before) const { return m_dialect.quoted(m_names.tables[before.index()]); }

QString MigrationSql::column(ModelId before, FieldId field, const QString &alias) const
{
    return alias % u'.' % m_dialect.quoted(m_names.columns[before.index()][field.index()]);
}

QStringList MigrationSql::keyColumns(ModelId before, const QString &alias) const
{
    QStringList columns;
    for (const FieldId field : m_from.model(before).key)
        columns.append(column(before, field, alias));
    return columns;
}

QString MigrationSql::fieldName(ModelId after, FieldId field) const
{
    return m_to.model(after).name % u'.' % m_to.field(after, field).name;
}

const Remedy *MigrationSql::remedy(const QString &id) const
{
    const auto found = m_remedies.find(id);
    return found == m_remedies.end() ? nullptr : &found->second;
}

QString MigrationSql::literal(const Value &value) const
{
    Field text;
    text.declaredType = u"TEXT"_s;
    return std::visit(
        Overloaded{
            [](Null) { return u"NULL"_s; },
            [](bool flag) { return flag ? u"1"_s : u"0"_s; },
            [](qint64 number) { return QString::number(number); },
            [](double number) {
                Field real;
                real.declaredType = u"REAL"_s;
                return ddl::literal(real, number);
            },
            [&](const QString &words) { return ddl::literal(text, words); },
            [](const QByteArray &bytes) { return QString(u"x'"_s % QString::fromLatin1(bytes.toHex()) % u'\''); },
            [&](const JsonText &json) { return ddl::literal(text, json.text); },
        },
        value);
}

QString MigrationSql::uniqueId(ModelId after, const std::vector<FieldId> &fields) const
{
    QStringList names;
    for (const FieldId field : fields)
        names.append(m_to.field(after, field).name);
    return u"unique:"_s % m_to.model(after).name % u'.' % names.join(u'+');
}

QString MigrationSql::danglingId(ReferenceId after) const
{
    return u"dangling:"_s % fieldName(m_to.reference(after).from, m_to.reference(after).columns.front());
}

QString MigrationSql::holderId(ReferenceId after) const
{
    return u"links:"_s % m_to.model(m_to.reference(after).from).name % u'.' % m_to.end(m_to.keyEnd(after)).name;
}

QString MigrationSql::ownerId(ReferenceId after) const
{
    return u"shared:"_s % m_to.model(m_to.reference(after).from).name % u'.' % m_to.end(m_to.keyEnd(after)).name;
}

std::optional<std::vector<FieldId>> MigrationSql::wanted(ModelId after, const std::vector<FieldId> &fields) const
{
    std::vector<FieldId> result;
    const auto &origins = m_origins.models[after.index()].fields;
    for (const FieldId field : fields) {
        const auto found = std::find(origins.begin(), origins.end(), std::optional(field));
        if (found == origins.end())
            return std::nullopt;
        result.emplace_back(int(found - origins.begin()));
    }
    return result;
}

bool MigrationSql::isConverted(ModelId after, FieldId id) const
{
    const auto origin = before(after, id);
    const Field &field = m_to.field(after, id);
    if (!origin || field.anyType || field.origin == FieldOrigin::Generated || field.origin == FieldOrigin::Rowid)
        return false;
    if (const auto part = heldBy(after, id)) {
        const LinkSource::Kind kind = m_links[part->first.index()].kind;
        if (kind == LinkSource::Kind::Followed || kind == LinkSource::Kind::Moved)
            return false;
    }
    const Field &was = m_from.field(*before(after), *origin);
    if (field.type.kind != FieldType::Kind::Enum || was.type.kind != FieldType::Kind::Enum)
        return !(was.type == field.type);
    if (was.type.list != field.type.list || was.type.elementRequired != field.type.elementRequired)
        return true;
    const EnumType *values = m_from.enumNamed(was.type.name);
    for (std::size_t i = 0; values && i < m_to.enums.size(); ++i) {
        if (m_to.enums[i].name != field.type.name)
            continue;
        const bool same = m_origins.enums[i].name == was.type.name;
        return !std::all_of(values->values.begin(), values->values.end(), [&](const QString &value) {
            const qsizetype place = m_to.enums[i].values.indexOf(value);
            return place >= 0 && (!same || m_origins.enums[i].values.value(place) == value);
        });
    }
    return true;
}

std::optional<std::pair<ReferenceId, std::size_t>> MigrationSql::heldBy(ModelId after, FieldId field) const
{
    std::optional<std::pair<ReferenceId, std::size_t>> result;
    for (const ReferenceId id : m_to.referencesFrom(after)) {
        const auto &columns = m_to.reference(id).columns;
        const auto place = std::find(columns.begin(), columns.end(), field);
        if (place == columns.end())
            continue;
        // A column of several keys follows the one that has links before.
        if (!result || m_links[result->first.index()].kind == LinkSource::Kind::None)
            result = {id, std::size_t(place - columns.begin())};
    }
    return result;
}

bool MigrationSql::isNewKey(ModelId after, FieldId id) const
{
    const Field &field = m_to.field(after, id);
    return before(after) && !before(after, id) && m_to.model(after).isKey(id) && !field.defaultValue
        && field.type.isScalar(ScalarType::Id) && !heldBy(after, id);
}

QString MigrationSql::newKey(ModelId after, const QString &alias) const
{
    if (m_lookups == Lookups::InPlace)
        return u"''"_s;
    const QStringList key = keyColumns(*before(after), alias);
    QStringList same;
    for (qsizetype i = 0; i < key.size(); ++i)
        same.append(u"k."_s % numbered(u'h', std::size_t(i)) % u" IS "_s % key[i]);
    return u"(SELECT k.k1 FROM temp."_s % keysName(after) % u" k WHERE "_s % same.join(u" AND "_s) % u')';
}

QString MigrationSql::lookedUp(ReferenceId after, std::size_t part, const QString &alias) const
{
    const ModelId holder = *before(m_to.reference(after).from);
    const QStringList key = keyColumns(holder, alias);
    QStringList same;
    for (qsizetype i = 0; i < key.size(); ++i)
        same.append(u"l."_s % numbered(u'h', std::size_t(i)) % u" IS "_s % key[i]);
    const QString links = m_lookups == Lookups::Tables ? QString(u"temp."_s % linksName(after))
                                                       : QString(u'(' % keptLinksSelect(after) % u')');
    return u"(SELECT l."_s % numbered(u'r', part) % u" FROM "_s % links % u" l WHERE "_s % same.join(u" AND "_s)
        % u" LIMIT 1)"_s;
}

bool MigrationSql::isDefaulted(ModelId after, FieldId id) const
{
    const Field &field = m_to.field(after, id);
    return !before(after, id) && !heldBy(after, id) && !isNewKey(after, id) && field.origin == FieldOrigin::User;
}

/// Before any conversion.
QString MigrationSql::stored(ModelId after, FieldId id, const QString &alias) const
{
    if (const auto part = heldBy(after, id)) {
        const LinkSource &links = m_links[part->first.index()];
        // A key may itself hold a key; a ring of them has no beginning.
        const bool follows = links.kind == LinkSource::Kind::Followed || links.kind == LinkSource::Kind::Moved;
        constexpr int deepest = 8;
        if (follows && m_depth < deepest) {
            ++m_depth;
            const QString found = lookedUp(part->first, part->second, alias);
            --m_depth;
            return found;
        }
    }
    const Field &field = m_to.field(after, id);
    if (const auto origin = before(after, id))
        return column(*before(after), *origin, alias);
    if (isNewKey(after, id))
        return newKey(after, alias);
    if (field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt)
        return literal(m_now);
    return field.defaultValue ? ddl::literal(field, *field.defaultValue) : u"NULL"_s;
}

QString MigrationSql::found(ModelId after, FieldId id, const QString &alias) const
{
    const QString raw = stored(after, id, alias);
    if (!isConverted(after, id))
        return raw;
    const QString name = literal(fieldName(after, id));
    const QString converted = u"relata_converted("_s % raw % u", "_s % name % u')';
    const Remedy *chosen = remedy(conversionId(after, id));
    if (!chosen || chosen->kind != Remedy::Kind::SetValue)
        return converted;
    return u"CASE WHEN "_s % raw % u" IS NULL OR relata_converts("_s % raw % u", "_s % name % u") THEN "_s % converted
        % u" ELSE "_s % literal(chosen->value) % u" END"_s;
}

const Remedy *MigrationSql::filling(ModelId after, FieldId id) const
{
    const Remedy *chosen = remedy(nullId(after, id));
    const bool needed = m_to.field(after, id).required || m_to.model(after).isKey(id);
    return needed && chosen && chosen->kind == Remedy::Kind::SetValue ? chosen : nullptr;
}

QString MigrationSql::filled(ModelId after, FieldId id, const QString &alias) const
{
    const Remedy *chosen = filling(after, id);
    const QString value = found(after, id, alias);
    return chosen ? QString(u"ifnull("_s % value % u", "_s % literal(chosen->value) % u')') : value;
}

QString MigrationSql::value(ModelId after, FieldId id, const QString &alias) const
{
    const Field &field = m_to.field(after, id);
    QString result = found(after, id, alias);
    if (!field.required && !m_to.model(after).isKey(id)) {
        for (const ReferenceId reference : m_to.referencesFrom(after)) {
            const auto &columns = m_to.reference(reference).columns;
            const bool holds = std::find(columns.begin(), columns.end(), id) != columns.end();
            const Remedy *chosen = holds ? remedy(danglingId(reference)) : nullptr;
            if (chosen && chosen->kind == Remedy::Kind::Clear)
                result = u"CASE WHEN "_s % isDangling(reference, alias) % u" THEN NULL ELSE "_s % result % u" END"_s;
        }
        for (const auto &fields : newUniqueKeys(after)) {
            const Remedy *chosen = remedy(uniqueId(after, fields));
            const bool cleared = chosen
                && (chosen->kind == Remedy::Kind::KeepFirst || chosen->kind == Remedy::Kind::Clear)
                && std::find(fields.begin(), fields.end(), id) != fields.end();
            if (cleared)
                result = u"CASE WHEN "_s % isRepeated(after, fields, alias, chosen->kind) % u" THEN NULL ELSE "_s
                    % result % u" END"_s;
        }
    }
    if (const Remedy *chosen = filling(after, id))
        result = u"ifnull("_s % result % u", "_s % literal(chosen->value) % u')';
    return result;
}

QString MigrationSql::isRepeated(ModelId after, const std::vector<FieldId> &fields, const QString &alias,
                                 Remedy::Kind kind) const
{
    const ModelId model = *before(after);
    QStringList values;
    QStringList given;
    for (const FieldId field : fields) {
        values.append(filled(after, field, u"b"_s));
        given.append(values.back() % u" IS NOT NULL"_s);
    }
    const QStringList inner = keyColumns(model, u"b"_s);
    // Rows that cannot be told apart: there is no first among them.
    if (inner.isEmpty()) {
        QStringList own;
        for (const FieldId field : fields)
            own.append(filled(after, field, alias));
        return tuple(own) % u" IN (SELECT "_s % values.join(u", "_s) % u" FROM "_s % table(model) % u" b WHERE "_s
            % given.join(u" AND "_s) % u" GROUP BY "_s % values.join(u", "_s) % u" HAVING count(*) > 1)"_s;
    }
    QStringList named;
    QStringList names;
    for (qsizetype i = 0; i < inner.size(); ++i) {
        names.append(numbered(u'h', std::size_t(i)));
        named.append(inner[i] % u" AS "_s % names.back());
    }
    const QString place = kind == Remedy::Kind::KeepFirst
        ? QString(u"row_number() OVER (PARTITION BY "_s % values.join(u", "_s) % u" ORDER BY "_s % inner.join(u", "_s)
                  % u')')
        : QString(u"count(*) OVER (PARTITION BY "_s % values.join(u", "_s) % u')');
    return tuple(keyColumns(model, alias)) % u" IN (SELECT "_s % names.join(u", "_s) % u" FROM (SELECT "_s
        % named.join(u", "_s) % u", "_s % place % u" AS place FROM "_s % table(model) % u" b WHERE "_s
        % given.join(u" AND "_s) % u") WHERE place > 1)"_s;
}

QString MigrationSql::isDangling(ReferenceId after, const QString &alias) const
{
    const Reference &reference = m_to.reference(after);
    QStringList given;
    QStringList same;
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        const QString held = filled(reference.from, reference.columns[i], alias);
        given.append(held % u" IS NOT NULL"_s);
        if (before(reference.to))
            same.append(filled(reference.to, reference.referenced[i], u"w"_s) % u" = "_s % held);
    }
    if (!before(reference.to))
        return u'(' % given.join(u" AND "_s) % u')';
    return u'(' % given.join(u" AND "_s) % u" AND NOT EXISTS (SELECT 1 FROM "_s % table(*before(reference.to))
        % u" w WHERE "_s % same.join(u" AND "_s) % u"))"_s;
}

QString MigrationSql::wasDangling(ReferenceId id, const QString &alias) const
{
    const Reference &reference = m_from.reference(id);
    QStringList given;
    for (const FieldId field : reference.columns)
        given.append(column(reference.from, field, alias) % u" IS NOT NULL"_s);
    return u'(' % given.join(u" AND "_s) % u" AND NOT EXISTS (SELECT 1 FROM "_s % table(reference.to) % u" w WHERE "_s
        % joined(reference.to, reference.referenced, u"w"_s, reference.from, reference.columns, alias) % u"))"_s;
}

bool MigrationSql::hasOtherKeys(ReferenceId after) const
{
    const Reference &reference = m_to.reference(after);
    const auto isOther = [&](ModelId model, const std::vector<FieldId> &fields) {
        return std::any_of(fields.begin(), fields.end(),
                           [&](FieldId field) { return isConverted(model, field) || filling(model, field); });
    };
    const bool made = std::any_of(reference.referenced.begin(), reference.referenced.end(),
                                  [&](FieldId field) { return isNewKey(reference.to, field); });
    return !made && (isOther(reference.from, reference.columns) || isOther(reference.to, reference.referenced));
}

std::vector<FieldId> MigrationSql::sorted(std::vector<FieldId> fields)
{
    std::sort(fields.begin(), fields.end());
    return fields;
}

namespace {

/// All sets of fields that no two instances share.
std::vector<std::vector<FieldId>> uniqueSets(const Schema &schema, ModelId id)
{
    std::vector<std::vector<FieldId>> sets = ddl::uniqueKeys(schema, id);
    const Model &model = schema.model(id);
    for (const Index &index : model.indexes)
        if (index.unique)
            sets.push_back(index.fields);
    if (!model.key.empty())
        sets.push_back(model.key);
    for (auto &set : sets)
        std::sort(set.begin(), set.end());
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    return sets;
}

} // namespace

std::vector<std::vector<FieldId>> MigrationSql::newUniqueKeys(ModelId after) const
{
    std::vector<std::vector<FieldId>> held;
    for (const auto &set : uniqueSets(m_from, *before(after)))
        if (const auto fields = wanted(after, set))
            held.push_back(sorted(*fields));
    std::vector<std::vector<FieldId>> result;
    for (const auto &set : uniqueSets(m_to, after)) {
        // Values that were different may become the same, and so may those that were none.
        const bool converted = std::any_of(
            set.begin(), set.end(), [&](FieldId field) { return isConverted(after, field) || filling(after, field); });
        const bool known = std::any_of(held.begin(), held.end(), [&](const std::vector<FieldId> &narrow) {
            return std::includes(set.begin(), set.end(), narrow.begin(), narrow.end());
        });
        const bool made = std::any_of(set.begin(), set.end(), [&](FieldId field) {
            const auto part = heldBy(after, field);
            // Links that moved or followed are judged as links; new keys are all different.
            return (part && m_links[part->first.index()].kind >= LinkSource::Kind::Followed) || isNewKey(after, field)
                || m_to.field(after, field).origin == FieldOrigin::Rowid;
        });
        if ((!known || converted) && !made)
            result.push_back(set);
    }
    return result;
}

} // namespace relata
