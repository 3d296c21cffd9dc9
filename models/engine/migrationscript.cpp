#include "engine/migrationscript.h"

#include "engine/defaults.h"
#include "engine/migrationvalues.h"
#include "sql/ddlbuilder.h"
#include "store/introspector.h"
#include "store/keys.h"

#include <QSet>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

bool isDropOf(const std::map<QString, Remedy> &remedies, const QString &object)
{
    const auto found = remedies.find(u"object:"_s + object);
    return found != remedies.end() && found->second.kind == Remedy::Kind::DropObject;
}

} // namespace

QString objectName(const definitions::Definition &object) { return object.type % u' ' % object.name; }

ScriptBuilder::ScriptBuilder(const Schema &from, const Schema &to, const Origins &origins,
                             const std::map<QString, Remedy> &remedies, const QString &now, bool own)
    : m_from(from), m_to(to), m_origins(origins), m_remedies(remedies), m_now(now), m_own(own)
{}

Result<MigrationScript> ScriptBuilder::build(Connection &database)
{
    auto scratch = definitions::copyInMemory(database);
    if (!scratch)
        return tl::unexpected(scratch.error());
    m_scratch = std::move(*scratch);
    // What cannot run already must not stop SQLite from renaming; it comes back as it is.
    auto brokenBefore = definitions::takeBroken(*m_scratch);
    if (!brokenBefore)
        return tl::unexpected(brokenBefore.error());
    std::erase_if(*brokenBefore, [](const definitions::Definition &object) {
        return object.type != u"view"_s && object.type != u"trigger"_s;
    });
    // A name in double quotes that nothing bears any more would silently become a text.
    auto strict = definitions::copyInMemory(database);
    if (!strict)
        return tl::unexpected(strict.error());
    (*strict)->setQuotedTexts(Connection::QuotedTexts::Refused);
    auto doubtful = definitions::takeBroken(**strict);
    if (!doubtful)
        return tl::unexpected(doubtful.error());
    for (const definitions::Definition &object : *doubtful)
        m_doubtful.append(objectName(object));
    for (const definitions::Definition &object : *brokenBefore)
        m_script.statements.push_back(u"DROP "_s % object.type.toUpper() % u' ' % m_dialect.quoted(object.name));

    const auto searches = readableSearches();
    StandingNames names = StandingNames::of(m_from);
    const auto renames = renameStatements(m_from, m_to, m_origins, m_dialect, names);
    m_sql = std::make_unique<MigrationSql>(m_from, m_to, m_origins, m_remedies, std::move(names), m_now,
                                           MigrationSql::Lookups::Tables);
    const auto steps = [&]() -> Done {
        if (Done done = defineMigrationFunctions(*m_scratch, m_from, m_to, m_origins, *m_sql); !done)
            return done;
        if (Done done = rename(renames); !done)
            return done;
        if (Done done = readTables(); !done)
            return done;
        if (Done done = planTables(); !done)
            return done;
        if (Done done = emitAll(m_sql->lookupStatements()); !done)
            return done;
        if (Done done = makeTables(); !done || m_stuck)
            return done;
        if (Done done = fillTables(); !done)
            return done;
        if (Done done = replaceTables(); !done)
            return done;
        if (Done done = restoreObjects(m_definitions); !done)
            return done;
        if (Done done = makeIndexes(); !done)
            return done;
        if (Done done = emitAll(m_sql->cleanupStatements()); !done)
            return done;
        return judge(*brokenBefore, searches);
    };
    if (Done done = steps(); !done)
        return tl::unexpected(done.error());
    if (m_stuck) {
        m_script.statements.clear();
        return std::move(m_script);
    }
    // A migration of nothing but metadata leaves everything where it is.
    if (m_script.statements.size() == 2 * brokenBefore->size())
        m_script.statements.clear();
    auto needs = needsMetadata();
    if (!needs)
        return tl::unexpected(needs.error());
    m_script.needsMetadata = *needs;
    return std::move(m_script);
}

