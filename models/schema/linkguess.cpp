#include "schema/linkguess.h"

#include "schema/schemarules.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace relata {
namespace {

using namespace Qt::StringLiterals;

/// "billing_address_id" and "BillingAddressId" → billing, address, id.
QStringList wordsOf(const QString &name)
{
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words.append(word.toLower());
        word.clear();
    };
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        if (!c.isLetterOrNumber()) {
            end();
            continue;
        }
        const bool afterLower = i > 0 && name[i - 1].isLower();
        const bool beforeLower = i > 0 && name[i - 1].isUpper() && i + 1 < name.size() && name[i + 1].isLower();
        if (c.isUpper() && (afterLower || beforeLower))
            end();
        word += c;
    }
    end();
    return words;
}

bool isIdWord(const QString &word)
{
    static const QSet<QString> words{u"id"_s, u"key"_s, u"fk"_s,  u"ref"_s,    u"uuid"_s, u"guid"_s, u"code"_s,
                                     u"no"_s, u"nr"_s,  u"num"_s, u"number"_s, u"pk"_s,   u"name"_s};
    return words.contains(word);
}

/// Words that end in "id" and name nobody: "valid" is no key of a val.
bool isWordInId(const QString &word)
{
    static const QSet<QString> words{
        u"valid"_s, u"invalid"_s, u"paid"_s,  u"unpaid"_s,  u"prepaid"_s, u"grid"_s,  u"hybrid"_s, u"solid"_s,
        u"fluid"_s, u"liquid"_s,  u"rapid"_s, u"android"_s, u"void"_s,    u"avoid"_s, u"bid"_s,    u"kid"_s,
        u"acid"_s,  u"covid"_s,   u"said"_s,  u"raid"_s,    u"aid"_s,     u"mid"_s,   u"lid"_s,    u"humid"_s,
    };
    return words.contains(word);
}

/// Words for an instance of the same model.
bool isSelfWord(const QString &stem)
{
    static const QSet<QString> words{
        u"parent"_s,      u"manager"_s,     u"boss"_s,     u"supervisor"_s, u"superior"_s, u"reports to"_s,
        u"reply to"_s,    u"in reply to"_s, u"mentor"_s,   u"root"_s,       u"ancestor"_s, u"original"_s,
        u"predecessor"_s, u"successor"_s,   u"previous"_s, u"next"_s,       u"prev"_s,     u"duplicate of"_s,
    };
    return words.contains(stem);
}

enum class Comparable { Numbers, Texts, Anything, Nothing };

Comparable comparableAs(const Field &field)
{
    if (field.type.kind != FieldType::Kind::Scalar || field.type.list)
        return Comparable::Nothing;
    if (field.anyType)
        return Comparable::Anything;
    switch (field.type.scalar) {
    case ScalarType::Int:
    case ScalarType::BigInt:
    case ScalarType::Decimal:
        return Comparable::Numbers;
    case ScalarType::Id:
    case ScalarType::String:
        return Comparable::Texts;
    default:
        return Comparable::Nothing;
    }
}

bool compare(const Field &a, const Field &b)
{
    const Comparable first = comparableAs(a);
    const Comparable second = comparableAs(b);
    if (first == Comparable::Nothing || second == Comparable::Nothing)
        return false;
    return first == second || first == Comparable::Anything || second == Comparable::Anything;
}

/// A model that can be referred to, with its name in words, the last in the singular.
struct Target
{
    ModelId model;
    FieldId key;
    QString words; ///< "order item"
    QString joined; ///< "orderitem"
    QString keyJoined; ///< "orderitemid"
    bool plainKey = false; ///< called id, code or the like, and nothing more
};

class Guesses
{
public:
    explicit Guesses(const Schema &schema) : m_schema(schema)
    {
        for (std::size_t i = 0; i < schema.models.size(); ++i)
            addTarget(ModelId(static_cast<int>(i)));
    }

