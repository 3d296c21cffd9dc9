#include "sql/wherebuilder.h"

#include "base/overloaded.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

const QString whereNever = u"0 = 1"_s;
const QString whereAlways = u"1 = 1"_s;

bool holdsText(const Field &field)
{
    if (field.anyType || field.type.kind != FieldType::Kind::Scalar || field.type.list)
        return true;
    switch (field.type.scalar) {
    case ScalarType::Int:
    case ScalarType::Float:
    case ScalarType::Boolean:
    case ScalarType::Timestamp:
    case ScalarType::BigInt:
    case ScalarType::Binary:
        return false;
    default:
        return field.origin != FieldOrigin::Rowid;
    }
}

QString joined(const QStringList &parts, QLatin1StringView word, const QString &none)
{
    // A chain of AND or OR is as deep as it is long to the database, which bounds the depth: long ones become trees.
    constexpr qsizetype longestChain = 64;
    if (parts.isEmpty())
        return none;
    if (parts.size() == 1)
        return parts.front();
    if (parts.size() <= longestChain)
        return u'(' % parts.join(u") "_s % word % u" ("_s) % u')';
    QStringList branches;
    const qsizetype size = (parts.size() + longestChain - 1) / longestChain;
    for (qsizetype at = 0; at < parts.size(); at += size)
        branches << joined(parts.mid(at, size), word, none);
    return joined(branches, word, none);
}

/// Whether the values can be handed over as one JSON list without loss: reals may lose a digit in JSON, and SQLite's
/// JSON ends a text at a NUL.
bool fitsJsonList(const Values &values)
{
    return std::ranges::all_of(values, [](const Value &value) {
        const auto *text = std::get_if<QString>(&value);
        return std::holds_alternative<qint64>(value) || (text && !text->contains(QChar::Null));
    });
}

JsonText jsonList(const Values &values)
{
    QJsonArray list;
    for (const Value &value : values) {
        const auto *text = std::get_if<QString>(&value);
        list.append(text ? QJsonValue(*text) : QJsonValue(std::get<qint64>(value)));
    }
    return {QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact))};
}

} // namespace

QString WhereBuilder::asciiLower(QString text)
{
    for (QChar &c : text)
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + 32);
    return text;
}

QString WhereBuilder::table(ModelId model) const { return m_dialect.quoted(m_schema.model(model).table); }

QString WhereBuilder::column(ModelId model, const QString &alias, FieldId field) const
{
    return alias % u'.' % m_dialect.quoted(m_schema.field(model, field).column);
}

QString WhereBuilder::exactColumn(ModelId model, const QString &alias, FieldId field) const
{
    const QString name = column(model, alias, field);
    return holdsText(m_schema.field(model, field)) ? m_dialect.byCodePoint(name) : name;
}

QString WhereBuilder::bind(const Value &value)
{
    m_binds.push_back(value);
    return u"?"_s;
}

QString WhereBuilder::holds(ModelId model, const QString &alias, const Predicate &predicate)
{
    return std::visit(Overloaded{[&](const AllOf &all) {
                                     QStringList parts;
                                     for (const Predicate &part : all.parts)
                                         parts << holds(model, alias, part);
                                     return joined(parts, "AND"_L1, whereAlways);
                                 },
                                 [&](const AnyOf &any) {
                                     QStringList parts;
                                     for (const Predicate &part : any.parts)
                                         parts << holds(model, alias, part);
                                     return joined(parts, "OR"_L1, whereNever);
                                 },
                                 [&](const NoneOf &none) -> QString {
                                     // Conditions are never unknown to a complement, so two of them cancel out.
                                     if (const auto *inner = std::get_if<NoneOf>(&none.part.front().what))
                                         return holds(model, alias, inner->part.front());
                                     return m_dialect.isNotTrue(holds(model, alias, none.part.front()));
                                 },
                                 [&](const Compares &c) { return compares(model, alias, c); },
                                 [&](const ComparesKey &c) { return comparesKey(alias, c); },
                                 [&](const Related &related) -> QString {
                                     const End &end = m_schema.end(related.end);
                                     return someRelated(alias, end, [&](const QString &other) {
                                         return holds(end.other, other, related.part.front());
                                     });
                                 },
                                 [&](const MatchesText &match) { return matchesText(model, alias, match.text); }},
                      predicate.what);
}

