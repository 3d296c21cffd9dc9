#include "views/sample.h"

#include "data/json.h"
#include "schema/sdl.h"
#include "session/session.h"

#include <QFile>
#include <QJsonDocument>

namespace relata::sample {

using namespace Qt::StringLiterals;

namespace {

using Answer = std::function<void(const Result<DatabaseUrl> &)>;

QByteArray resource(const QString &name)
{
    QFile file(u":/samples/"_s % name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Models whose instances others refer to come first.
void addAfterItsTargets(const Schema &schema, ModelId model, std::vector<ModelId> &order, std::vector<bool> &seen)
{
    if (seen[model.index()])
        return;
    seen[model.index()] = true;
    for (ReferenceId reference : schema.referencesFrom(model))
        addAfterItsTargets(schema, schema.reference(reference).to, order, seen);
    order.push_back(model);
}

Result<std::vector<Intent>> savesOf(const Schema &schema)
{
    const QJsonObject instances = QJsonDocument::fromJson(resource(u"blog.json"_s)).object();
    std::vector<ModelId> order;
    std::vector<bool> seen(schema.models.size(), false);
    for (std::size_t i = 0; i < schema.models.size(); ++i)
        addAfterItsTargets(schema, ModelId(static_cast<int>(i)), order, seen);
    std::vector<Intent> saves;
    for (ModelId model : order) {
        const QJsonArray values = instances.value(schema.model(model).name).toArray();
        for (const QJsonValue &value : values) {
            auto assignments = json::assignments(schema, model, value.toObject());
            if (!assignments)
                return tl::unexpected(assignments.error());
            saves.push_back(Save{model, std::move(*assignments), Save::Replace::No});
        }
    }
    return saves;
}

void fill(const std::shared_ptr<Session> &session, QObject *context, const Answer &done)
{
    const auto saves = savesOf(session->schema());
    if (!saves)
        return done(tl::unexpected(saves.error()));
    // The callback keeps the session until it is filled; then the last hold on it goes.
    session->submit(*saves, context, [session, done](const Result<ChangeSet> &filled) {
        if (!filled)
            return done(tl::unexpected(filled.error()));
        done(session->url());
    });
}

} // namespace

void make(const QString &path, QObject *context, Answer done)
{
    const auto url = DatabaseUrl::parse(path);
    if (!url)
        return done(tl::unexpected(url.error()));
    const auto schema = sdl::read(QString::fromUtf8(resource(u"blog.graphql"_s)));
    if (!schema)
        return done(tl::unexpected(schema.error()));
    createDatabase(*url, *schema, context, [context, done](const Result<DatabaseUrl> &made) {
        if (!made)
            return done(made);
        openSession(*made, Access::ReadWrite, context, [context, done](const Result<std::shared_ptr<Session>> &opened) {
            if (!opened)
                return done(tl::unexpected(opened.error()));
            fill(*opened, context, done);
        });
    });
}

} // namespace relata::sample
