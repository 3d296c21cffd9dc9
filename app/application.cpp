#include "app/application.h"

#include "app/screenshot.h"
#include "app/settings.h"
#include "views/mainwindow.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>

#include <cstdio>

namespace relata::application {

using namespace Qt::StringLiterals;

namespace {

Theme themeOf(const Options &options)
{
    if (options.theme)
        return *options.theme;
    if (!options.screenshot.isEmpty())
        return Theme::Light;
    return static_cast<Theme>(QSettings().value(u"theme"_s, 0).toInt());
}

void openWhatIsAskedFor(MainWindow &window, const Options &options)
{
    const bool picture = !options.screenshot.isEmpty();
    if (!options.fresh.isEmpty())
        window.createDatabase(options.fresh, options.schema);
    else if (!options.file.isEmpty())
        window.openDatabase(options.file, options.readOnly ? Access::ReadOnly : Access::ReadWrite);
    else if (options.demo || picture)
        window.openSample();
}

} // namespace

bool hasDisplay()
{
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    return false;
}

int run(int &argc, char **argv, const Options &options)
{
    const bool picture = !options.screenshot.isEmpty();
    if (picture)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const SettingsPlace settings(picture ? SettingsPlace::Kind::Scratch : SettingsPlace::Kind::User);
    QApplication::setApplicationDisplayName(u"Relata"_s);
    QApplication::setApplicationVersion(QLatin1StringView(RELATA_VERSION));
    QApplication::setDesktopFileName(u"relata"_s);
    if (options.rightToLeft)
        QApplication::setLayoutDirection(Qt::RightToLeft);
    Palette::apply(themeOf(options));

    MainWindow window(picture ? MainWindow::Settings::Forget : MainWindow::Settings::Remember);
    if (!picture) {
        window.show();
        openWhatIsAskedFor(window, options);
        return QApplication::exec();
    }
    Screenshot screenshot(window, options.screenshot);
    int code = 0;
    QObject::connect(
        &screenshot, &Screenshot::done, &app,
        [&code](const QString &failed) {
            if (!failed.isEmpty())
                std::fprintf(stderr, "relata: %s\n", qPrintable(failed));
            code = failed.isEmpty() ? 0 : 1;
            QApplication::quit();
        },
        Qt::QueuedConnection);
    window.resize(1440, 900);
    window.show();
    window.activateWindow();
    openWhatIsAskedFor(window, options);
    QApplication::exec();
    return code;
}

} // namespace relata::application
