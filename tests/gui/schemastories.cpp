#include "gui/schemastories.h"

#include "views/parts/palette.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

namespace relata {

using namespace Qt::StringLiterals;

void TestSchemaStories::initTestCase()
{
    QCoreApplication::setOrganizationName(u"relata"_s);
    QCoreApplication::setApplicationName(u"relata-schema-stories"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    Palette::apply(Theme::Light);
}

void TestSchemaStories::init() { QSettings().clear(); }

} // namespace relata

QTEST_MAIN(relata::TestSchemaStories)
