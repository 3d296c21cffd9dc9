#include "schema/sdl.h"

#include "schema/schemarules.h"
#include "schema/sdlfields.h"

#include <QSet>

#include <algorithm>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

using DefinitionKind = AstDefinition::Kind;

bool isModel(const AstDefinition &definition)
{
    return definition.kind == DefinitionKind::Object && directiveNamed(definition.directives, u"model");
}

/// From document to schema in steps; each needs what the steps before it made.
class Reader
{
public:
    explicit Reader(QStringView text) { m_draft.text = text; }

    Result<Schema> read()
    {
        auto document = parse(m_draft.text);
        if (!document)
            return tl::unexpected(document.error());
        m_document = std::move(*document);
        for (Done (Reader::*step)() : {&Reader::mergeExtensions, &Reader::collectNames, &Reader::readTypes,
                                       &Reader::readModels, &Reader::readRelations})
            if (Done done = (this->*step)(); !done)
                return tl::unexpected(done.error());
        if (Done paired = pairRelations(m_draft); !paired)
            return tl::unexpected(paired.error());
        if (Done made = makeRelationships(m_draft); !made)
            return tl::unexpected(made.error());
        finish();
        return std::move(m_draft.schema);
    }

private:
    Schema &schema() { return m_draft.schema; }

    tl::unexpected<Error> twice(qsizetype offset, const QString &name)
    {
        return errorAt(m_draft.text, offset,
                       u"expected another name, because \""_s % name % u"\" stands here already"_s);
    }

    /// Adds what `extend type X` says to X.
    Done mergeExtensions()
    {
        QHash<QString, std::size_t> places;
        for (std::size_t i = 0; i < m_document.size(); ++i)
            if (!m_document[i].extension)
                places.insert(m_document[i].name, i);
        for (AstDefinition &extension : m_document) {
            if (!extension.extension || extension.kind == DefinitionKind::Schema)
                continue;
            const auto place = places.constFind(extension.name);
            const bool fits = place != places.constEnd() && m_document[*place].kind == extension.kind;
            if (!fits && extension.name != u"Query" && extension.name != u"Mutation"
                && extension.name != u"Subscription")
                return errorAt(m_draft.text, extension.offset,
                               u"expected a type to extend, but \""_s % extension.name % u"\" is not declared so"_s);
            if (!fits)
                continue;
            AstDefinition &extended = m_document[*place];
            std::move(extension.fields.begin(), extension.fields.end(), std::back_inserter(extended.fields));
            std::move(extension.directives.begin(), extension.directives.end(),
                      std::back_inserter(extended.directives));
            extension.fields.clear();
            extension.directives.clear();
        }
        return {};
    }

    /// Query, Mutation and Subscription, whatever the schema definition calls them.
    void collectOperations()
    {
        m_operations = {u"Query"_s, u"Mutation"_s, u"Subscription"_s};
        for (const AstDefinition &definition : m_document)
            if (definition.kind == DefinitionKind::Schema)
                for (const AstField &field : definition.fields)
                    m_operations.insert(field.type.name);
    }

    NameKind kindOf(const AstDefinition &definition) const
    {
        if (definition.kind == DefinitionKind::Enum)
            return NameKind::Enum;
        if (isModel(definition))
            return NameKind::Model;
        const bool object = definition.kind == DefinitionKind::Object && !m_operations.contains(definition.name);
        return object ? NameKind::Object : NameKind::Other;
    }