Done ScriptBuilder::emit(const QString &statement)
{
    if (auto done = m_scratch->run({statement, {}}); !done) {
        Error error = done.error();
        if (error.code == ErrorCode::Cancelled)
            return tl::unexpected(error);
        return failure(ErrorCode::Unsupported,
                       u"The database cannot be changed in this way, and nothing was changed: "_s
                           % (error.detail.isEmpty() ? error.message : error.detail) % u'.',
                       statement);
    }
    m_script.statements.push_back(statement);
    return {};
}

Done ScriptBuilder::emitAll(const std::vector<QString> &statements)
{
    for (const QString &statement : statements)
        if (Done done = emit(statement); !done)
            return done;
    return {};
}

/// SQLite rewrites what speaks of a renamed thing, and refuses where it cannot: a trigger on a view of all columns
/// names one that bears another name then.
Done ScriptBuilder::rename(const std::vector<QString> &statements)
{
    for (const QString &statement : statements) {
        for (Done tried = m_scratch->script({statement}); !tried; tried = m_scratch->script({statement}))
            if (Done done = clearTheWay(statement, tried.error()); !done)
                return done;
        m_script.statements.push_back(statement);
    }
    return {};
}

Done ScriptBuilder::clearTheWay(const QString &statement, const Error &error)
{
    const auto all = definitions::read(*m_scratch);
    if (!all)
        return tl::unexpected(all.error());
    const auto found = definitions::namedIn(error.detail, *all);
    if (!found || (found->type != u"view"_s && found->type != u"trigger"_s))
        return emit(statement); // which says why not
    m_inTheWay.append(objectName(*found));
    const QString drop = u"DROP "_s % found->type.toUpper() % u' ' % m_dialect.quoted(found->name);
    if (isDropped(*found))
        return emit(drop);
    m_script.broken.push_back(*found);
    return m_scratch->script({drop});
}

Done ScriptBuilder::readTables()
{
    auto read = catalog::read(*m_scratch);
    if (!read)
        return tl::unexpected(read.error());
    m_catalog = std::move(*read);
    auto all = definitions::read(*m_scratch);
    if (!all)
        return tl::unexpected(all.error());
    m_definitions = std::move(*all);
    return {};
}

const catalog::Table *ScriptBuilder::tableNamed(const QString &name) const
{
    const auto found = std::find_if(m_catalog.tables.begin(), m_catalog.tables.end(),
                                    [&](const catalog::Table &table) { return catalog::sameName(table.name, name); });
    return found == m_catalog.tables.end() ? nullptr : &*found;
}

QString ScriptBuilder::definitionOf(const QString &table) const
{
    for (const definitions::Definition &definition : m_definitions)
        if (definition.type == u"table"_s && catalog::sameName(definition.name, table))
            return definition.sql;
    return {};
}

Done ScriptBuilder::planTables()
{
    for (std::size_t i = 0; i < m_to.models.size(); ++i) {
        const ModelId after{int(i)};
        const auto before = m_origins.models[i].model;
        if (!before && m_to.models[i].view)
            return failure(ErrorCode::Unsupported,
                           m_to.models[i].name % u" is a view, and views are made in SQL. Leave it out here."_s);
        if (!before || m_from.model(*before).view)
            continue;
        auto planned = change(*before, after);
        if (!planned)
            return tl::unexpected(planned.error());
        m_changes.push_back(std::move(*planned));
    }
    return {};
}

Done ScriptBuilder::makeTables()
{
    for (const TableChange &change : m_changes)
        if (!change.text.isEmpty()) {
            if (Done done = emit(change.text); !done) {
                m_stuck = m_halfMade.contains(change.after);
                return m_stuck ? Done() : done;
            }
            m_script.madeAnew.push_back({change.after, change.text});
        }
    for (std::size_t i = 0; i < m_to.models.size(); ++i) {
        const ModelId after{int(i)};
        if (m_origins.models[i].model || m_sql->fillJoinStatement(after, {}).isEmpty())
            continue;
        const QString name = u"relata_new_"_s + QString::number(i + 1);
        if (Done done = emit(ddl::table(m_to, after, name, m_dialect)); !done)
            return done;
        m_joins.emplace_back(after, name);
    }
    return {};
}

