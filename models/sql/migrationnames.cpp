#include "sql/migrationsql.h"

#include <QSet>

// The renames that come before everything else: all later statements speak of tables by their wanted names.
namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// Things of one name space that are to be called otherwise. Names that differ in case alone are the same to SQLite.
class Renamer
{
public:
    void add(QString *name, const std::optional<QString> &wanted)
    {
        m_taken.insert(name->toLower());
        m_things.push_back({name, wanted});
    }

    /// Calls `rename(before, after)` in an order in which each new name is free.
    template<typename Rename>
    void run(const Rename &rename)
    {
        QSet<QString> wanted;
        for (const Thing &thing : m_things)
            if (thing.wanted)
                wanted.insert(thing.wanted->toLower());
        // What goes keeps its rows until the end, but not its name.
        for (const Thing &thing : m_things)
            if (!thing.wanted && wanted.contains(thing.name->toLower()))
                move(thing, outOfTheWay(), rename);
        for (bool moved = true; moved;) {
            moved = false;
            bool waiting = false;
            for (const Thing &thing : m_things) {
                if (!thing.wanted || *thing.name == *thing.wanted)
                    continue;
                const bool free = !m_taken.contains(thing.wanted->toLower());
                waiting = waiting || !free;
                if (free)
                    move(thing, *thing.wanted, rename);
                moved = moved || free;
            }
            if (moved || !waiting)
                continue;
            // They exchange their names, or one changes case alone: it steps aside.
            for (const Thing &thing : m_things) {
                if (!thing.wanted || *thing.name == *thing.wanted)
                    continue;
                move(thing, outOfTheWay(), rename);
                moved = true;
                break;
            }
        }
    }

private:
    struct Thing
    {
        QString *name;
        std::optional<QString> wanted; ///< nothing: it goes
    };

    QString outOfTheWay()
    {
        QString name;
        do
            name = u"relata_old_"_s + QString::number(++m_number);
        while (m_taken.contains(name));
        return name;
    }

    template<typename Rename>
    void move(const Thing &thing, const QString &to, const Rename &rename)
    {
        rename(*thing.name, to);
        m_taken.remove(thing.name->toLower());
        m_taken.insert(to.toLower());
        *thing.name = to;
    }

    std::vector<Thing> m_things;
    QSet<QString> m_taken;
    int m_number = 0;
};

} // namespace

StandingNames StandingNames::of(const Schema &from)
{
    StandingNames names;
    for (const Model &model : from.models) {
        names.tables.push_back(model.table);
        names.columns.emplace_back();
        for (const Field &field : model.fields)
            names.columns.back().push_back(field.column);
    }
    return names;
}

std::vector<QString> renameStatements(const Schema &from, const Schema &to, const Origins &origins,
                                      const Dialect &dialect, StandingNames &names)
{
    std::vector<QString> statements;
    std::vector<std::optional<ModelId>> kept(from.models.size());
    for (std::size_t i = 0; i < to.models.size(); ++i)
        if (const auto before = origins.models[i].model)
            kept[before->index()] = ModelId(int(i));

    Renamer tables;
    for (std::size_t i = 0; i < from.models.size(); ++i)
        tables.add(&names.tables[i],
                   from.models[i].view ? std::optional(from.models[i].table)
                       : kept[i]       ? std::optional(to.model(*kept[i]).table)
                                       : std::nullopt);
    tables.run([&](const QString &before, const QString &after) {
        statements.push_back(u"ALTER TABLE "_s % dialect.quoted(before) % u" RENAME TO "_s % dialect.quoted(after));
    });

    for (std::size_t i = 0; i < from.models.size(); ++i) {
        if (!kept[i] || from.models[i].view)
            continue;
        Renamer columns;
        for (std::size_t f = 0; f < from.models[i].fields.size(); ++f) {
            if (from.models[i].fields[f].origin == FieldOrigin::Rowid)
                continue;
            std::optional<QString> wanted;
            const auto &fields = origins.models[kept[i]->index()].fields;
            for (std::size_t now = 0; now < fields.size(); ++now)
                if (fields[now] == FieldId(int(f)))
                    wanted = to.model(*kept[i]).fields[now].column;
            columns.add(&names.columns[i][f], wanted);
        }
        columns.run([&](const QString &before, const QString &after) {
            statements.push_back(u"ALTER TABLE "_s % dialect.quoted(names.tables[i]) % u" RENAME COLUMN "_s
                                 % dialect.quoted(before) % u" TO "_s % dialect.quoted(after));
        });
    }
    return statements;
}

} // namespace relata