    Done collectNames()
    {
        collectOperations();
        for (int i = 0; i <= static_cast<int>(ScalarType::BigInt); ++i)
            m_names.kinds.insert(toString(static_cast<ScalarType>(i)), NameKind::Scalar);
        for (const AstDefinition &definition : m_document) {
            const bool named =
                definition.kind != DefinitionKind::Schema && definition.kind != DefinitionKind::Directive;
            if (!named || definition.extension)
                continue;
            const bool repeatsScalar = definition.kind == DefinitionKind::Scalar && scalarTypeNamed(definition.name);
            if (repeatsScalar)
                continue;
            if (m_names.kinds.contains(definition.name))
                return twice(definition.offset, definition.name);
            m_names.kinds.insert(definition.name, kindOf(definition));
            if (isModel(definition)) {
                Model model;
                model.name = definition.name;
                model.table = definition.name;
                model.description = definition.description;
                model.directives = otherDirectives(definition.directives);
                m_draft.addModel(std::move(model));
                m_modelDefinitions.push_back(&definition);
            } else {
                m_draft.takenTypeNames.append(definition.name);
            }
        }
        return {};
    }

    Done readTypes()
    {
        for (const AstDefinition &definition : m_document) {
            if (definition.extension || m_names.of(definition.name) != kindOf(definition))
                continue;
            Done done;
            if (definition.kind == DefinitionKind::Enum)
                done = readEnum(definition);
            else if (kindOf(definition) == NameKind::Object)
                done = readObject(definition);
            if (!done)
                return done;
        }
        noteTheRest();
        return {};
    }

    Done readEnum(const AstDefinition &definition)
    {
        EnumType type{definition.name, {}, definition.description, otherDirectives(definition.directives)};
        QSet<QString> seen;
        for (const AstField &value : definition.fields) {
            if (seen.contains(value.name))
                return twice(value.offset, value.name);
            seen.insert(value.name);
            type.values.append(value.name);
        }
        schema().enums.push_back(std::move(type));
        return {};
    }

    Done readObject(const AstDefinition &definition)
    {
        ObjectType type{definition.name, {}, definition.description, otherDirectives(definition.directives)};
        QSet<QString> seen;
        for (const AstField &declared : definition.fields) {
            if (seen.contains(declared.name))
                return twice(declared.offset, declared.name);
            seen.insert(declared.name);
            if (leaveOutModelField(definition.name, declared))
                continue;
            auto field = readField(m_draft, m_names, definition.name, declared);
            if (!field)
                return tl::unexpected(field.error());
            type.fields.push_back(std::move(*field));
        }
        schema().types.push_back(std::move(type));
        return {};
    }

    bool leaveOutModelField(const QString &owner, const AstField &declared)
    {
        if (m_names.of(declared.type.name) != NameKind::Model)
            return false;
        schema().notices.append(
            u"%1.%2 was left out: it leads to the model %3, but no relationship is declared for it."_s.arg(
                owner, declared.name, declared.type.name));
        return true;
    }

    /// Says what was read and has no place in a schema of stored data.
    void noteTheRest()
    {
        QHash<QString, int> counts;
        QStringList directives;
        const auto count = [&](const std::vector<AstDirective> &list) {
            for (const AstDirective &directive : list) {
                const bool version1 = directive.name == u"connection" || directive.name == u"key";
                if (hasMeaning(directive.name) && !version1)
                    continue;
                if (++counts[directive.name] == 1)
                    directives.append(directive.name);
            }
        };
        for (const AstDefinition &definition : m_document) {
            count(definition.directives);
            for (const AstField &field : definition.fields)
                count(field.directives);
            const bool operation = m_operations.contains(definition.name) && !isModel(definition);
            const bool declaresData = definition.kind == DefinitionKind::Enum
                || (definition.kind == DefinitionKind::Object && !operation)
                || definition.kind == DefinitionKind::Schema || definition.kind == DefinitionKind::Directive;
            if (!declaresData)
                schema().notices.append(u"\"%1\" was left out: it is no stored data."_s.arg(definition.name));
        }
        for (const QString &name : std::as_const(directives)) {
            const bool version1 = name == u"connection" || name == u"key";
            schema().notices.append((version1
                                         ? u"@%1 (%2×) is version 1 of Amplify and was read as what comes nearest."_s
                                         : u"@%1 (%2×) has no effect here."_s)
                                        .arg(name, QString::number(counts.value(name))));
        }
    }

