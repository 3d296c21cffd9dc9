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

    StandingNames names = StandingNames::of(m_from);
    const auto renames = renameStatements(m_from, m_to, m_origins, m_dialect, names);
    m_sql = std::make_unique<MigrationSql>(m_from, m_to, m_origins, m_remedies, std::move(names), m_now,
                                           MigrationSql::Lookups::Tables);
    const auto steps = [&]() -> Done {
        if (Done done = defineMigrationFunctions(*m_scratch, m_from, m_to, m_origins, *m_sql); !done)
            return done;
        if (Done done = emitAll(renames); !done)
            return done;
        if (Done done = readTables(); !done)
            return done;
        if (Done done = planTables(); !done)
            return done;
        if (Done done = emitAll(m_sql->lookupStatements()); !done)
            return done;
        if (Done done = makeTables(); !done)
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
        return judge(*brokenBefore);
    };
    if (Done done = steps(); !done)
        return tl::unexpected(done.error());
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

Result<ScriptBuilder::TableChange> ScriptBuilder::change(ModelId before, ModelId after)
{
    TableChange result{before, after, {}, {}, {}, {}, {}};
    const QString sql = definitionOf(m_to.model(after).table);
    const auto present = TableText::parse(sql);
    if (!present)
        return tl::unexpected(present.error());
    TableText wanted = *present;
    editColumns(wanted, before, after);
    judgeClauses(wanted, before, after);
    editKey(wanted, before, after);
    editForeignKeys(wanted, before, after);
    // What only adds columns at the end may leave the table where it is.
    const Model &model = m_to.model(after);
    bool standing = keepsValues(before, after) && wanted.text() == present->text();
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field{int(i)};
        if (m_origins.fieldOf(after, field) || model.fields[i].origin == FieldOrigin::Rowid)
            continue;
        standing = standing && isAddable(after, field);
        result.added.push_back(field);
        wanted.addColumn(ddl::column(m_to, after, field, m_dialect));
    }
    TableText unique = wanted;
    editUniques(unique, before, after);
    standing = standing && unique.constraints().size() >= wanted.constraints().size();
    QStringList order;
    for (const Field &field : model.fields)
        if (field.origin != FieldOrigin::Rowid)
            order.append(field.column);
    // Relata reads columns by their names; where nothing else tells the order, the table must.
    const QStringList columns = wanted.columns();
    const bool ordered = std::equal(columns.begin(), columns.end(), order.begin(), order.end(), catalog::sameName);
    const bool reordered = [&] {
        int last = -1;
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const auto origin = m_origins.fieldOf(after, FieldId(int(i)));
            if (!origin || model.fields[i].hidden || m_from.field(before, *origin).hidden)
                continue;
            if (origin->value() < last)
                return true;
            last = origin->value();
        }
        return false;
    }();
    standing = standing && (m_own ? !reordered : ordered);
    if (standing) {
        planIndexes(result);
        return result;
    }
    result.added.clear();
    if (!ordered)
        unique.orderColumns(order);
    // Key and foreign keys of new columns come after them.
    for (const ReferenceId id : m_to.referencesFrom(after)) {
        const bool kept = std::any_of(m_from.referencesFrom(before).begin(), m_from.referencesFrom(before).end(),
                                      [&](ReferenceId was) { return keptReference(was, after) == id; });
        if (!kept)
            unique.addConstraint(ddl::foreignKey(m_to, id, m_dialect));
    }
    if (!sameKey(before, after) && model.keyKind == KeyKind::Primary) {
        QStringList names;
        for (const FieldId field : model.key)
            names.append(m_dialect.quoted(model.field(field).column));
        unique.addConstraint(u"PRIMARY KEY ("_s % names.join(u", "_s) % u')');
    }
    result.temporaryName = u"relata_new_"_s + QString::number(after.value() + 1);
    unique.rename(m_dialect.quoted(result.temporaryName));
    result.text = unique.text();
    planIndexes(result);
    return result;
}

