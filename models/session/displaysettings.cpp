#include "session/displaysettings.h"

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

std::vector<std::pair<ModelId, FieldId>> load(const DatabaseUrl &url, const Schema &schema)
{
    const QSettings settings;
    std::vector<std::pair<ModelId, FieldId>> fields;
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        const QVariant name = settings.value(settingsKey(url, schema.models[i].name));
        if (!name.isValid())
            continue;
        if (name.toString().isEmpty())
            fields.emplace_back(ModelId(static_cast<int>(i)), FieldId());
        else if (const auto field = schema.models[i].fieldNamed(name.toString()))
            fields.emplace_back(ModelId(static_cast<int>(i)), *field);
    }
    return fields;
}

void save(const DatabaseUrl &url, const Schema &schema, ModelId model, FieldId field)
{
    // No name: its key. That is a choice too, where one would be guessed otherwise.
    QSettings().setValue(settingsKey(url, schema.model(model).name),
                         field.isValid() ? schema.field(model, field).name : QString(u""_s));
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