Done ScriptBuilder::fillTables()
{
    auto made = catalog::read(*m_scratch);
    if (!made)
        return tl::unexpected(made.error());
    m_catalog = std::move(*made);
    for (const TableChange &change : m_changes) {
        if (change.text.isEmpty())
            continue;
        if (Done done = emit(m_sql->fillStatement(change.after, change.temporaryName, rowidName(change))); !done)
            return done;
        // So that numbers that were used once are not used again.
        if (change.text.contains(u"AUTOINCREMENT"_s, Qt::CaseInsensitive)) {
            const QString now = m_sql->literal(change.temporaryName);
            const QString before = m_sql->literal(m_to.model(change.after).table);
            if (Done done = emit(u"DELETE FROM sqlite_sequence WHERE name = "_s % now); !done)
                return done;
            if (Done done = emit(u"INSERT INTO sqlite_sequence (name, seq) SELECT "_s % now
                                 % u", seq FROM sqlite_sequence WHERE name = "_s % before);
                !done)
                return done;
        }
    }
    for (const auto &[after, name] : m_joins)
        if (Done done = emit(m_sql->fillJoinStatement(after, name)); !done)
            return done;
    return {};
}

QString ScriptBuilder::rowidName(const TableChange &change) const
{
    const catalog::Table *before = tableNamed(m_to.model(change.after).table);
    const catalog::Table *now = tableNamed(change.temporaryName);
    if (!before || !now || before->withoutRowid || now->withoutRowid || keys::isRowidAlias(*before)
        || keys::isRowidAlias(*now))
        return {};
    const QString name = keys::freeRowidName(*before);
    return name == keys::freeRowidName(*now) ? name : QString();
}

Done ScriptBuilder::replaceTables()
{
    std::vector<std::pair<QString, QString>> renames;
    for (const TableChange &change : m_changes) {
        if (change.text.isEmpty())
            continue;
        if (Done done = emit(u"DROP TABLE "_s % m_sql->table(change.before)); !done)
            return done;
        renames.emplace_back(change.temporaryName, m_to.model(change.after).table);
    }
    for (std::size_t i = 0; i < m_from.models.size(); ++i) {
        const ModelId before{int(i)};
        const bool kept = std::any_of(m_origins.models.begin(), m_origins.models.end(),
                                      [&](const Origins::OfModel &origin) { return origin.model == before; });
        const QString drop = m_from.models[i].view ? u"DROP VIEW "_s : u"DROP TABLE "_s;
        if (!kept && !m_inTheWay.contains(u"view "_s % m_from.models[i].table))
            if (Done done = emit(drop % m_sql->table(before)); !done)
                return done;
    }
    for (const auto &[after, name] : m_joins)
        renames.emplace_back(name, m_to.model(after).table);
    if (!renames.empty()) {
        // The old way, which looks at nothing else: views and triggers speak of tables that are away for a moment.
        if (Done done = emit(u"PRAGMA legacy_alter_table=ON"_s); !done)
            return done;
        for (const auto &[temporary, name] : renames)
            if (Done done =
                    emit(u"ALTER TABLE "_s % m_dialect.quoted(temporary) % u" RENAME TO "_s % m_dialect.quoted(name));
                !done)
                return done;
        if (Done done = emit(u"PRAGMA legacy_alter_table=OFF"_s); !done)
            return done;
    }
    for (std::size_t i = 0; i < m_to.models.size(); ++i) {
        const ModelId after{int(i)};
        const bool filled =
            std::any_of(m_joins.begin(), m_joins.end(), [&](const auto &join) { return join.first == after; });
        if (m_origins.models[i].model || filled)
            continue;
        if (Done done = emit(ddl::table(m_to, after, m_to.models[i].table, m_dialect)); !done)
            return done;
    }
    for (const TableChange &change : m_changes)
        for (const FieldId field : change.added)
            if (Done done = emit(u"ALTER TABLE "_s % m_dialect.quoted(m_to.model(change.after).table)
                                 % u" ADD COLUMN "_s % ddl::column(m_to, change.after, field, m_dialect));
                !done)
                return done;
    return {};
}

bool ScriptBuilder::isDropped(const definitions::Definition &object) const
{
    return isDropOf(m_remedies, objectName(object));
}

/// A view that was a model and is none now went with the models.
bool ScriptBuilder::isGoneView(const QString &name) const
{
    for (std::size_t i = 0; i < m_from.models.size(); ++i)
        if (m_from.models[i].view && m_from.models[i].table == name)
            return std::none_of(m_origins.models.begin(), m_origins.models.end(),
                                [&](const Origins::OfModel &origin) { return origin.model == ModelId{int(i)}; });
    return false;
}

