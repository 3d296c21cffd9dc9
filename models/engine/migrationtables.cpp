#include "engine/migrationscript.h"

#include "sql/ddlbuilder.h"

#include <QSet>

#include <algorithm>

// How a kept table's definition and indexes become the wanted ones: text edited in place.
namespace relata {

using namespace Qt::StringLiterals;

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
        && !m_sql->filling(after, id);
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
            // A check is left out, so that what else stands in the way is found.
            bool isCheck = false;
            for (const TableText::Constraint &constraint : text.constraints())
                if (constraint.kind == TableText::Constraint::Kind::Check && constraint.text == clause)
                    isCheck = text.removeConstraint(constraint) || isCheck;
            if (!isCheck)
                m_halfMade.insert(after);
            if (!isCheck || !isDropped(object))
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
        const QStringList columns = names(columnNames(before, was.columns));
        const QString parent = m_sql->names().tables[was.to.index()];
        for (const TableText::Constraint &constraint : text.constraints()) {
            const bool meant = constraint.kind == TableText::Constraint::Kind::ForeignKey
                && catalog::sameName(constraint.table, parent) && names(constraint.columns) == columns;
            if (!meant)
                continue;
            if (!kept) {
                text.removeConstraint(constraint);
                continue;
            }
            TableText::Constraint present = constraint;
            // Without columns it means the primary key, which may be another now.
            if (const auto referenced = newlyNamed(id, *kept); constraint.referenced.isEmpty() && referenced) {
                QStringList quoted;
                for (const QString &column : *referenced)
                    quoted.append(m_dialect.quoted(column));
                text.nameReferenced(constraint, quoted.join(u", "_s));
                present.referenced = *referenced;
            }
            if (!sameAction)
                text.setDeleteAction(present, ddl::deleteAction(m_to, *kept));
        }
    }
}

/// The columns that a kept reference leads to, in the order of its own before; nothing where they are the primary key.
std::optional<QStringList> ScriptBuilder::newlyNamed(ReferenceId before, ReferenceId after) const
{
    const Reference &was = m_from.reference(before);
    const Reference &is = m_to.reference(after);
    const Model &owner = m_to.model(is.to);
    std::vector<FieldId> fields;
    QStringList columns;
    for (const FieldId column : was.columns)
        for (std::size_t i = 0; i < is.columns.size(); ++i)
            if (m_origins.fieldOf(is.from, is.columns[i]) == column) {
                fields.push_back(is.referenced[i]);
                columns.append(owner.field(is.referenced[i]).column);
            }
    return owner.keyKind == KeyKind::Primary && owner.key == fields ? std::nullopt : std::optional(columns);
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

} // namespace relata