bool ScriptBuilder::keepsValues(ModelId before, ModelId after) const
{
    const Model &model = m_to.model(after);
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field{int(i)};
        const auto origin = m_origins.fieldOf(after, field);
        if (!origin || model.fields[i].origin == FieldOrigin::Generated || model.fields[i].origin == FieldOrigin::Rowid)
            continue;
        if (m_sql->value(after, field, u"o"_s) != m_sql->column(before, *origin, u"o"_s))
            return false;
    }
    // New references bring constraints of the table.
    return std::all_of(m_to.referencesFrom(after).begin(), m_to.referencesFrom(after).end(), [&](ReferenceId id) {
        return std::any_of(m_from.referencesFrom(before).begin(), m_from.referencesFrom(before).end(),
                           [&](ReferenceId was) { return keptReference(was, after) == id; });
    });
}

/// ALTER TABLE ADD COLUMN gives every row the column's default, and takes no key.
bool ScriptBuilder::isAddable(ModelId after, FieldId id) const
{
    const Model &model = m_to.model(after);
    const Field &field = model.field(id);
    return m_sql->isDefaulted(after, id) && !model.isKey(id) && (!field.required || field.defaultValue)
        && !m_sql->remedy(m_sql->nullId(after, id));
}

QStringList ScriptBuilder::columnNames(ModelId before, const std::vector<FieldId> &fields) const
{
    QStringList result;
    for (const FieldId field : fields)
        result.append(m_sql->names().columns[before.index()][field.index()]);
    return result;
}

bool ScriptBuilder::sameKey(ModelId before, ModelId after) const
{
    const Model &was = m_from.model(before);
    const Model &is = m_to.model(after);
    return (was.keyKind == KeyKind::Primary) == (is.keyKind == KeyKind::Primary)
        && (is.keyKind != KeyKind::Primary
            || std::equal(was.key.begin(), was.key.end(), is.key.begin(), is.key.end(),
                          [&](FieldId then, FieldId now) { return m_origins.fieldOf(after, now) == then; }));
}

void ScriptBuilder::editColumns(TableText &text, ModelId before, ModelId after) const
{
    const Model &was = m_from.model(before);
    const Model &is = m_to.model(after);
    const bool keyStays = sameKey(before, after);
    for (std::size_t i = 0; i < was.fields.size(); ++i) {
        const FieldId origin{int(i)};
        if (was.fields[i].origin == FieldOrigin::Rowid)
            continue;
        const QString &column = m_sql->names().columns[before.index()][i];
        const auto now = m_sql->wanted(after, {origin});
        if (!now) {
            text.removeColumn(column);
            continue;
        }
        const FieldId field = now->front();
        const Field &wanted = is.field(field);
        if (wanted.origin == FieldOrigin::Generated)
            continue;
        if (ddl::columnType(was.fields[i]) != ddl::columnType(wanted))
            text.setType(column, ddl::columnType(wanted));
        const auto isFilled = [](const Model &model, FieldId id) {
            return model.field(id).required || (model.keyKind == KeyKind::Primary && model.isKey(id));
        };
        const bool filled = isFilled(is, field);
        if (isFilled(was, origin) != filled || (!keyStays && (was.isKey(origin) || is.isKey(field))))
            text.setNotNull(column, filled);
        if (was.fields[i].defaultValue != wanted.defaultValue)
            text.setDefault(
                column, wanted.defaultValue ? std::optional(ddl::literal(wanted, *wanted.defaultValue)) : std::nullopt);
    }
}

/// Checks and computed columns that speak of a column that goes.
void ScriptBuilder::judgeClauses(TableText &text, ModelId before, ModelId after)
{
    const Model &was = m_from.model(before);
    QStringList &removed = m_removed[before];
    for (std::size_t i = 0; i < was.fields.size(); ++i)
        if (was.fields[i].origin != FieldOrigin::Rowid && !m_sql->wanted(after, {FieldId{int(i)}}))
            removed.append(m_sql->names().columns[before.index()][i]);
    for (const QString &column : std::as_const(removed)) {
        const QStringList clauses = text.mentioning(column);
        for (const QString &clause : clauses) {
            const definitions::Definition object{u"clause"_s, clause, m_to.model(after).table, clause};
            bool dropped = false;
            for (const TableText::Constraint &constraint : text.constraints())
                if (constraint.kind == TableText::Constraint::Kind::Check && constraint.text == clause
                    && isDropped(object))
                    dropped = text.removeConstraint(constraint) || dropped;
            if (!dropped)
                m_script.broken.push_back(object);
        }
    }
}

