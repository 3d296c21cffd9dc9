#include "views/schema/schemawork.h"

#include "items/valuetext.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

SchemaWork::SchemaWork(Session *session, QObject *parent)
    : QObject(parent), m_session(session), m_isNew(!session), m_history(session ? session->schema() : Schema())
{
    m_counts.assign(base().models.size(), -1);
    if (!schema().models.empty())
        m_model = ModelId(0);
    judge();
    countNext(0);
}

void SchemaWork::choose(ModelId model)
{
    if (m_model == model && m_type.isEmpty())
        return;
    m_model = model;
    m_type.clear();
    Q_EMIT chosen();
}

void SchemaWork::chooseType(const QString &name)
{
    if (m_type == name)
        return;
    m_model = ModelId();
    m_type = name;
    Q_EMIT chosen();
}

bool SchemaWork::edit(const QString &words, const Edit &edit)
{
    SchemaDraft draft = m_history.draft();
    if (const Done done = edit(draft); !done) {
        Q_EMIT refused(done.error().message);
        // What was typed into a cell or a field goes back to what is.
        Q_EMIT changed();
        return false;
    }
    const ModelId model = m_model;
    const QString name = model.isValid() ? schema().model(model).name : QString();
    m_history.push(std::move(draft), words);
    keepChoice(model, name, m_type);
    accept();
    return true;
}

void SchemaWork::replace(Schema schema, const QString &words)
{
    const QString name = m_model.isValid() ? this->schema().model(m_model).name : QString();
    Origins origins = matchByName(base(), schema);
    Schema whole = adopted(base(), std::move(schema), origins);
    m_history.push({std::move(whole), std::move(origins)}, words);
    keepChoice({}, name, m_type);
    accept();
}

void SchemaWork::undo()
{
    const QString name = m_model.isValid() ? schema().model(m_model).name : QString();
    const ModelId model = m_model;
    m_history.undo();
    keepChoice(model, name, m_type);
    accept();
}

void SchemaWork::redo()
{
    const QString name = m_model.isValid() ? schema().model(m_model).name : QString();
    const ModelId model = m_model;
    m_history.redo();
    keepChoice(model, name, m_type);
    accept();
}

void SchemaWork::resume(SchemaDraftHistory history)
{
    m_history = std::move(history);
    keepChoice(m_model, {}, m_type);
    accept();
}

/// The same model as before: by its name, else (renamed) by its place, else the first there is.
void SchemaWork::keepChoice(ModelId model, const QString &name, const QString &typeName)
{
    const auto named = schema().modelNamed(name);
    m_type = schema().enumNamed(typeName) || schema().typeNamed(typeName) ? typeName : QString();
    if (!m_type.isEmpty())
        m_model = ModelId();
    else if (named)
        m_model = *named;
    else if (model.isValid() && model.index() < schema().models.size())
        m_model = model;
    else
        m_model = schema().models.empty() ? ModelId() : ModelId(0);
}

void SchemaWork::accept()
{
    judge();
    Q_EMIT changed();
    Q_EMIT chosen();
}

void SchemaWork::judge()
{
    m_differences = relata::differences(base(), schema(), draft().origins);
    const std::vector<Finding> before = relata::findings(base());
    m_findings.clear();
    // What a database of others had before is none of the edit's.
    for (Finding &finding : relata::findings(schema())) {
        const bool old = std::any_of(before.begin(), before.end(), [&finding](const Finding &other) {
            return other.sentence == finding.sentence && other.severity == finding.severity;
        });
        if (!old || finding.severity == Finding::Severity::Error)
            m_findings.push_back(std::move(finding));
    }
    for (const Difference &difference : m_differences) {
        if (difference.kind != Difference::Kind::FieldAdded)
            continue;
        const Field &field = schema().field(difference.toModel, difference.toField);
        const auto origin = draft().origins.modelOf(difference.toModel);
        const qint64 rows = origin ? m_counts[origin->index()] : 0;
        if (!field.required || field.hasDefault || rows <= 0)
            continue;
        Finding finding;
        finding.severity = Finding::Severity::Warning;
        finding.model = difference.toModel;
        finding.field = difference.toField;
        finding.sentence =
            tr("%1.%2 is required and has no default, but there are %3 already. The review asks what they get.")
                .arg(schema().model(difference.toModel).name, field.name, valuetext::instances(rows, -1, false, false));
        m_findings.push_back(std::move(finding));
    }
}

void SchemaWork::countNext(std::size_t model)
{
    if (!m_session || model >= m_counts.size())
        return;
    Query query;
    query.model = ModelId(static_cast<int>(model));
    m_session->count(query, 0, this, [this, model](const Result<qint64> &count) {
        m_counts[model] = count.value_or(-1);
        judge();
        Q_EMIT countsChanged();
        countNext(model + 1);
    });
}

} // namespace relata
