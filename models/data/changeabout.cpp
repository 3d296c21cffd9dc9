#include "data/changeabout.h"

namespace relata {

ChangeSet aboutOf(const ChangeSet &set)
{
    ChangeSet about;
    about.origin = set.origin;
    about.kind = set.kind;
    about.at = set.at;
    about.subjectModel = set.subjectModel;
    about.subjectKey = set.subjectKey;
    about.subjectLabel = set.subjectLabel;
    about.objectLabel = set.objectLabel;
    about.fieldName = set.fieldName;
    about.number = set.number;
    about.mayHaveMore = set.mayHaveMore;
    return about;
}

} // namespace relata
