#pragma once

#include "views/help/guidetext.h"

#include <QStringList>

namespace relata::test {

/// All that the guide says about a schema's relationships, for one comparison as a whole.
inline QString printed(const Schema &schema)
{
    using namespace Qt::StringLiterals;
    QStringList lines;
    for (const Relationship &relationship : schema.relationships) {
        const guide::Text text = guide::write(schema, relationship);
        lines << QString(u"# "_s % text.title) << text.summary << text.diagram << QString();
        for (const auto &chapter : text.chapters) {
            for (const guide::Example &example : chapter) {
                lines << QString(u"## "_s % example.title) << example.sentence << QString();
                for (const guide::Language language :
                     {guide::Language::JavaScript, guide::Language::Sql, guide::Language::JsonLines})
                    lines << guide::code(schema, example.scene, language);
            }
        }
    }
    return lines.join(u'\n');
}

} // namespace relata::test
