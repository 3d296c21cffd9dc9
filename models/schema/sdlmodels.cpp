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
        const bool hasKey =
            m_own.keyKind == KeyKind::Rowid || isKeyless() || directiveWithin(u"primaryKey") || primaryKeyOfVersion1();
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
            const FieldId fieldId = m_draft.addField(m_id, std::move(*field), declared.name);
            if (readColumn(declared.directives).nullable)
                m_nullable.insert(fieldId.value());
            if (directiveNamed(declared.directives, u"display"))
                m_draft.model(m_id).display = fieldId;
        }
        if (m_own.keyKind == KeyKind::Rowid)
            addRowid();
        return {};
    }

    [[nodiscard]] bool isKeyless() const { return m_own.view || m_own.keyKind == KeyKind::None; }

    /// SQLite's row number, as the key of a table that declares none.
    void addRowid()
    {
        Field field;
        field.name = m_own.rowid.isEmpty() ? u"rowid"_s : m_own.rowid;
        field.column = field.name;
        field.type.scalar = ScalarType::BigInt;
        field.required = true;
        field.unique = true;
        field.hidden = true;
        field.hasDefault = true;
        field.origin = FieldOrigin::Rowid;
        const FieldId id = m_draft.addField(m_id, std::move(field));
        m_draft.model(m_id).key = {id};
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
        Model &model = m_draft.model(m_id);
        model.view = m_own.view;
        model.join = m_own.join;
        model.strict = m_own.strict;
        model.withoutRowid = m_own.withoutRowid;
        model.keyKind = m_own.view ? KeyKind::None : m_own.keyKind;
        if (isKeyless() || m_own.keyKind == KeyKind::Rowid)
            return readIndexes();
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
            model.fields[field.index()].required = !m_nullable.contains(field.value());
        model.key = std::move(*fields);
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

public:
    /// Indexes over the hidden fields of relationships, which are made after the others: @index(fields:) of the type.
    Done readLateIndexes()
    {
        for (const AstDirective &directive : m_definition.directives)
            if (directive.name == u"index")
                if (auto done = addIndex(directive, listArgument(directive, u"fields").value_or(QStringList())); !done)
                    return done;
        return {};
    }

private:
    Done addIndex(const AstDirective &directive, const QStringList &names)
    {
        auto fields = fieldsOf(names, directive.offset);
        if (!fields)
            return tl::unexpected(fields.error());
        if (fields->empty())
            return errorAt(m_draft.text, directive.offset, u"expected at least one field for the index"_s);
        Index index{textArgument(directive, u"name"), std::move(*fields), isUnique(directive),
                    textArgument(directive, u"queryField")};
        index.arguments =
            membersText(directive.arguments, {u"name", u"sortKeyFields", u"fields", u"unique", u"queryField"});
        const AstValue *queryField = directive.arguments.member(u"queryField");
        if (queryField && queryField->kind == AstValue::Kind::Null)
            index.arguments = u"queryField: null"_s % (index.arguments.isEmpty() ? u""_s : u", "_s) % index.arguments;
        m_draft.model(m_id).indexes.push_back(std::move(index));
        return {};
    }

    bool isUnique(const AstDirective &directive) const
    {
        const AstValue *unique = directive.arguments.member(u"unique");
        return unique ? unique->isTrue() : m_uniqueIndexes.contains(textArgument(directive, u"name"));
    }

    /// The names in @unique(index:), which says what @index cannot say to Amplify.
    static QSet<QString> uniqueIndexes(const AstDefinition &definition)
    {
        QSet<QString> names;
        for (const AstField &field : definition.fields)
            for (const AstDirective &directive : field.directives)
                if (directive.name == u"unique" && directive.arguments.member(u"index"))
                    names.insert(textArgument(directive, u"index"));
        return names;
    }

    Draft &m_draft;
    const Names &m_names;
    ModelId m_id;
    const AstDefinition &m_definition;
    QSet<QString> m_uniqueIndexes = uniqueIndexes(m_definition);
    OwnTable m_own = readTable(m_definition.directives);
    QSet<int> m_nullable; ///< fields that may be null although they are in the key
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

Done readLateIndexes(Draft &draft, const Names &names, ModelId model, const AstDefinition &definition)
{
    return ModelReader(draft, names, model, definition).readLateIndexes();
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
