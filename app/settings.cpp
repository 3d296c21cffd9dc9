#include "app/settings.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace relata {

using namespace Qt::StringLiterals;

SettingsPlace::SettingsPlace(Kind kind)
{
    QCoreApplication::setOrganizationName(u"relata"_s);
    QCoreApplication::setApplicationName(u"relata"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    if (kind == Kind::User)
        return;
    m_scratch = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_scratch->path());
}

SettingsPlace::~SettingsPlace() = default;

} // namespace relata