    std::vector<LinkGuess> run()
    {
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            if (!m_schema.models[i].view)
                guessFor(ModelId(static_cast<int>(i)));
        std::stable_sort(m_guesses.begin(), m_guesses.end(),
                         [](const LinkGuess &a, const LinkGuess &b) { return a.likeness > b.likeness; });
        return std::move(m_guesses);
    }

private:
    void addTarget(ModelId id)
    {
        const Model &model = m_schema.model(id);
        const bool keyed = model.keyKind == KeyKind::Primary || model.keyKind == KeyKind::Unique;
        if (model.view || model.join || !keyed || model.key.size() != 1)
            return;
        QStringList words = wordsOf(model.name);
        if (words.isEmpty())
            return;
        words.back() = schemarules::singularFieldName(words.back());
        const QStringList keyWords = wordsOf(model.field(model.key.front()).name);
        Target target{id,
                      model.key.front(),
                      words.join(u' '),
                      words.join(QString()),
                      keyWords.join(QString()),
                      keyWords.size() == 1 && isIdWord(keyWords.front())};
        const auto position = static_cast<int>(m_targets.size());
        m_byWords[target.words].push_back(position);
        m_byJoined[target.joined].push_back(position);
        m_byJoined[target.joined + target.keyJoined].push_back(position);
        if (!target.plainKey)
            m_byKey[target.keyJoined].push_back(position);
        m_ofModel.insert(id.value(), position);
        m_targets.push_back(std::move(target));
    }

    /// Fields that a declared reference is made of.
    QSet<int> declaredFields(ModelId model) const
    {
        QSet<int> result;
        for (const ReferenceId id : m_schema.referencesFrom(model))
            for (const FieldId column : m_schema.reference(id).columns)
                result.insert(column.value());
        return result;
    }

    void guessFor(ModelId id)
    {
        const Model &model = m_schema.model(id);
        const QSet<int> declared = declaredFields(id);
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const FieldId field(static_cast<int>(i));
            if (model.fields[i].hidden || !model.fields[i].isWritable() || declared.contains(field.value()))
                continue;
            m_best.clear();
            guess(id, field);
            for (const auto &[target, likeness] : m_best) {
                const Target &to = m_targets[static_cast<std::size_t>(target)];
                m_guesses.push_back({id, field, to.model, to.key, likeness});
            }
        }
    }

    void guess(ModelId from, FieldId field)
    {
        QStringList words = wordsOf(m_schema.field(from, field).name);
        if (words.isEmpty() || (words.size() == 1 && isIdWord(words.front())))
            return;
        const QString joined = words.join(QString());
        propose(from, field, m_byKey.value(joined), 0.8);
        propose(from, field, m_byJoined.value(joined), 0.7);
        const bool endsInId = words.size() > 1 && isIdWord(words.back());
        if (endsInId)
            words.removeLast();
        else if (words.size() == 1 && joined.endsWith(u"id") && !isWordInId(joined))
            propose(from, field, m_byJoined.value(joined.chopped(2)), 0.85); // "authorid"
        words.back() = schemarules::singularFieldName(words.back());
        proposeByWords(from, field, words, endsInId);
        if (const auto own = m_ofModel.constFind(from.value());
            own != m_ofModel.constEnd() && isSelfWord(words.join(u' ')))
            propose(from, field, {*own}, endsInId ? 0.8 : 0.65);
    }

    /// The whole name, or its end: "billing address" → address.
    void proposeByWords(ModelId from, FieldId field, const QStringList &words, bool endsInId)
    {
        for (qsizetype skipped = 0; skipped < words.size(); ++skipped) {
            const QString rest = words.mid(skipped).join(u' ');
            const double likeness = skipped == 0 ? (endsInId ? 0.95 : 0.7) : (endsInId ? 0.75 : 0.5);
            propose(from, field, m_byWords.value(rest), likeness);
        }
    }

    void propose(ModelId from, FieldId field, const std::vector<int> &targets, double likeness)
    {
        for (const int position : targets) {
            const Target &to = m_targets[static_cast<std::size_t>(position)];
            const bool itself = to.model == from && to.key == field;
            if (itself || !compare(m_schema.field(from, field), m_schema.field(to.model, to.key)))
                continue;
            const auto found = std::find_if(m_best.begin(), m_best.end(),
                                            [position](const auto &pair) { return pair.first == position; });
            // What is said twice, by the name of the key and by that of the model, is said more clearly.
            if (found == m_best.end())
                m_best.emplace_back(position, likeness);
            else
                found->second = std::min(1.0, std::max(found->second, likeness) + 0.05);
        }
    }

    const Schema &m_schema;
    std::vector<Target> m_targets;
    QHash<QString, std::vector<int>> m_byWords;
    QHash<QString, std::vector<int>> m_byJoined;
    QHash<QString, std::vector<int>> m_byKey;
    QHash<int, int> m_ofModel;
    std::vector<std::pair<int, double>> m_best; ///< of the field in question: target and likeness
    std::vector<LinkGuess> m_guesses;
};

} // namespace

std::vector<LinkGuess> linkGuesses(const Schema &schema) { return Guesses(schema).run(); }

} // namespace relata