    ModelId modelOf(std::size_t definition) const { return ModelId(static_cast<int>(definition)); }

    Done readModels()
    {
        for (std::size_t i = 0; i < m_modelDefinitions.size(); ++i) {
            if (auto done = readPlainFields(modelOf(i), *m_modelDefinitions[i]); !done)
                return done;
            if (auto done = readKeys(modelOf(i), *m_modelDefinitions[i]); !done)
                return done;
        }
        return {};
    }

    static bool isRelation(const AstField &declared)
    {
        return std::any_of(declared.directives.begin(), declared.directives.end(), [](const AstDirective &directive) {
            return directive.name == u"hasOne" || directive.name == u"hasMany" || directive.name == u"belongsTo"
                || directive.name == u"manyToMany" || directive.name == u"connection";
        });
    }

    Done readPlainFields(ModelId id, const AstDefinition &definition)
    {
        const bool hasKey = directiveWithin(definition, u"primaryKey") || primaryKeyOfVersion1(definition);
        const bool hasId = std::any_of(definition.fields.begin(), definition.fields.end(),
                                       [](const AstField &field) { return field.name == u"id"; });
        if (!hasKey && !hasId) {
            Field field;
            field.name = u"id"_s;
            field.column = field.name;
            field.type.scalar = ScalarType::Id;
            field.required = true;
            m_draft.addField(id, std::move(field));
        }
        QSet<QString> seen;
        for (const AstField &declared : definition.fields) {
            if (seen.contains(declared.name))
                return twice(declared.offset, declared.name);
            seen.insert(declared.name);
            if (isRelation(declared) || leaveOutModelField(definition.name, declared))
                continue;
            auto field = readField(m_draft, m_names, definition.name, declared);
            if (!field)
                return tl::unexpected(field.error());
            if (auto done = readDefault(m_draft, *field, declared); !done)
                return done;
            const FieldId fieldId = m_draft.addField(id, std::move(*field));
            if (directiveNamed(declared.directives, u"display"))
                m_draft.model(id).display = fieldId;
        }
        return {};
    }

    static const AstDirective *primaryKeyOfVersion1(const AstDefinition &definition)
    {
        for (const AstDirective &directive : definition.directives)
            if (directive.name == u"key" && textArgument(directive, u"name").isEmpty())
                return &directive;
        return nullptr;
    }

    static const AstField *directiveWithin(const AstDefinition &definition, QStringView name)
    {
        const auto found =
            std::find_if(definition.fields.begin(), definition.fields.end(),
                         [name](const AstField &field) { return directiveNamed(field.directives, name) != nullptr; });
        return found == definition.fields.end() ? nullptr : &*found;
    }

    Result<std::vector<FieldId>> fieldsOf(ModelId id, const QStringList &names, qsizetype offset)
    {
        std::vector<FieldId> result;
        for (const QString &name : names) {
            const auto field = m_draft.fieldNamed(id, name);
            if (!field)
                return errorAt(
                    m_draft.text, offset,
                    u"expected fields of %1, but it has no stored field \"%2\""_s.arg(m_draft.model(id).name, name));
            result.push_back(*field);
        }
        return result;
    }

    Done readKeys(ModelId id, const AstDefinition &definition)
    {
        QStringList key{u"id"_s};
        qsizetype offset = definition.offset;
        if (const AstField *field = directiveWithin(definition, u"primaryKey")) {
            const AstDirective *directive = directiveNamed(field->directives, u"primaryKey");
            key = QStringList{field->name} + listArgument(*directive, u"sortKeyFields").value_or(QStringList());
            offset = directive->offset;
        } else if (const AstDirective *directive = primaryKeyOfVersion1(definition)) {
            key = listArgument(*directive, u"fields").value_or(QStringList());
            offset = directive->offset;
        }
        auto fields = fieldsOf(id, key, offset);
        if (!fields)
            return tl::unexpected(fields.error());
        if (fields->empty())
            return errorAt(m_draft.text, offset, u"expected at least one field for the key"_s);
        for (const FieldId field : *fields)
            m_draft.model(id).fields[field.index()].required = true;
        m_draft.model(id).key = std::move(*fields);
        return readIndexes(id, definition);
    }

