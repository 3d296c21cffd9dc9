#include "views/recentfiles.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace relata::recentfiles {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostRecent = 10;

void write(const std::vector<Entry> &entries)
{
    QSettings settings;
    settings.beginWriteArray(u"recent"_s, static_cast<int>(entries.size()));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        settings.setArrayIndex(static_cast<int>(i));
        settings.setValue(u"path"_s, entries[i].path);
        settings.setValue(u"opened"_s, entries[i].opened);
    }
    settings.endArray();
}

} // namespace

QString Entry::name() const { return QFileInfo(path).fileName(); }

QString Entry::folder() const
{
    QString folder = QFileInfo(path).absolutePath();
    const QString home = QDir::homePath();
    if (folder == home || folder.startsWith(home % u'/'))
        folder.replace(0, home.size(), u'~');
    return QDir::toNativeSeparators(folder);
}

std::vector<Entry> all()
{
    QSettings settings;
    std::vector<Entry> entries;
    const int count = settings.beginReadArray(u"recent"_s);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        Entry entry{settings.value(u"path"_s).toString(), settings.value(u"opened"_s).toDateTime(), false};
        entry.exists = QFileInfo::exists(entry.path);
        if (!entry.path.isEmpty())
            entries.push_back(entry);
    }
    return entries;
}

void add(const QString &path)
{
    std::vector<Entry> entries = all();
    std::erase_if(entries, [&](const Entry &entry) { return entry.path == path; });
    entries.insert(entries.begin(), Entry{path, QDateTime::currentDateTimeUtc(), true});
    if (entries.size() > mostRecent)
        entries.resize(mostRecent);
    write(entries);
}

void remove(const QString &path)
{
    std::vector<Entry> entries = all();
    std::erase_if(entries, [&](const Entry &entry) { return entry.path == path; });
    write(entries);
}

void clear() { write({}); }

} // namespace relata::recentfiles
