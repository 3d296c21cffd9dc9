#include "views/browse/formintents.h"

#include "views/browse/formlayout.h"
#include "views/browse/linkfield.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata::formintents {
namespace {

/// Stands in the sentence as a name: in quotation marks, whichever the language uses.
bool isNamedIn(const QString &sentence, const QString &name)
{
    const QRegularExpression quoted(u"[“‘'\"„«`]"_s % QRegularExpression::escape(name) % u"[”’'\"“»`]"_s);
    return sentence.contains(quoted);
}

} // namespace

std::optional<Assignments> values(const FormLayout &layout, const FormDrafts::Draft &draft)
{
    Assignments result;
    FieldEditor *firstBad = nullptr;
    for (const FormLayout::FieldEntry &entry : layout.fields()) {
        if (!draft.fields.contains(entry.id) || entry.editor->isReadOnly())
            continue;
        const Result<Value> value = entry.editor->value();
        entry.editor->setProblem(value ? QString() : value.error().message);
        if (value)
            result.emplace_back(entry.id, *value);
        else if (!firstBad)
            firstBad = entry.editor;
    }
    if (firstBad) {
        firstBad->setFocus();
        return {};
    }
    for (const auto &[end, link] : draft.links)
        result.insert(result.end(), link.values.begin(), link.values.end());
    return result;
}

Assignments expected(const FormDrafts::Draft &draft, const Assignments &values)
{
    Assignments result;
    for (const auto &[field, value] : values)
        if (const auto base = draft.base.find(field); base != draft.base.end())
            result.emplace_back(field, base->second);
    return result;
}

bool showAtField(const FormLayout &layout, const Schema &schema, const Error &error)
{
    for (const FormLayout::FieldEntry &entry : layout.fields()) {
        if (!isNamedIn(error.message, entry.editor->field().name))
            continue;
        entry.editor->setProblem(error.message);
        entry.editor->setFocus();
        return true;
    }
    for (const FormLayout::LinkEntry &entry : layout.links()) {
        if (!isNamedIn(error.message, schema.end(entry.id).name))
            continue;
        entry.field->setProblem(error.message);
        return true;
    }
    return false;
}

std::optional<Assignments> linkValues(const Schema &schema, EndId end, const Key &target)
{
    const Reference &reference = schema.reference(schema.end(end).reference);
    const std::vector<FieldId> &key = schema.model(reference.to).key;
    Assignments result;
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        const auto it = std::find(key.begin(), key.end(), reference.referenced[i]);
        const auto place = static_cast<std::size_t>(it - key.begin());
        if (it == key.end() || place >= target.size())
            return {};
        result.emplace_back(reference.columns[i], target[place]);
    }
    return result;
}

Assignments linkValues(const Schema &schema, EndId end, const Row &target)
{
    const Reference &reference = schema.reference(schema.end(end).reference);
    Assignments result;
    for (std::size_t i = 0; i < reference.columns.size(); ++i)
        result.emplace_back(reference.columns[i], target.values[reference.referenced[i].index()]);
    return result;
}

Assignments noLink(const Schema &schema, EndId end)
{
    // Of a composite key, a required part stays: one empty part is enough to lead nowhere.
    const Reference &reference = schema.reference(schema.end(end).reference);
    Assignments result;
    for (const FieldId column : reference.columns)
        if (!schema.field(reference.from, column).required)
            result.emplace_back(column, Value{});
    return result;
}

} // namespace relata::formintents
