#pragma once

#include "schema/schema.h"
#include "schema/sdl.h"

#include <QDir>
#include <QFile>

/// Schemas for the tests of this room.
namespace relata {

inline QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// All .graphql files of our own examples and, where they are, of the shared data.
inline QStringList schemaFiles()
{
    QStringList result;
    for (const QString &folder :
         {QStringLiteral(RELATA_TEST_DIR "/schema/sdl"), QStringLiteral(RELATA_SHARED_DIR "/data/sdl"),
          QStringLiteral(RELATA_SHARED_DIR "/cases/schemas")}) {
        const QDir dir(folder);
        if (!dir.exists())
            qInfo("%s is not here; its schemas are not tested", qPrintable(folder));
        const QStringList names = dir.entryList({QStringLiteral("*.graphql")}, QDir::Files, QDir::Name);
        for (const QString &name : names)
            result.append(dir.filePath(name));
    }
    return result;
}

/// A schema that must be readable; an empty one with a message otherwise.
inline Schema schemaOf(const QString &text)
{
    const Result<Schema> schema = sdl::read(text);
    if (!schema)
        qWarning("%s", qPrintable(schema.error().message));
    return schema.value_or(Schema());
}

/// Equality of what is modelled; notices speak of what was left out.
inline Schema withoutNotices(Schema schema)
{
    schema.notices.clear();
    return schema;
}

inline QString columnNames(const Schema &schema, ReferenceId id)
{
    QStringList names;
    for (const FieldId column : schema.reference(id).columns)
        names.append(schema.field(schema.reference(id).from, column).name);
    return names.join(u' ');
}

} // namespace relata