QString WhereBuilder::compares(ModelId model, const QString &alias, const Compares &c)
{
    const Field &field = m_schema.field(model, c.field);
    const QString plain = column(model, alias, c.field);
    const QString exact = exactColumn(model, alias, c.field);
    const auto first = [&] { return c.operands.front(); };
    const auto ordered = [&](QLatin1StringView op) -> QString {
        return isNull(first()) ? whereNever : exact % op % bind(first());
    };
    const auto equal = [&]() -> QString {
        if (isNull(first()))
            return plain % u" IS NULL"_s;
        return exact % u" = "_s % bind(first());
    };
    const auto contains = [&]() -> QString {
        if (isNull(first()))
            return whereNever;
        return field.type.list ? m_dialect.listContains(plain, bind(first()))
                               : m_dialect.contains(plain, bind(first()));
    };
    const auto in = [&]() -> QString {
        // Placeholders have names inside Qt, and looking those up takes time that grows with the square of their
        // number.
        constexpr std::size_t mostPlaceholders = 200;
        Values wanted;
        std::ranges::copy_if(c.operands, std::back_inserter(wanted), [](const Value &value) { return !isNull(value); });
        QStringList parts;
        if (wanted.size() > mostPlaceholders && fitsJsonList(wanted)) {
            parts << m_dialect.isElementOf(exact, bind(jsonList(wanted)));
        } else if (!wanted.empty()) {
            QStringList binds;
            for (const Value &value : wanted)
                binds << bind(value);
            parts << exact % u" IN ("_s % binds.join(u", "_s) % u')';
        }
        if (wanted.size() < c.operands.size())
            parts << plain % u" IS NULL"_s;
        return joined(parts, "OR"_L1, whereNever);
    };

    switch (c.comparison) {
    case Comparison::Equal:
        return equal();
    case Comparison::NotEqual:
        return m_dialect.isNotTrue(equal());
    case Comparison::Greater:
        return ordered(" > "_L1);
    case Comparison::GreaterOrEqual:
        return ordered(" >= "_L1);
    case Comparison::Less:
        return ordered(" < "_L1);
    case Comparison::LessOrEqual:
        return ordered(" <= "_L1);
    case Comparison::Contains:
        return contains();
    case Comparison::NotContains:
        return m_dialect.isNotTrue(contains());
    case Comparison::BeginsWith: {
        if (isNull(first()))
            return whereNever;
        const QString length = bind(first());
        return m_dialect.beginsWith(plain, length, bind(first()));
    }
    case Comparison::Between: {
        const QString low = bind(c.operands[0]);
        return exact % u" BETWEEN "_s % low % u" AND "_s % bind(c.operands[1]);
    }
    case Comparison::In:
        return in();
    case Comparison::NotIn:
        return m_dialect.isNotTrue(in());
    case Comparison::IsNull:
        return plain % (first() == Value(true) ? u" IS NULL"_s : u" IS NOT NULL"_s);
    }
    Q_UNREACHABLE();
}

QString WhereBuilder::tupleEquals(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                                  const Key &key)
{
    QStringList parts;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (key.empty())
            parts << column(model, alias, fields[i]) % u" IS NULL"_s;
        else
            parts << exactColumn(model, alias, fields[i]) % u" = "_s % bind(key[i]);
    }
    // A composite reference is null where any part is: it then leads nowhere.
    return joined(parts, key.empty() ? "OR"_L1 : "AND"_L1, whereNever);
}

QString WhereBuilder::tupleBeyond(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                                  const Key &key, QStringView strict, QStringView last)
{
    if (key.empty())
        return whereNever;
    QStringList branches;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        QStringList parts;
        for (std::size_t j = 0; j < i; ++j)
            parts << exactColumn(model, alias, fields[j]) % u" = "_s % bind(key[j]);
        parts << exactColumn(model, alias, fields[i]) % (i + 1 == fields.size() ? last : strict) % bind(key[i]);
        branches << joined(parts, "AND"_L1, whereAlways);
    }
    return joined(branches, "OR"_L1, whereNever);
}

