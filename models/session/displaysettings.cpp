#include "session/displaysettings.h"
#include "schema/label.h"

#include <QJsonDocument>
#include <QSettings>
#include <QUrl>

namespace relata::displaysettings {

using namespace Qt::StringLiterals;

namespace {

/// A slash would begin a new group, and a file's path is full of them.
QString settingsKey(const DatabaseUrl &url, const QString &model)
{
    return u"display/"_s + QString::fromLatin1(QUrl::toPercentEncoding(url.path)) + u'/'
        + QString::fromLatin1(QUrl::toPercentEncoding(model));
}

QString diagramKey(const DatabaseUrl &url)
{
    return u"diagram/"_s + QString::fromLatin1(QUrl::toPercentEncoding(url.path));
}

} // namespace

std::vector<std::pair<ModelId, std::vector<LabelPart>>> load(const DatabaseUrl &url, const Schema &schema)
{
    const QSettings settings;
    std::vector<std::pair<ModelId, std::vector<LabelPart>>> all;
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        const Model &model = schema.models[i];
        const QVariant kept = settings.value(settingsKey(url, model.name));
        if (!kept.isValid())
            continue;
        const ModelId id(static_cast<int>(i));
        if (kept.toString().isEmpty())
            all.emplace_back(id, std::vector<LabelPart>());
        else if (const auto field = model.fieldNamed(kept.toString()))
            all.emplace_back(id, std::vector<LabelPart>{{{}, *field}});
        else if (auto parts = labels::read(model, kept.toString()))
            all.emplace_back(id, std::move(*parts));
    }
    return all;
}

void save(const DatabaseUrl &url, const Schema &schema, ModelId model, const std::vector<LabelPart> &parts)
{
    // A field alone by its name; no text at all: by its key, a choice too where a field would be guessed otherwise.
    const bool alone = parts.size() == 1 && parts.front().text.isEmpty();
    const Model &about = schema.model(model);
    QSettings().setValue(settingsKey(url, about.name),
                         alone ? about.field(parts.front().field).name : labels::text(about, parts));
}

QJsonObject loadDiagram(const DatabaseUrl &url)
{
    return QJsonDocument::fromJson(QSettings().value(diagramKey(url)).toByteArray()).object();
}

void saveDiagram(const DatabaseUrl &url, const QJsonObject &diagram)
{
    QSettings().setValue(diagramKey(url), QJsonDocument(diagram).toJson(QJsonDocument::Compact));
}

} // namespace relata::displaysettings
