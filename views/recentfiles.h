#pragma once

#include <QDateTime>
#include <QString>

#include <vector>

namespace relata {

/// The databases that were opened last, newest first, at most ten; kept in the user's settings. GUI thread.
namespace recentfiles {

struct Entry
{
    QString path; ///< absolute
    QDateTime opened;
    bool exists = false; ///< now
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString folder() const; ///< "~" for the home folder
};

[[nodiscard]] std::vector<Entry> all();
void add(const QString &path);
void remove(const QString &path);
void clear();

} // namespace recentfiles

} // namespace relata