void ScriptBuilder::editKey(TableText &text, ModelId before, ModelId after) const
{
    if (sameKey(before, after))
        return;
    for (const TableText::Constraint &constraint : text.constraints())
        if (constraint.kind == TableText::Constraint::Kind::PrimaryKey)
            text.removeConstraint(constraint);
}

/// The reference that a wanted model has instead of one before: the same columns to the same key.
std::optional<ReferenceId> ScriptBuilder::keptReference(ReferenceId before, ModelId after) const
{
    const Reference &was = m_from.reference(before);
    for (const ReferenceId id : m_to.referencesFrom(after)) {
        const Reference &is = m_to.reference(id);
        if (m_origins.modelOf(is.to) != was.to || is.columns.size() != was.columns.size())
            continue;
        bool same = true;
        for (std::size_t i = 0; same && i < is.columns.size(); ++i) {
            const auto column = m_origins.fieldOf(after, is.columns[i]);
            const auto place = std::find(was.columns.begin(), was.columns.end(), column.value_or(FieldId()));
            same = place != was.columns.end()
                && m_origins.fieldOf(is.to, is.referenced[i])
                    == was.referenced[std::size_t(place - was.columns.begin())];
        }
        if (same)
            return id;
    }
    return std::nullopt;
}

void ScriptBuilder::editForeignKeys(TableText &text, ModelId before, ModelId after) const
{
    const auto names = [](QStringList list) {
        for (QString &name : list)
            name = name.toLower();
        return list;
    };
    for (const ReferenceId id : m_from.referencesFrom(before)) {
        const Reference &was = m_from.reference(id);
        const auto kept = keptReference(id, after);
        const bool sameAction = kept && ddl::deleteAction(m_from, id) == ddl::deleteAction(m_to, *kept);
        if (sameAction)
            continue;
        const QStringList columns = names(columnNames(before, was.columns));
        const QString parent = m_sql->names().tables[was.to.index()];
        for (const TableText::Constraint &constraint : text.constraints()) {
            const bool meant = constraint.kind == TableText::Constraint::Kind::ForeignKey
                && catalog::sameName(constraint.table, parent) && names(constraint.columns) == columns;
            if (!meant)
                continue;
            if (kept)
                text.setDeleteAction(constraint, ddl::deleteAction(m_to, *kept));
            else
                text.removeConstraint(constraint);
        }
    }
}

namespace {

using Fields = std::vector<FieldId>;

Fields inOrder(Fields fields)
{
    std::sort(fields.begin(), fields.end());
    return fields;
}

bool contains(const std::vector<Fields> &sets, const Fields &set)
{
    return std::find(sets.begin(), sets.end(), set) != sets.end();
}

/// All sets that are unique, each in the order of its fields.
std::vector<Fields> uniqueSets(const Schema &schema, ModelId id)
{
    std::vector<Fields> sets;
    for (const Fields &fields : ddl::uniqueKeys(schema, id))
        sets.push_back(inOrder(fields));
    for (const Index &index : schema.model(id).indexes)
        if (index.unique)
            sets.push_back(inOrder(index.fields));
    return sets;
}

} // namespace

void ScriptBuilder::editUniques(TableText &text, ModelId before, ModelId after) const
{
    std::vector<Fields> held;
    for (const Fields &fields : uniqueSets(m_from, before))
        if (const auto now = m_sql->wanted(after, fields))
            held.push_back(inOrder(*now));
    const std::vector<Fields> wanted = uniqueSets(m_to, after);
    for (const Fields &fields : held) {
        if (contains(wanted, fields))
            continue;
        QSet<QString> columns;
        for (const FieldId field : fields)
            columns.insert(m_to.field(after, field).column.toLower());
        for (const TableText::Constraint &constraint : text.constraints()) {
            QSet<QString> own;
            for (const QString &column : constraint.columns)
                own.insert(column.toLower());
            if (constraint.kind == TableText::Constraint::Kind::Unique && own == columns)
                text.removeConstraint(constraint);
        }
    }
}