/// Indexes and triggers went with the tables that were made anew; they come back by their own texts.
Done ScriptBuilder::restoreObjects(const std::vector<definitions::Definition> &standing)
{
    const auto changeOf = [&](const QString &table) -> const TableChange * {
        const auto found = std::find_if(m_changes.begin(), m_changes.end(), [&](const TableChange &change) {
            return catalog::sameName(m_to.model(change.after).table, table);
        });
        return found == m_changes.end() ? nullptr : &*found;
    };
    for (const definitions::Definition &object : standing) {
        const TableChange *change = changeOf(object.table);
        const bool replaced = change && !change->text.isEmpty();
        const bool goes = change && object.type == u"index"_s
            && std::find(change->droppedIndexes.begin(), change->droppedIndexes.end(), object.name)
                != change->droppedIndexes.end();
        const bool gone = object.type == u"view"_s && isGoneView(object.name);
        const bool dropped = !gone && (goes || isDropped(object));
        if (!replaced && dropped && object.type != u"table"_s) {
            if (Done done = emit(u"DROP "_s % object.type.toUpper() % u' ' % m_dialect.quoted(object.name)); !done)
                return done;
        }
        if (!replaced || dropped || (object.type != u"index"_s && object.type != u"trigger"_s))
            continue;
        const bool narrower = change && !m_removed[change->before].isEmpty();
        m_scratch->setQuotedTexts(narrower ? Connection::QuotedTexts::Refused : Connection::QuotedTexts::Allowed);
        const Done done = emit(object.sql);
        m_scratch->setQuotedTexts(Connection::QuotedTexts::Allowed);
        if (done)
            continue;
        if (done.error().code == ErrorCode::Cancelled)
            return done;
        m_script.broken.push_back(object);
    }
    return {};
}

Done ScriptBuilder::makeIndexes()
{
    const auto all = definitions::read(*m_scratch);
    if (!all)
        return tl::unexpected(all.error());
    QSet<QString> taken;
    for (const definitions::Definition &object : *all)
        taken.insert(object.name.toLower());
    const auto add = [&](ModelId id, const Index &index) {
        const Model &model = m_to.model(id);
        const QString wanted = m_own || index.name.isEmpty() ? ddl::indexName(model, index) : index.name;
        QString name = wanted;
        for (int number = 2; taken.contains(name.toLower()); ++number)
            name = wanted % u'_' % QString::number(number);
        taken.insert(name.toLower());
        return emit(ddl::createIndex(m_to, id, index, name, m_dialect));
    };
    for (const TableChange &change : m_changes)
        for (const Index &index : change.newIndexes)
            if (Done done = add(change.after, index); !done)
                return done;
    for (std::size_t i = 0; i < m_to.models.size(); ++i)
        if (!m_origins.models[i].model)
            for (const Index &index : ddl::indexes(m_to, ModelId(int(i))))
                if (Done done = add(ModelId(int(i)), index); !done)
                    return done;
    return {};
}

/// Virtual tables that can be read. They may speak of other tables in words that SQLite does not understand: the
/// content of a full-text search is named in its arguments.
std::vector<definitions::Definition> ScriptBuilder::readableSearches()
{
    std::vector<definitions::Definition> result;
    const auto all = definitions::read(*m_scratch);
    if (!all)
        return result;
    for (const definitions::Definition &object : *all) {
        const bool isVirtual = object.sql.startsWith(u"CREATE VIRTUAL TABLE"_s, Qt::CaseInsensitive);
        if (isVirtual && m_scratch->select({u"SELECT * FROM "_s % m_dialect.quoted(object.name), {}}))
            result.push_back(object);
    }
    return result;
}

