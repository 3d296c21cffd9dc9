#include "schema/schemarules.h"

#include <QSet>

#include <algorithm>

namespace relata::schemarules {
namespace {

bool isReadableText(const Field &field)
{
    if (field.type.kind != FieldType::Kind::Scalar || field.type.list || field.hidden)
        return false;
    switch (field.type.scalar) {
    case ScalarType::String:
    case ScalarType::Email:
    case ScalarType::Url:
    case ScalarType::Phone:
        return true;
    default:
        return false;
    }
}

bool isAlone(const Index &index, FieldId field)
{
    return index.unique && index.fields.size() == 1 && index.fields.front() == field;
}

/// A model's fields that could stand for an instance: not the key, not a reference, not kept by Relata.
std::vector<FieldId> displayCandidates(const Schema &schema, ModelId id)
{
    const Model &model = schema.model(id);
    std::vector<bool> refers(model.fields.size());
    for (const ReferenceId reference : schema.referencesFrom(id))
        for (const FieldId column : schema.reference(reference).columns)
            refers[column.index()] = true;

    std::vector<FieldId> result;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field(static_cast<int>(i));
        const FieldOrigin origin = model.fields[i].origin;
        const bool kept = origin == FieldOrigin::CreatedAt || origin == FieldOrigin::UpdatedAt;
        if (!refers[i] && !kept && !model.fields[i].hidden && !model.isKey(field))
            result.push_back(field);
    }
    return result;
}

bool endsWithAny(const QString &text, std::initializer_list<QLatin1StringView> endings)
{
    return std::any_of(endings.begin(), endings.end(),
                       [&text](QLatin1StringView ending) { return text.endsWith(ending); });
}

bool looksPlural(const QString &word)
{
    return word.size() > 2 && word.endsWith(u's')
        && !endsWithAny(word, {QLatin1StringView("ss"), QLatin1StringView("us"), QLatin1StringView("is")});
}

/// "OrderItem" → "orderItem", "URL" → "url", "HTTPLog" → "httpLog", "ORDER_ITEM" → "order_item".
QString lowerStart(QString name)
{
    if (name == name.toUpper())
        return name.toLower();
    qsizetype capitals = 0;
    while (capitals < name.size() && name[capitals].isUpper())
        ++capitals;
    const qsizetype lowered = std::max<qsizetype>(capitals - 1, std::min<qsizetype>(capitals, 1));
    for (qsizetype i = 0; i < lowered; ++i)
        name[i] = name[i].toLower();
    return name;
}

} // namespace

FieldId guessDisplay(const Schema &schema, ModelId id)
{
    const Model &model = schema.model(id);
    if (model.join)
        return {};
    const std::vector<FieldId> candidates = displayCandidates(schema, id);

    std::vector<FieldId> uniqueTexts;
    for (const FieldId field : candidates) {
        const bool unique = model.field(field).unique
            || std::any_of(model.indexes.begin(), model.indexes.end(),
                           [field](const Index &index) { return isAlone(index, field); });
        if (unique && isReadableText(model.field(field)))
            uniqueTexts.push_back(field);
    }
    if (uniqueTexts.size() == 1)
        return uniqueTexts.front();

    for (const QLatin1StringView wanted :
         {QLatin1StringView("name"), QLatin1StringView("title"), QLatin1StringView("label")})
        for (const FieldId field : candidates)
            if (model.field(field).name.compare(wanted, Qt::CaseInsensitive) == 0
                && !model.field(field).type.isStructured())
                return field;

    const auto visible = std::count_if(model.fields.begin(), model.fields.end(), [](const Field &field) {
        return !field.hidden && field.origin != FieldOrigin::CreatedAt && field.origin != FieldOrigin::UpdatedAt;
    });
    if (visible == 2 && candidates.size() == 1 && !model.field(candidates.front()).type.isStructured())
        return candidates.front();

    const auto text = std::find_if(candidates.begin(), candidates.end(),
                                   [&model](FieldId field) { return isReadableText(model.field(field)); });
    return text == candidates.end() ? FieldId() : *text;
}

QString pluralFieldName(const QString &modelName)
{
    const QString word = lowerStart(modelName);
    if (word.isEmpty() || looksPlural(word))
        return word;
    const QChar last = word.back();
    // An English ending is only put where an English word may stand.
    if (std::any_of(word.begin(), word.end(), [](QChar c) { return c.unicode() > 0x7f; }) || !last.isLetter())
        return word;
    if (word.size() > 1 && last == u'y' && !QStringView(u"aeiou").contains(word[word.size() - 2]))
        return word.chopped(1) + QStringLiteral("ies");
    if (endsWithAny(word,
                    {QLatin1StringView("s"), QLatin1StringView("x"), QLatin1StringView("z"), QLatin1StringView("ch"),
                     QLatin1StringView("sh")}))
        return word + QStringLiteral("es");
    return word + u's';
}

QString singularFieldName(const QString &modelName)
{
    const QString word = lowerStart(modelName);
    if (!looksPlural(word))
        return word;
    if (word.size() > 4 && word.endsWith(QLatin1StringView("ies")))
        return word.endsWith(QLatin1StringView("series")) ? word : word.chopped(3) + u'y';
    if (endsWithAny(word,
                    {QLatin1StringView("sses"), QLatin1StringView("xes"), QLatin1StringView("ches"),
                     QLatin1StringView("shes")}))
        return word.chopped(2);
    return word.chopped(1);
}

QString freeName(const QString &wanted, const QStringList &taken)
{
    if (!taken.contains(wanted))
        return wanted;
    const QSet<QString> names(taken.begin(), taken.end());
    for (int number = 2;; ++number) {
        const QString candidate = wanted + QString::number(number);
        if (!names.contains(candidate))
            return candidate;
    }
}

} // namespace relata::schemarules