QString WhereBuilder::keyHolds(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                               const ComparesKey &c)
{
    const auto beyond = [&](QStringView strict, QStringView last) {
        return tupleBeyond(model, alias, fields, c.operands.front(), strict, last);
    };
    const auto in = [&]() -> QString {
        if (fields.size() == 1) {
            Compares single{fields.front(), Comparison::In, {}};
            for (const Key &key : c.operands)
                single.operands.push_back(key.empty() ? Value(Null{}) : key.front());
            return compares(model, alias, single);
        }
        QStringList parts;
        for (const Key &key : c.operands)
            parts << tupleEquals(model, alias, fields, key);
        return joined(parts, "OR"_L1, whereNever);
    };
    const auto text = [&](Comparison comparison) -> QString {
        const Key &key = c.operands.front();
        return key.size() == 1 ? compares(model, alias, Compares{fields.front(), comparison, key}) : whereNever;
    };
    switch (c.comparison) {
    case Comparison::Equal:
        return tupleEquals(model, alias, fields, c.operands.front());
    case Comparison::NotEqual:
        return m_dialect.isNotTrue(tupleEquals(model, alias, fields, c.operands.front()));
    case Comparison::Greater:
        return beyond(u" > ", u" > ");
    case Comparison::GreaterOrEqual:
        return beyond(u" > ", u" >= ");
    case Comparison::Less:
        return beyond(u" < ", u" < ");
    case Comparison::LessOrEqual:
        return beyond(u" < ", u" <= ");
    case Comparison::Between: {
        const QString low = beyond(u" > ", u" >= ");
        return u'(' % low % u") AND ("_s % tupleBeyond(model, alias, fields, c.operands[1], u" < ", u" <= ") % u')';
    }
    case Comparison::Contains:
    case Comparison::BeginsWith:
        return text(c.comparison);
    case Comparison::NotContains:
        return m_dialect.isNotTrue(text(Comparison::Contains));
    case Comparison::In:
        return in();
    case Comparison::NotIn:
        return m_dialect.isNotTrue(in());
    case Comparison::IsNull: {
        const bool wanted = !c.operands.empty() && c.operands.front() == Key{Value(true)};
        const QString none = tupleEquals(model, alias, fields, {});
        return wanted ? none : m_dialect.isNotTrue(none);
    }
    }
    Q_UNREACHABLE();
}

QString WhereBuilder::comparesKey(const QString &alias, const ComparesKey &c)
{
    const End &end = m_schema.end(c.end);
    const std::vector<FieldId> &key = m_schema.model(end.other).key;
    const Reference &reference = m_schema.reference(end.reference);
    if (end.holdsKey() && reference.referenced == key)
        return keyHolds(end.model, alias, reference.columns, c);

    // The reference names another unique key, or the key is at the other end.
    const bool negated = end.holdsKey()
        && (c.comparison == Comparison::NotEqual || c.comparison == Comparison::NotIn
            || c.comparison == Comparison::NotContains);
    const bool null = end.holdsKey()
        && ((c.comparison == Comparison::Equal && c.operands.front().empty())
            || (c.comparison == Comparison::IsNull && c.operands.front() == Key{Value(true)}));
    if (null)
        return tupleEquals(end.model, alias, reference.columns, {});
    if (negated) {
        ComparesKey positive = c;
        positive.comparison = c.comparison == Comparison::NotEqual ? Comparison::Equal
            : c.comparison == Comparison::NotIn                    ? Comparison::In
                                                                   : Comparison::Contains;
        return m_dialect.isNotTrue(comparesKey(alias, positive));
    }
    return someRelated(alias, end, [&](const QString &other) { return keyHolds(end.other, other, key, c); });
}

QString WhereBuilder::holding(ReferenceId id, const QString &alias, std::size_t i) const
{
    const Reference &reference = m_schema.reference(id);
    const QString name = column(reference.from, alias, reference.columns[i]);
    return reference.collations.empty() ? name : m_dialect.collated(name, reference.collations[i]);
}

QString WhereBuilder::samePairs(ModelId aModel, const QString &a, const std::vector<FieldId> &aFields, ModelId bModel,
                                const QString &b, const std::vector<FieldId> &bFields) const
{
    QStringList parts;
    for (std::size_t i = 0; i < aFields.size(); ++i)
        parts << column(aModel, a, aFields[i]) % u" = "_s % column(bModel, b, bFields[i]);
    return parts.join(u" AND "_s);
}

QString WhereBuilder::leads(ReferenceId id, const QString &from, const QString &to) const
{
    const Reference &reference = m_schema.reference(id);
    QStringList parts;
    for (std::size_t i = 0; i < reference.columns.size(); ++i)
        parts << holding(id, from, i) % u" = "_s % column(reference.to, to, reference.referenced[i]);
    return parts.join(u" AND "_s);
}

template<typename Inner>
QString WhereBuilder::someRelated(const QString &alias, const End &end, Inner inner)
{
    const QString other = newAlias();
    const Reference &reference = m_schema.reference(end.reference);
    QString from;
    QString link;
    if (end.kind == End::Kind::ManyToMany) {
        const Reference &far = m_schema.reference(end.farReference);
        const QString join = newAlias();
        from = table(reference.from) % u" AS "_s % join % u" JOIN "_s % table(end.other) % u" AS "_s % other % u" ON "_s
            % samePairs(end.other, other, far.referenced, far.from, join, far.columns);
        link = leads(end.reference, join, alias);
    } else {
        from = table(end.other) % u" AS "_s % other;
        link = end.holdsKey() ? samePairs(end.other, other, reference.referenced, end.model, alias, reference.columns)
                              : leads(end.reference, other, alias);
    }
    const QString condition = inner(other);
    return u"EXISTS (SELECT 1 FROM "_s % from % u" WHERE "_s % link % u" AND ("_s % condition % u"))"_s;
}

