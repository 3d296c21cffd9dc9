#include "schema/sdlfields.h"

#include <QSet>

#include <algorithm>

// One @model: its stored fields, its key, its indexes and the times that Relata keeps.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

class ModelReader
{
public:
    ModelReader(Draft &draft, const Names &names, ModelId id, const AstDefinition &definition)
        : m_draft(draft), m_names(names), m_id(id), m_definition(definition)
    {}

    Done read()
    {
        if (auto done = readPlainFields(); !done)
            return done;
        return readKeys();
    }

private:
    static bool isRelation(const AstField &declared)
    {
        return std::any_of(declared.directives.begin(), declared.directives.end(), [](const AstDirective &directive) {
            return directive.name == u"hasOne" || directive.name == u"hasMany" || directive.name == u"belongsTo"
                || directive.name == u"manyToMany" || directive.name == u"connection";
        });
    }

    Done readPlainFields()
    {
        const bool hasKey = directiveWithin(u"primaryKey") || primaryKeyOfVersion1();
        const bool hasId = std::any_of(m_definition.fields.begin(), m_definition.fields.end(),
                                       [](const AstField &field) { return field.name == u"id"; });
        if (!hasKey && !hasId) {
            Field field;
            field.name = u"id"_s;
            field.column = field.name;
            field.type.scalar = ScalarType::Id;
            field.required = true;
            m_draft.addField(m_id, std::move(field));
        }
        QSet<QString> seen;
        for (const AstField &declared : m_definition.fields) {
            if (seen.contains(declared.name))
                return nameTwice(m_draft.text, declared.offset, declared.name);
            seen.insert(declared.name);
            if (isRelation(declared) || leaveOutModelField(m_draft, m_names, m_definition.name, declared))
                continue;
            auto field = readField(m_draft, m_names, m_definition.name, declared);
            if (!field)
                return tl::unexpected(field.error());
            if (auto done = readDefault(m_draft, *field, declared); !done)
                return done;
            const FieldId fieldId = m_draft.addField(m_id, std::move(*field));
            if (directiveNamed(declared.directives, u"display"))
                m_draft.model(m_id).display = fieldId;
        }
        return {};
    }

    const AstDirective *primaryKeyOfVersion1() const
    {
        for (const AstDirective &directive : m_definition.directives)
            if (directive.name == u"key" && textArgument(directive, u"name").isEmpty())
                return &directive;
        return nullptr;
    }

    const AstField *directiveWithin(QStringView name) const
    {
        const auto found =
            std::find_if(m_definition.fields.begin(), m_definition.fields.end(),
                         [name](const AstField &field) { return directiveNamed(field.directives, name) != nullptr; });
        return found == m_definition.fields.end() ? nullptr : &*found;
    }

    Result<std::vector<FieldId>> fieldsOf(const QStringList &names, qsizetype offset)
    {
        std::vector<FieldId> result;
        for (const QString &name : names) {
            const auto field = m_draft.fieldNamed(m_id, name);
            if (!field)
                return errorAt(
                    m_draft.text, offset,
                    u"expected fields of %1, but it has no stored field \"%2\""_s.arg(m_draft.model(m_id).name, name));
            result.push_back(*field);
        }
        return result;
    }

    Done readKeys()
    {
        QStringList key{u"id"_s};
        qsizetype offset = m_definition.offset;
        if (const AstField *field = directiveWithin(u"primaryKey")) {
            const AstDirective *directive = directiveNamed(field->directives, u"primaryKey");
            key = QStringList{field->name} + listArgument(*directive, u"sortKeyFields").value_or(QStringList());
            offset = directive->offset;
        } else if (const AstDirective *directive = primaryKeyOfVersion1()) {
            key = listArgument(*directive, u"fields").value_or(QStringList());
            offset = directive->offset;
        }
        auto fields = fieldsOf(key, offset);
        if (!fields)
            return tl::unexpected(fields.error());
        if (fields->empty())
            return errorAt(m_draft.text, offset, u"expected at least one field for the key"_s);
        if (QSet<QString>(key.begin(), key.end()).size() != key.size())
            return errorAt(m_draft.text, offset, u"expected different fields for the key"_s);
        for (const FieldId field : *fields)
            m_draft.model(m_id).fields[field.index()].required = true;
        m_draft.model(m_id).key = std::move(*fields);
        return readIndexes();
    }

