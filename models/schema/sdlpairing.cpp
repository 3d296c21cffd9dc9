#include "schema/sdldraft.h"

#include <QSet>

#include <algorithm>

// Which two fields are the ends of one relationship (CONTRACT 3, SDL). Names and keys that are given decide first;
// then what is left over must fit in one way only.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

using RelationKind = RelationField::Kind;

/// The fields between two models: those of the source (@hasOne, @hasMany) and those back to it (@belongsTo).
struct Between
{
    std::vector<int> owners;
    std::vector<int> backs;
};

class Pairing
{
public:
    explicit Pairing(Draft &draft) : m_draft(draft) {}

    Done run()
    {
        pairByConnectionName();
        if (auto done = pairManyToMany(); !done)
            return done;
        collect();
        for (const auto &key : std::as_const(m_order)) {
            const Between &between = m_between[key];
            pairByFieldName(between);
            if (auto done = pairByKey(between); !done)
                return done;
            settleVersion1(between);
            if (auto done = pairRest(between); !done)
                return done;
        }
        return {};
    }

private:
    RelationField &at(int index) { return m_draft.relations[static_cast<std::size_t>(index)]; }

    QString path(const RelationField &field) { return m_draft.model(field.model).name % u'.' % field.name; }

    void pair(int a, int b)
    {
        at(a).partner = b;
        at(b).partner = a;
    }

    bool isFree(int index) { return at(index).partner < 0 && !m_alone.contains(index); }

    void collect()
    {
        for (int i = 0; i < static_cast<int>(m_draft.relations.size()); ++i) {
            const RelationField &field = at(i);
            if (field.kind == RelationKind::ManyToMany)
                continue;
            const bool back = field.kind == RelationKind::BelongsTo;
            const auto key = back ? std::pair(field.target.value(), field.model.value())
                                  : std::pair(field.model.value(), field.target.value());
            if (!m_between.contains(key))
                m_order.push_back(key);
            Between &between = m_between[key];
            (back ? between.backs : between.owners).push_back(i);
        }
    }

    /// Version 1: two @connection of one name. The side with one is the other end of the side with many; of two
    /// sides with one, the first declared holds the key.
    void pairByConnectionName()
    {
        QHash<QString, int> firstByName;
        for (int i = 0; i < static_cast<int>(m_draft.relations.size()); ++i) {
            RelationField &field = at(i);
            if (!field.version1 || field.relationName.isEmpty())
                continue;
            const auto found = firstByName.constFind(field.relationName);
            if (found == firstByName.constEnd()) {
                firstByName.insert(field.relationName, i);
                continue;
            }
            RelationField &first = at(*found);
            if (first.partner >= 0 || first.target != field.model || field.target != first.model)
                continue;
            const bool firstMany = first.kind == RelationKind::HasMany;
            const bool secondMany = field.kind == RelationKind::HasMany;
            if (firstMany && secondMany)
                continue;
            (firstMany || !secondMany ? field : first).kind = RelationKind::BelongsTo;
            pair(*found, i);
        }
    }

    /// Two @manyToMany of one name, or two without one that lead to each other's models.
    Done pairManyToMany()
    {
        QHash<QString, int> firstByName;
        for (int i = 0; i < static_cast<int>(m_draft.relations.size()); ++i) {
            const RelationField &field = at(i);
            if (field.kind != RelationKind::ManyToMany)
                continue;
            const int low = std::min(field.model.value(), field.target.value());
            const int high = std::max(field.model.value(), field.target.value());
            const QString name = field.relationName.isEmpty()
                ? QString(QString::number(low) % u' ' % QString::number(high))
                : field.relationName;
            const auto found = firstByName.constFind(name);
            if (found == firstByName.constEnd()) {
                firstByName.insert(name, i);
                continue;
            }
            const RelationField &first = at(*found);
            if (first.partner >= 0 || first.target != field.model || field.target != first.model)
                return errorAt(
                    m_draft.text, field.offset,
                    u"expected two @manyToMany fields that lead to each other's models, but \"%1\" and "
                    u"\"%2\" are not the two ends of one relationship; give them different relationNames"_s.arg(
                        path(first), path(field)),
                    ErrorCode::Unsupported);
            pair(*found, i);
        }
        return {};
    }

    /// `references` that name the other end's field, or say by being empty that there is none.
    void pairByFieldName(const Between &between)
    {
        QHash<QString, int> owners;
        QHash<QString, int> backs;
        for (const int owner : between.owners)
            owners.insert(at(owner).sdlName, owner);
        for (const int back : between.backs)
            backs.insert(at(back).sdlName, back);
        const auto partnerIn = [this](const QHash<QString, int> &others, const RelationField &field) {
            if (field.own.inverse)
                return others.value(*field.own.inverse, -1);
            if (!field.references || field.references->size() != 1
                || m_draft.fieldNamed(field.kind == RelationKind::BelongsTo ? field.model : field.target,
                                      field.references->front()))
                return -1;
            return others.value(field.references->front(), -1);
        };
        for (const int back : between.backs) {
            const bool emptyReferences = at(back).references && at(back).references->isEmpty();
            if (isAlone(at(back)) || (emptyReferences && !at(back).own.inverse))
                m_alone.insert(back);
            else if (const int owner = partnerIn(owners, at(back)); owner >= 0 && isFree(back) && isFree(owner))
                pair(owner, back);
        }
        for (const int owner : between.owners)
            if (isAlone(at(owner)))
                m_alone.insert(owner);
            else if (const int back = partnerIn(backs, at(owner)); back >= 0 && isFree(back) && isFree(owner))
                pair(owner, back);
    }