QString WhereBuilder::matchesText(ModelId model, const QString &alias, const QString &text)
{
    const QString part = asciiLower(text);
    const auto matches = [&](ModelId of, const QString &row, FieldId field) -> QString {
        return m_dialect.contains(u"lower("_s % column(of, row, field) % u')', bind(part));
    };
    QStringList parts;
    const Model &m = m_schema.model(model);
    for (std::size_t i = 0; i < m.fields.size(); ++i) {
        const FieldId id(static_cast<int>(i));
        const Field &field = m.fields[i];
        if (!field.hidden && !field.type.isScalar(ScalarType::Binary) && field.origin != FieldOrigin::CreatedAt
            && field.origin != FieldOrigin::UpdatedAt)
            parts << matches(model, alias, id);
    }
    // What a row shows of the instances that it points at is text of the row to whoever reads it.
    for (const EndId id : m_schema.endsOf(model)) {
        const End &end = m_schema.end(id);
        if (end.holdsKey() && m_schema.model(end.other).display.isValid())
            parts << someRelated(alias, end, [&](const QString &other) {
                const QString called = label(end.other, other);
                return m_dialect.contains(u"lower("_s % called % u')', bind(part));
            });
    }
    return joined(parts, "OR"_L1, whereNever);
}

QString WhereBuilder::label(ModelId model, const QString &alias)
{
    const Model &m = m_schema.model(model);
    if (m.label.empty())
        return column(model, alias, m.display);
    QStringList pieces;
    for (const LabelPart &part : m.label) {
        if (!part.text.isEmpty())
            pieces << bind(part.text);
        if (part.field.isValid())
            pieces << u"coalesce("_s % column(model, alias, part.field) % u", '')"_s;
    }
    return u'(' % pieces.join(u" || "_s) % u')';
}

QString WhereBuilder::hasKey(ModelId model, const QString &alias, const Key &key)
{
    return hasOneOf(model, alias, m_schema.model(model).key, {key});
}

QString WhereBuilder::hasOneOf(ModelId model, const QString &alias, const std::vector<FieldId> &fields,
                               const std::vector<Values> &tuples)
{
    QStringList columns;
    for (const FieldId field : fields)
        columns << column(model, alias, field);
    return oneOf(columns, tuples);
}

QString WhereBuilder::refersToOneOf(const QString &alias, ReferenceId reference, const std::vector<Values> &tuples)
{
    QStringList columns;
    for (std::size_t i = 0; i < m_schema.reference(reference).columns.size(); ++i)
        columns << holding(reference, alias, i);
    return oneOf(columns, tuples);
}

QString WhereBuilder::oneOf(const QStringList &columns, const std::vector<Values> &tuples)
{
    if (columns.isEmpty())
        return whereNever;
    // A key of an existing table may hold null, where SQLite lets it.
    const auto same = [&](const QString &name, const Value &value) -> QString {
        return isNull(value) ? QString(name % u" IS NULL"_s) : QString(name % u" = "_s % bind(value));
    };
    if (columns.size() == 1) {
        if (tuples.size() == 1)
            return same(columns.front(), tuples.front().front());
        QStringList binds;
        for (const Values &tuple : tuples)
            binds << bind(tuple.front());
        return columns.front() % u" IN ("_s % binds.join(u", "_s) % u')';
    }
    QStringList alternatives;
    for (const Values &tuple : tuples) {
        QStringList parts;
        for (std::size_t i = 0; i < tuple.size(); ++i)
            parts << same(columns[static_cast<qsizetype>(i)], tuple[i]);
        alternatives << parts.join(u" AND "_s);
    }
    return joined(alternatives, "OR"_L1, whereNever);
}