/// Brings back what could not run before, and finds what cannot run now.
Done ScriptBuilder::judge(const std::vector<definitions::Definition> &brokenBefore,
                          const std::vector<definitions::Definition> &searches)
{
    const std::vector<definitions::Definition> readable = readableSearches();
    for (const definitions::Definition &object : searches)
        if (std::none_of(readable.begin(), readable.end(),
                         [&](const definitions::Definition &other) { return other.name == object.name; }))
            m_script.broken.push_back(object);
    for (const auto texts : {Connection::QuotedTexts::Refused, Connection::QuotedTexts::Allowed}) {
        m_scratch->setQuotedTexts(texts);
        auto broken = definitions::takeBroken(*m_scratch);
        if (!broken)
            return tl::unexpected(broken.error());
        // A table's own clauses are judged by their texts.
        for (const definitions::Definition &object : *broken)
            if (!m_doubtful.contains(objectName(object)) && object.type != u"table"_s && object.type != u"index"_s)
                m_script.broken.push_back(object);
    }
    for (const definitions::Definition &object : brokenBefore)
        m_script.statements.push_back(object.sql);
    return {};
}

Result<bool> ScriptBuilder::needsMetadata()
{
    if (m_own)
        return true;
    auto read = introspect(*m_scratch);
    if (!read)
        return tl::unexpected(read.error());
    // Without rows a date is not known from a text; what stays as it was is read as it was.
    for (Model &model : read->models) {
        const auto id = m_to.modelNamed(model.name);
        for (std::size_t i = 0; id && i < model.fields.size(); ++i) {
            const auto field = m_to.model(*id).fieldNamed(model.fields[i].name);
            const auto before = field ? m_origins.fieldOf(*id, *field) : std::nullopt;
            if (!before)
                continue;
            const Field &was = m_from.field(*m_origins.modelOf(*id), *before);
            if (was.type == m_to.field(*id, *field).type && was.declaredType == model.fields[i].declaredType) {
                model.fields[i].type = was.type;
                model.fields[i].anyType = was.anyType;
            }
        }
    }
    const Origins origins = matchByName(*read, m_to);
    for (const Difference &difference : differences(*read, m_to, origins)) {
        // Views that SQLite cannot read here are nothing that metadata could hold.
        const bool view = (difference.fromModel.isValid() && read->model(difference.fromModel).view)
            || (difference.toModel.isValid() && m_to.model(difference.toModel).view);
        if (!view)
            return true;
    }
    return false;
}

Done defineMigrationFunctions(Connection &connection, const Schema &from, const Schema &to, const Origins &origins,
                              const MigrationSql &sql)
{
    QHash<QString, Conversion> conversions;
    for (std::size_t i = 0; i < to.models.size(); ++i) {
        for (std::size_t f = 0; f < to.models[i].fields.size(); ++f) {
            const ModelId after{int(i)};
            const FieldId field{int(f)};
            if (!sql.isConverted(after, field))
                continue;
            Conversion conversion{
                from.field(*origins.modelOf(after), *origins.fieldOf(after, field)), to.field(after, field), {}};
            const QString &enumBefore = conversion.from.type.name;
            for (std::size_t e = 0; e < to.enums.size(); ++e) {
                if (conversion.to.type.kind != FieldType::Kind::Enum || to.enums[e].name != conversion.to.type.name)
                    continue;
                for (qsizetype v = 0; v < to.enums[e].values.size(); ++v) {
                    const bool same = origins.enums[e].name == enumBefore;
                    const QString before = same ? origins.enums[e].values.value(v) : to.enums[e].values[v];
                    if (!before.isEmpty())
                        conversion.enumValues.insert(before, to.enums[e].values[v]);
                }
            }
            conversions.insert(sql.fieldName(after, field), conversion);
        }
    }
    const auto convert = [conversions, to](const Values &arguments) -> std::optional<Value> {
        const auto found = conversions.constFind(valueText(arguments[1]));
        return found == conversions.cend() ? std::nullopt : converted(to, *found, arguments[0]);
    };
    if (Done done = connection.define(
            u"relata_converted"_s, 2,
            [convert](const Values &arguments) { return convert(arguments).value_or(Value(Null{})); });
        !done)
        return done;
    if (Done done = connection.define(
            u"relata_converts"_s, 2,
            [convert](const Values &arguments) { return Value(qint64(convert(arguments).has_value() ? 1 : 0)); });
        !done)
        return done;
    return connection.define(u"relata_new_key"_s, 0, [](const Values &) { return Value(defaults::newKey()); });
}

} // namespace relata