    static bool isAlone(const RelationField &field)
    {
        return (field.own.inverse && field.own.inverse->isEmpty()) || (field.own.many && !field.own.inverse);
    }

    /// Fields of one model as something to compare.
    static QString keyText(const std::vector<FieldId> &key)
    {
        QStringList positions;
        for (const FieldId field : key)
            positions.append(QString::number(field.value()));
        return positions.join(u' ');
    }

    QString keyText(ModelId model, const QStringList &names)
    {
        std::vector<FieldId> key;
        for (const QString &name : names)
            key.push_back(m_draft.fieldNamed(model, name).value_or(FieldId()));
        return keyText(key);
    }

    Result<QString> ownerKey(int owner)
    {
        if (at(owner).kind != RelationKind::HasMany)
            return QString();
        return declaredKey(m_draft, at(owner)).map([](const std::vector<FieldId> &key) { return keyText(key); });
    }

    QString backKey(int back)
    {
        const RelationField &field = at(back);
        if (!field.fields.isEmpty())
            return keyText(field.model, field.fields);
        const bool ownFields = field.references && !field.references->isEmpty()
            && m_draft.fieldNamed(field.model, field.references->front());
        return ownFields ? keyText(field.model, *field.references) : QString();
    }

    Done pairByKey(const Between &between)
    {
        QHash<QString, int> owners;
        for (const int owner : between.owners) {
            const Result<QString> key = ownerKey(owner);
            if (!key)
                return tl::unexpected(key.error());
            m_ownerKeys.insert(owner, *key);
            if (key->isEmpty() || !isFree(owner))
                continue;
            if (owners.contains(*key) && !between.backs.empty())
                return ambiguous(at(owner).offset, path(at(owners.value(*key))), path(at(owner)),
                                 m_draft.model(at(owner).target).name);
            owners.insert(*key, owner);
        }
        for (const int back : between.backs) {
            const int owner = owners.value(backKey(back), -1);
            if (owner >= 0 && isFree(back) && isFree(owner))
                pair(owner, back);
        }
        return {};
    }

    void settleVersion1(const Between &between)
    {
        for (const int back : between.backs)
            if (at(back).version1 && isFree(back)) {
                at(back).kind = RelationKind::HasOne;
                m_alone.insert(back);
            }
    }

    /// What is left over: each must fit in one way only. A field without a key of its own could be the other end of any
    /// owner, one with a key of those that say nothing of theirs. (Those of its own key are paired already.)
    Done pairRest(const Between &between)
    {
        std::vector<int> owners;
        std::vector<int> open;
        for (const int owner : between.owners) {
            if (!isFree(owner) || at(owner).version1)
                continue;
            owners.push_back(owner);
            if (m_ownerKeys.value(owner).isEmpty())
                open.push_back(owner);
        }
        QHash<int, int> backOfOwner;
        for (const int back : between.backs) {
            if (!isFree(back))
                continue;
            const std::vector<int> &matches = backKey(back).isEmpty() ? owners : open;
            if (matches.empty())
                continue;
            if (matches.size() > 1)
                return ambiguous(at(back).offset, path(at(matches[0])), path(at(matches[1])), path(at(back)));
            const int match = matches.front();
            if (backOfOwner.contains(match))
                return ambiguous(at(back).offset, path(at(backOfOwner.value(match))), path(at(back)), path(at(match)));
            backOfOwner.insert(match, back);
        }
        for (auto it = backOfOwner.cbegin(); it != backOfOwner.cend(); ++it)
            pair(it.key(), it.value());
        return {};
    }

    tl::unexpected<Error> ambiguous(qsizetype offset, const QString &a, const QString &b, const QString &other)
    {
        return errorAt(m_draft.text, offset,
                       u"expected one match, but both \""_s % a % u"\" and \""_s % b % u"\" could belong to \""_s
                           % other % u"\"; say which by indexName, fields or references"_s,
                       ErrorCode::Unsupported);
    }

    Draft &m_draft;
    QHash<std::pair<int, int>, Between> m_between;
    std::vector<std::pair<int, int>> m_order;
    QSet<int> m_alone;
    QHash<int, QString> m_ownerKeys;
};

} // namespace

Done pairRelations(Draft &draft) { return Pairing(draft).run(); }

} // namespace relata::sdl
