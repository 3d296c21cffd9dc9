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
                return nameTwice(m_draft.text, definition.offset, definition.name);
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
        EnumType type{definition.name, {}, definition.description, otherDirectives(definition.directives), {}};
        QSet<QString> seen;
        for (const AstField &value : definition.fields) {
            if (seen.contains(value.name))
                return nameTwice(m_draft.text, value.offset, value.name);
            seen.insert(value.name);
            type.values.append(value.name);
        }
        schema().enums.push_back(std::move(type));
        return {};
    }

    Done readObject(const AstDefinition &definition)
    {
        ObjectType type{definition.name, {}, definition.description, otherDirectives(definition.directives), {}};
        QSet<QString> seen;
        for (const AstField &declared : definition.fields) {
            if (seen.contains(declared.name))
                return nameTwice(m_draft.text, declared.offset, declared.name);
            seen.insert(declared.name);
            if (leaveOutModelField(m_draft, m_names, definition.name, declared))
                continue;
            auto field = readField(m_draft, m_names, definition.name, declared);
            if (!field)
                return tl::unexpected(field.error());
            type.fields.push_back(std::move(*field));
        }
        schema().types.push_back(std::move(type));
        return {};
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
            if (auto done = readModel(m_draft, m_names, modelOf(i), *m_modelDefinitions[i]); !done)
                return done;
        }
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

    void finish()
    {
        for (std::size_t i = 0; i < schema().models.size(); ++i)
            keepTimes(m_draft, modelOf(i), i < m_modelDefinitions.size() ? m_modelDefinitions[i] : nullptr);
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
