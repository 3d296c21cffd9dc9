#include "schema/label.h"

namespace relata::labels {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refused(const QString &sentence) { return failure(ErrorCode::InvalidValue, sentence); }

Result<FieldId> fieldOf(const Model &model, QStringView name)
{
    const auto field = model.fieldNamed(name);
    if (!field || model.field(*field).hidden)
        return refused(u"%1 has no field “%2”. Write a field's name in braces, as in {name}."_s.arg(model.name, name));
    return *field;
}

/// A backslash takes what follows it as it is.
QString escaped(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c == u'{' || c == u'}' || c == u'\\')
            result += u'\\';
        result += c;
    }
    return result;
}

/// Reads one character from `at`, and whether it was escaped; moves `at` past it.
struct Read
{
    QChar character;
    bool escaped;
};
Read next(QStringView text, qsizetype &at)
{
    const bool taken = text[at] == u'\\' && at + 1 < text.size();
    at += taken ? 2 : 1;
    return {text[at - 1], taken};
}

/// The name whose opening brace has been read; nothing where no brace closes it.
std::optional<QString> nameFrom(QStringView text, qsizetype &at)
{
    QString name;
    while (at < text.size()) {
        const Read c = next(text, at);
        if (c.character == u'}' && !c.escaped)
            return name;
        name += c.character;
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<LabelPart>> read(const Model &model, QStringView text)
{
    std::vector<LabelPart> parts;
    QString before;
    for (qsizetype at = 0; at < text.size();) {
        const Read c = next(text, at);
        if (c.escaped || (c.character != u'{' && c.character != u'}')) {
            before += c.character;
            continue;
        }
        if (c.character == u'}')
            return refused(u"A brace is closed that was not opened. As text, write it with a backslash: \\}."_s);
        const auto name = nameFrom(text, at);
        if (!name)
            return refused(u"A brace is left open. Write a field's name in braces, as in {name}."_s);
        const auto field = fieldOf(model, *name);
        if (!field)
            return tl::unexpected(field.error());
        parts.push_back({std::exchange(before, {}), *field});
    }
    if (parts.empty())
        return refused(u"Name at least one field in braces, as in {name}."_s);
    if (!before.isEmpty())
        parts.push_back({before, {}});
    return parts;
}

QString text(const Model &model) { return text(model, model.labelParts()); }

QString text(const Model &model, const std::vector<LabelPart> &parts)
{
    QString result;
    for (const LabelPart &part : parts) {
        result += escaped(part.text);
        if (part.field.isValid())
            result += u'{' % escaped(model.field(part.field).name) % u'}';
    }
    return result;
}

std::vector<LabelPart> moved(const std::vector<LabelPart> &parts, const std::vector<FieldId> &moves)
{
    std::vector<LabelPart> left;
    bool firstGone = false;
    for (const LabelPart &part : parts) {
        if (!part.field.isValid()) {
            left.push_back(part);
            continue;
        }
        const FieldId now = moves[part.field.index()];
        if (now.isValid())
            left.push_back({left.empty() && firstGone ? QString() : part.text, now});
        firstGone = firstGone || (left.empty() && !now.isValid());
    }
    const bool named =
        std::any_of(left.begin(), left.end(), [](const LabelPart &part) { return part.field.isValid(); });
    return named ? left : std::vector<LabelPart>();
}

} // namespace relata::labels