    Done readIndexes(ModelId id, const AstDefinition &definition)
    {
        for (const AstDirective &directive : definition.directives)
            if (directive.name == u"key" && !textArgument(directive, u"name").isEmpty())
                if (auto done = addIndex(id, directive, listArgument(directive, u"fields").value_or(QStringList()));
                    !done)
                    return done;
        for (const AstField &field : definition.fields)
            for (const AstDirective &directive : field.directives)
                if (directive.name == u"index")
                    if (auto done = addIndex(id, directive,
                                             QStringList{field.name}
                                                 + listArgument(directive, u"sortKeyFields").value_or(QStringList()));
                        !done)
                        return done;
        // The two dialects declare them at different places; one order for both.
        std::stable_sort(m_draft.model(id).indexes.begin(), m_draft.model(id).indexes.end(),
                         [](const Index &a, const Index &b) { return a.fields.front() < b.fields.front(); });
        return {};
    }

    Done addIndex(ModelId id, const AstDirective &directive, const QStringList &names)
    {
        auto fields = fieldsOf(id, names, directive.offset);
        if (!fields)
            return tl::unexpected(fields.error());
        if (fields->empty())
            return errorAt(m_draft.text, directive.offset, u"expected at least one field for the index"_s);
        const AstValue *unique = directive.arguments.member(u"unique");
        m_draft.model(id).indexes.push_back(Index{textArgument(directive, u"name"), std::move(*fields),
                                                  unique && unique->text == u"true",
                                                  textArgument(directive, u"queryField")});
        return {};
    }

    Done readRelations()
    {
        for (std::size_t i = 0; i < m_modelDefinitions.size(); ++i)
            for (const AstField &declared : m_modelDefinitions[i]->fields) {
                auto relation = readRelation(m_draft, modelOf(i), declared);
                if (!relation)
                    return tl::unexpected(relation.error());
                if (*relation)
                    m_draft.relations.push_back(std::move(**relation));
            }
        return {};
    }

    /// createdAt and updatedAt: a declared field of that name and of type AWSDateTime, or a field that is added.
    void keepTime(ModelId id, const QString &name, FieldOrigin origin)
    {
        Model &model = m_draft.model(id);
        if (const auto declared = m_draft.fieldNamed(id, name)) {
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
        m_draft.addField(id, std::move(field));
    }

    /// @model(timestamps: …): null keeps none, an object renames them or leaves one out.
    static QString timeName(const AstDefinition &definition, const QString &usual)
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

    void finish()
    {
        for (std::size_t i = 0; i < schema().models.size(); ++i) {
            const bool declared = i < m_modelDefinitions.size();
            const QString created = declared ? timeName(*m_modelDefinitions[i], u"createdAt"_s) : u"createdAt"_s;
            const QString updated = declared ? timeName(*m_modelDefinitions[i], u"updatedAt"_s) : u"updatedAt"_s;
            if (!created.isEmpty())
                keepTime(modelOf(i), created, FieldOrigin::CreatedAt);
            if (!updated.isEmpty())
                keepTime(modelOf(i), updated, FieldOrigin::UpdatedAt);
        }
        schema().rebuildEnds(m_draft.keyEndNames);
        for (std::size_t i = 0; i < schema().models.size(); ++i)
            if (!schema().models[i].display.isValid())
                schema().models[i].display = schemarules::guessDisplay(schema(), modelOf(i));
    }

    std::vector<AstDefinition> m_document;
    std::vector<const AstDefinition *> m_modelDefinitions; ///< by model
    QSet<QString> m_operations;
    Names m_names;
    Draft m_draft;
};

} // namespace

Result<Schema> read(QStringView text) { return Reader(text).read(); }

} // namespace relata::sdl
