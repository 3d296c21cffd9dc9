#include "schema/sdl.h"

#include "schema/findings.h"
#include "schema/label.h"
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
        for (std::size_t i = 0; i < m_modelDefinitions.size(); ++i)
            if (Done done = readLateIndexes(m_draft, m_names, modelOf(i), *m_modelDefinitions[i]); !done)
                return tl::unexpected(done.error());
        finish();
        if (Done sound = judge(); !sound)
            return tl::unexpected(sound.error());
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
            if (!extension.interfaces.isEmpty())
                extended.interfaces += (extended.interfaces.isEmpty() ? u""_s : u" & "_s) % extension.interfaces;
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
            if (repeatsScalar(definition))
                continue;
            if (m_names.kinds.contains(definition.name))
                return nameTwice(m_draft.text, definition.offset, definition.name);
            m_names.kinds.insert(definition.name, kindOf(definition));
            if (isModel(definition)) {
                Model model;
                const OwnTable own = readTable(definition.directives);
                model.name = nameFor(definition.name, own.as, own.name);
                model.table = own.name.value_or(model.name);
                model.description = definition.description;
                model.directives = otherDirectives(definition.directives);
                model.arguments =
                    membersText(directiveNamed(definition.directives, u"model")->arguments, {u"timestamps"});
                model.interfaces = definition.interfaces;
                m_draft.addModel(std::move(model), definition.name);
                m_modelDefinitions.push_back(&definition);
            } else {
                m_draft.takenTypeNames.insert(definition.name);
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
            const EnumValueNotes notes{value.description, otherDirectives(value.directives)};
            if (notes != EnumValueNotes())
                type.notes.insert({value.name, notes});
        }
        schema().enums.push_back(std::move(type));
        return {};
    }

    Done readObject(const AstDefinition &definition)
    {
        ObjectType type{
            definition.name, {}, definition.description, otherDirectives(definition.directives), definition.interfaces};
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
                const bool version1 = isVersion1(directive.name);
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
            if (!declaresData(definition))
                keep(definition);
        }
        for (const QString &name : std::as_const(directives)) {
            schema().notices.append((isVersion1(name)
                                         ? u"@%1 (%2×) is version 1 of Amplify and was read as what comes nearest."_s
                                         : u"@%1 (%2×) has no effect here."_s)
                                        .arg(name, QString::number(counts.value(name))));
        }
    }

    static bool isVersion1(const QString &directive)
    {
        return directive == u"connection" || directive == u"key" || directive == u"versioned";
    }

    bool declaresData(const AstDefinition &definition) const
    {
        const bool operation = m_operations.contains(definition.name) && !isModel(definition);
        return definition.kind == DefinitionKind::Enum || (definition.kind == DefinitionKind::Object && !operation);
    }

    /// "scalar AWSDate", as documents do that are meant for other tools too.
    static bool repeatsScalar(const AstDefinition &definition)
    {
        return definition.kind == DefinitionKind::Scalar && scalarTypeNamed(definition.name);
    }

    void keep(const AstDefinition &definition)
    {
        if (repeatsScalar(definition))
            return;
        schema().definitions.append(definition.source);
        const QString name = definition.kind == DefinitionKind::Schema ? u"schema"_s
            : definition.kind == DefinitionKind::Directive             ? QString(u'@' % definition.name)
                                                                       : definition.name;
        schema().notices.append(u"\"%1\" is kept as written: it is no stored data."_s.arg(name));
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

    /// A column without a name is one in SQLite, and comes from there: no field of SDL can be without one.
    bool isDatabasesOwn(const Finding &finding) const
    {
        return finding.model.isValid() && finding.field.isValid()
            && m_draft.model(finding.model).field(finding.field).name.isEmpty();
    }

    /// Refuses what no database could hold, at the place where it stands.
    Done judge()
    {
        for (const Finding &finding : findings(schema()))
            if (finding.severity == Finding::Severity::Error && !isDatabasesOwn(finding))
                return errorAt(m_draft.text, offsetOf(finding), finding.sentence);
        return {};
    }

    qsizetype offsetOf(const Finding &finding) const
    {
        const auto named = [](const std::vector<AstField> &fields, const QString &name) -> const AstField * {
            const auto found = std::find_if(fields.begin(), fields.end(), [&name](const AstField &field) {
                return field.name == name || nameFor(field.name, readColumn(field.directives).as, {}) == name;
            });
            return found == fields.end() ? nullptr : &*found;
        };
        if (finding.relationship.isValid())
            for (const RelationField &field : m_draft.relations)
                if (field.model == finding.model && isEndOf(field, finding.relationship))
                    return field.offset;
        if (finding.model.isValid() && finding.model.index() < m_modelDefinitions.size()) {
            const AstDefinition &definition = *m_modelDefinitions[finding.model.index()];
            const AstField *field = finding.field.isValid()
                ? named(definition.fields, m_draft.model(finding.model).field(finding.field).name)
                : nullptr;
            return field ? field->offset : definition.offset;
        }
        for (const AstDefinition &definition : m_document) {
            if (definition.name.isEmpty()
                || (definition.name != finding.enumName && definition.name != finding.typeName))
                continue;
            const ObjectType *type = m_draft.schema.typeNamed(finding.typeName);
            const QString name =
                type && finding.field.isValid() ? type->fields[finding.field.index()].name : finding.enumValue;
            const AstField *field = named(definition.fields, name);
            return field ? field->offset : definition.offset;
        }
        return 0;
    }

    bool isEndOf(const RelationField &field, RelationshipId id) const
    {
        const Relationship &relationship = m_draft.schema.relationship(id);
        return (field.model == relationship.source && field.name == relationship.sourceField)
            || (field.model == relationship.target && field.name == relationship.targetField);
    }

    void finish()
    {
        for (std::size_t i = 0; i < schema().models.size(); ++i)
            keepTimes(m_draft, modelOf(i), i < m_modelDefinitions.size() ? m_modelDefinitions[i] : nullptr);
        schema().rebuildEnds(m_draft.keyEndNames);
        for (std::size_t i = 0; i < schema().models.size(); ++i)
            if (i >= m_modelDefinitions.size() || !readLabel(schema().models[i], *m_modelDefinitions[i]))
                if (!schema().models[i].display.isValid())
                    schema().models[i].display = schemarules::guessDisplay(schema(), modelOf(i));
        shortenNotices();
    }

    /// Whether it is said. When all fields are there, those that relationships bring too.
    bool readLabel(Model &model, const AstDefinition &definition)
    {
        const auto text = readTable(definition.directives).label;
        if (!text)
            return false;
        if (text->isEmpty()) {
            model.setLabel({});
            return true;
        }
        auto parts = labels::read(model, *text);
        if (parts)
            model.setLabel(std::move(*parts));
        else
            schema().notices.append(u"The label of %1 was left out. %2"_s.arg(model.name, parts.error().message));
        return parts.has_value();
    }

    /// Nobody reads a million notices.
    void shortenNotices()
    {
        constexpr qsizetype most = 1000;
        QStringList &notices = schema().notices;
        if (notices.size() <= most)
            return;
        const qsizetype others = notices.size() - most;
        notices.resize(most);
        notices.append(u"And %1 more."_s.arg(QString::number(others)));
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
