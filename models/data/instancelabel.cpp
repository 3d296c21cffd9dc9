#include "data/instancelabel.h"

namespace relata {

using namespace Qt::StringLiterals;

std::optional<QString> instanceLabel(const Model &model, const Values &values)
{
    QString label;
    bool known = false;
    for (const LabelPart &part : model.labelParts()) {
        label += part.text;
        if (!part.field.isValid() || isNull(values[part.field.index()]))
            continue;
        known = true;
        // Of ten megabytes a label has the first words.
        label += valueText(values[part.field.index()]).left(longestLabel + 1);
    }
    if (!known)
        return std::nullopt;
    if (!model.label.empty())
        label = label.trimmed();
    return label.size() > longestLabel ? QString(label.left(longestLabel) % u'…') : label;
}

} // namespace relata
