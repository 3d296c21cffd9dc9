#pragma once

#include "data/query.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <vector>

namespace relata {

/// Conditions as SQL text, with their binds gathered in the order of the text. One builder serves one statement: ask
/// for conditions in the order in which they will stand in it. Pure; the schema outlives the builder.
///
/// Three-valued logic is met on purpose: every condition is true exactly where the predicate holds, and unknown or
/// false elsewhere; NOT is written as IS NOT TRUE, so that a complement holds for null too (CONTRACT 3).
class WhereBuilder
{
public:
    WhereBuilder(const Schema &schema, const Dialect &dialect) : m_schema(schema), m_dialect(dialect) {}

    /// `alias` names the model's row in the statement ("t").
    [[nodiscard]] QString holds(ModelId model, const QString &alias, const Predicate &predicate);
    /// The row has this key, as the database compares keys.
    [[nodiscard]] QString hasKey(ModelId model, const QString &alias, const Key &key);
    /// These fields of the row hold one of these tuples. Never empty.
    [[nodiscard]] QString hasOneOf(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                                   const std::vector<Values> &tuples);
    /// The row's reference names one of these referenced tuples, as the database judges its foreign key. Never empty.
    [[nodiscard]] QString refersToOneOf(const QString &alias, ReferenceId reference, const std::vector<Values> &tuples);
    /// The row is one to which the source's end leads.
    [[nodiscard]] QString isRelated(const QString &alias, const Query::Source &source);

    enum class Side { AtOrAfter, AtOrBefore, Before };
    /// The row stands on this side of a place in the order of `sort`, then key.
    [[nodiscard]] QString stands(ModelId model, const QString &alias, const std::vector<Sort> &sort,
                                 const Position &place, Side side);

    [[nodiscard]] QString column(ModelId model, const QString &alias, FieldId field) const;
    /// As column(), for ordering and comparing by code point where the field can hold text.
    [[nodiscard]] QString exactColumn(ModelId model, const QString &alias, FieldId field) const;
    /// What its own values call the instance, null where they are; only of a model that has a display field. Its binds
    /// are taken at once: ask in the order of the statement, for each place anew.
    [[nodiscard]] QString label(ModelId model, const QString &alias);
    [[nodiscard]] QString bind(const Value &value);
    [[nodiscard]] Values takeBinds() { return std::move(m_binds); }

    /// Lower case for ASCII letters alone, as SQLite's lower() does.
    [[nodiscard]] static QString asciiLower(QString text);

private:
    [[nodiscard]] QString compares(ModelId model, const QString &alias, const Compares &c);
    [[nodiscard]] QString comparesKey(const QString &alias, const ComparesKey &c);
    [[nodiscard]] QString keyHolds(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                                   const ComparesKey &c);
    [[nodiscard]] QString tupleEquals(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                                      const Key &key);
    [[nodiscard]] QString tupleBeyond(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                                      const Key &key, QStringView strict, QStringView last);
    [[nodiscard]] QString matchesText(ModelId model, const QString &alias, const QString &text);
    /// EXISTS over the other end's rows (and the join model's); `inner` is asked with the other row's alias.
    template<typename Inner>
    [[nodiscard]] QString someRelated(const QString &alias, const End &end, Inner inner);
    /// A column that holds the reference, to be compared as SQLite compares a foreign key.
    [[nodiscard]] QString holding(ReferenceId reference, const QString &alias, std::size_t column) const;
    [[nodiscard]] QString samePairs(ModelId aModel, const QString &a, const std::vector<FieldId> &aFields,
                                    ModelId bModel, const QString &b, const std::vector<FieldId> &bFields) const;
    [[nodiscard]] QString leads(ReferenceId reference, const QString &from, const QString &to) const;
    [[nodiscard]] QString oneOf(const QStringList &columns, const std::vector<Values> &tuples);
    [[nodiscard]] QString table(ModelId model) const;
    [[nodiscard]] QString newAlias() { return u't' + QString::number(++m_aliases); }

    const Schema &m_schema;
    const Dialect &m_dialect;
    Values m_binds;
    int m_aliases = 0;
};

} // namespace relata