    Done readIndexes()
    {
        for (const AstDirective &directive : m_definition.directives)
            if (directive.name == u"key" && !textArgument(directive, u"name").isEmpty())
                if (auto done = addIndex(directive, listArgument(directive, u"fields").value_or(QStringList())); !done)
                    return done;
        for (const AstField &field : m_definition.fields)
            for (const AstDirective &directive : field.directives)
                if (directive.name == u"index")
                    if (auto done = addIndex(directive,
                                             QStringList{field.name}
                                                 + listArgument(directive, u"sortKeyFields").value_or(QStringList()));
                        !done)
                        return done;
        // The two dialects declare them at different places; one order for both.
        std::stable_sort(m_draft.model(m_id).indexes.begin(), m_draft.model(m_id).indexes.end(),
                         [](const Index &a, const Index &b) { return a.fields.front() < b.fields.front(); });
        return {};
    }

    Done addIndex(const AstDirective &directive, const QStringList &names)
    {
        auto fields = fieldsOf(names, directive.offset);
        if (!fields)
            return tl::unexpected(fields.error());
        if (fields->empty())
            return errorAt(m_draft.text, directive.offset, u"expected at least one field for the index"_s);
        const AstValue *unique = directive.arguments.member(u"unique");
        m_draft.model(m_id).indexes.push_back(Index{textArgument(directive, u"name"), std::move(*fields),
                                                    unique && unique->text == u"true",
                                                    textArgument(directive, u"queryField")});
        return {};
    }

    Draft &m_draft;
    const Names &m_names;
    ModelId m_id;
    const AstDefinition &m_definition;
};

/// createdAt and updatedAt: a declared field of that name and of type AWSDateTime, or a field that is added.
void keepTime(Draft &draft, ModelId id, const QString &name, FieldOrigin origin)
{
    Model &model = draft.model(id);
    if (const auto declared = draft.fieldNamed(id, name)) {
        Field &field = model.fields[declared->index()];
        if (field.type.isScalar(ScalarType::DateTime) && !model.isKey(*declared) && !field.hasDefault)
            field.origin = origin;
        return;
    }
    Field field;
    field.name = name;
    field.column = name;
    field.type.scalar = ScalarType::DateTime;
    field.origin = origin;
    draft.addField(id, std::move(field));
}

/// @model(timestamps: …): null keeps none, an object renames them or leaves one out.
QString timeName(const AstDefinition &definition, const QString &usual)
{
    const AstValue *timestamps = directiveNamed(definition.directives, u"model")->arguments.member(u"timestamps");
    if (!timestamps)
        return usual;
    if (timestamps->kind != AstValue::Kind::Object)
        return {};
    const AstValue *renamed = timestamps->member(usual);
    if (!renamed)
        return usual;
    return renamed->kind == AstValue::Kind::String ? renamed->text : QString();
}

} // namespace

Done readModel(Draft &draft, const Names &names, ModelId model, const AstDefinition &definition)
{
    return ModelReader(draft, names, model, definition).read();
}

void keepTimes(Draft &draft, ModelId model, const AstDefinition *definition)
{
    const auto keep = [&](const QString &usual, FieldOrigin origin) {
        const QString name = definition ? timeName(*definition, usual) : usual;
        if (!name.isEmpty())
            keepTime(draft, model, name, origin);
    };
    keep(u"createdAt"_s, FieldOrigin::CreatedAt);
    keep(u"updatedAt"_s, FieldOrigin::UpdatedAt);
}

} // namespace relata::sdl