QString WhereBuilder::isRelated(const QString &alias, const Query::Source &source)
{
    const End &end = m_schema.end(source.end);
    const Reference &reference = m_schema.reference(end.reference);
    const auto list = [&](ModelId model, const QString &row, const std::vector<FieldId> &fields) -> QString {
        QStringList names;
        for (const FieldId field : fields)
            names << column(model, row, field);
        return names.size() == 1 ? names.front() : u'(' % names.join(u", "_s) % u')';
    };
    const auto bare = [&](ModelId model, const QString &row, const std::vector<FieldId> &fields) -> QString {
        QStringList names;
        for (const FieldId field : fields)
            names << column(model, row, field);
        return names.join(u", "_s);
    };
    // The columns that hold the source's key equal it at once where the reference names that key.
    const bool direct = reference.referenced == m_schema.model(end.model).key;
    const auto pointsAtSource = [&](const QString &row) -> QString {
        if (direct)
            return refersToOneOf(row, end.reference, {source.key});
        const QString of = newAlias();
        QStringList held;
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
            held << holding(end.reference, row, i);
        const QString tuple = held.size() == 1 ? held.front() : QString(u'(' % held.join(u", "_s) % u')');
        return tuple % u" IN (SELECT "_s % bare(end.model, of, reference.referenced) % u" FROM "_s % table(end.model)
            % u" AS "_s % of % u" WHERE "_s % hasKey(end.model, of, source.key) % u')';
    };
    switch (end.kind) {
    case End::Kind::ToMany:
    case End::Kind::ToOneBack:
        return pointsAtSource(alias);
    case End::Kind::ToOne: {
        const QString of = newAlias();
        return list(end.other, alias, reference.referenced) % u" IN (SELECT "_s % bare(end.model, of, reference.columns)
            % u" FROM "_s % table(end.model) % u" AS "_s % of % u" WHERE "_s % hasKey(end.model, of, source.key) % u')';
    }
    case End::Kind::ManyToMany: {
        const Reference &far = m_schema.reference(end.farReference);
        const QString join = newAlias();
        return list(end.other, alias, far.referenced) % u" IN (SELECT "_s % bare(far.from, join, far.columns)
            % u" FROM "_s % table(far.from) % u" AS "_s % join % u" WHERE "_s % pointsAtSource(join) % u')';
    }
    }
    Q_UNREACHABLE();
}

QString WhereBuilder::stands(ModelId model, const QString &alias, const std::vector<Sort> &sort, const Position &place,
                             Side side)
{
    struct Part
    {
        FieldId field;
        bool rising;
        const Value *value;
        bool nullable;
    };
    std::vector<Part> parts;
    const bool after = side == Side::AtOrAfter;
    for (std::size_t i = 0; i < sort.size(); ++i)
        parts.push_back({sort[i].field, (sort[i].order == SortOrder::Ascending) == after, &place.sortValues[i],
                         !m_schema.field(model, sort[i].field).required});
    const Model &m = m_schema.model(model);
    for (std::size_t i = 0; i < m.key.size(); ++i)
        parts.push_back({m.key[i], after, &place.key[i],
                         !m.field(m.key[i]).required && m.field(m.key[i]).origin != FieldOrigin::Rowid});

    // Nulls stand below every value, in both directions (CONTRACT 3): "beyond" is written out for each case, since a
    // row comparison with a null in it is unknown and would lose rows.
    const auto beyond = [&](const Part &part, bool orSame) -> QString {
        const QString plain = column(model, alias, part.field);
        const QString exact = exactColumn(model, alias, part.field);
        if (part.rising) {
            if (isNull(*part.value))
                return orSame ? whereAlways : plain % u" IS NOT NULL"_s;
            return exact % (orSame ? u" >= "_s : u" > "_s) % bind(*part.value);
        }
        if (isNull(*part.value))
            return orSame ? plain % u" IS NULL"_s : whereNever;
        const QString less = exact % (orSame ? u" <= "_s : u" < "_s) % bind(*part.value);
        return part.nullable ? u'(' % less % u" OR "_s % plain % u" IS NULL)"_s : less;
    };
    const auto same = [&](const Part &part) -> QString {
        if (isNull(*part.value))
            return column(model, alias, part.field) % u" IS NULL"_s;
        return exactColumn(model, alias, part.field) % u" = "_s % bind(*part.value);
    };

    if (parts.empty())
        return whereAlways;
    if (parts.size() == 1)
        return beyond(parts.front(), side != Side::Before);
    // A bound on the first column alone lets an index start there; the branches after it decide the rest.
    QStringList outer{beyond(parts.front(), true)};
    QStringList branches;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        QStringList conjuncts;
        for (std::size_t j = 0; j < i; ++j)
            conjuncts << same(parts[j]);
        conjuncts << beyond(parts[i], last && side != Side::Before);
        branches << conjuncts.join(u" AND "_s);
    }
    outer << joined(branches, "OR"_L1, whereNever);
    return joined(outer, "AND"_L1, whereAlways);
}

} // namespace relata