/// Indexes that go and come; those of a table that is made anew come back by themselves unless they go.
void ScriptBuilder::planIndexes(TableChange &change) const
{
    const auto [before, after] = std::pair(change.before, change.after);
    const Model &is = m_to.model(after);
    std::vector<Fields> uniqueBefore;
    for (const Fields &fields : uniqueSets(m_from, before))
        if (const auto now = m_sql->wanted(after, fields))
            uniqueBefore.push_back(inOrder(*now));
    std::vector<Fields> plainBefore;
    std::map<Fields, QString> namesBefore;
    for (const Index &index : ddl::indexes(m_from, before))
        if (const auto now = m_sql->wanted(after, index.fields); now && !index.unique) {
            plainBefore.push_back(*now);
            namesBefore.insert({*now, index.name});
        }
    const std::vector<Fields> uniqueNow = uniqueSets(m_to, after);
    const std::vector<Index> wanted = ddl::indexes(m_to, after);
    std::vector<Fields> plainNow;
    for (const Index &index : wanted)
        if (!index.unique)
            plainNow.push_back(index.fields);

    const auto renamed = [&](const Index &index) {
        const auto found = namesBefore.find(index.fields);
        return !m_own && !index.name.isEmpty() && found != namesBefore.end() && !found->second.isEmpty()
            && found->second != index.name;
    };
    if (const catalog::Table *table = tableNamed(is.table)) {
        for (const catalog::Index &index : table->indexes) {
            if (index.origin != catalog::Index::Origin::Created || !index.plain)
                continue;
            Fields fields;
            for (const int column : index.columns)
                for (std::size_t i = 0; i < is.fields.size(); ++i)
                    if (catalog::sameName(is.fields[i].column, table->columns[std::size_t(column)].name)
                        && m_origins.fieldOf(after, FieldId(int(i))))
                        fields.emplace_back(int(i));
            const bool whole = fields.size() == index.columns.size();
            const bool known = index.unique ? contains(uniqueBefore, inOrder(fields)) : contains(plainBefore, fields);
            const bool stays = index.unique ? contains(uniqueNow, inOrder(fields)) : contains(plainNow, fields);
            const auto now = std::find_if(wanted.begin(), wanted.end(),
                                          [&](const Index &item) { return !item.unique && item.fields == fields; });
            const bool otherName = !index.unique && now != wanted.end() && renamed(*now);
            if (!whole || (known && !stays) || otherName)
                change.droppedIndexes.push_back(index.name);
        }
    }
    for (const Fields &fields : ddl::uniqueKeys(m_to, after)) {
        const bool key = is.keyKind == KeyKind::Primary && inOrder(fields) == inOrder(is.key);
        if (!contains(uniqueBefore, inOrder(fields)) && !key)
            change.newIndexes.push_back({{}, fields, true, {}});
    }
    for (const Index &index : wanted) {
        const bool known =
            index.unique ? contains(uniqueBefore, inOrder(index.fields)) : contains(plainBefore, index.fields);
        const bool twice = std::any_of(change.newIndexes.begin(), change.newIndexes.end(), [&](const Index &item) {
            return item.unique && inOrder(item.fields) == inOrder(index.fields);
        });
        if ((!known || renamed(index)) && !(index.unique && twice))
            change.newIndexes.push_back(index);
    }
}

Done ScriptBuilder::makeTables()
{
    for (const TableChange &change : m_changes)
        if (!change.text.isEmpty())
            if (Done done = emit(change.text); !done)
                return done;
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
        if (!kept)
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
    const auto add = [&](const Model &model, const Index &index) {
        const QString wanted = m_own || index.name.isEmpty() ? ddl::indexName(model, index) : index.name;
        QString name = wanted;
        for (int number = 2; taken.contains(name.toLower()); ++number)
            name = wanted % u'_' % QString::number(number);
        taken.insert(name.toLower());
        return emit(ddl::createIndex(model, index, name, m_dialect));
    };
    for (const TableChange &change : m_changes)
        for (const Index &index : change.newIndexes)
            if (Done done = add(m_to.model(change.after), index); !done)
                return done;
    for (std::size_t i = 0; i < m_to.models.size(); ++i)
        if (!m_origins.models[i].model)
            for (const Index &index : ddl::indexes(m_to, ModelId(int(i))))
                if (Done done = add(m_to.models[i], index); !done)
                    return done;
    return {};
}

/// Brings back what could not run before, and finds what cannot run now.
Done ScriptBuilder::judge(const std::vector<definitions::Definition> &brokenBefore)
{
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
