#include "app/application.h"

#include <QCoreApplication>

#include <cstdio>
#include <optional>

namespace {

/// The exit code where there is nothing to run.
std::optional<int> answerAtOnce(const relata::Result<relata::Options> &options)
{
    if (!options) {
        std::fprintf(stderr, "relata: %s\nTry 'relata --help'.\n", qPrintable(options.error().message));
        return 2;
    }
    if (options->help) {
        std::fputs(qPrintable(relata::Options::helpText()), stdout);
        return 0;
    }
    if (options->version) {
        std::fputs("relata " RELATA_VERSION "\n", stdout);
        return 0;
    }
    if (options->screenshot.isEmpty() && !relata::application::hasDisplay()) {
        std::fputs(
            "relata: there is no display to open a window on. Set DISPLAY or WAYLAND_DISPLAY, or render a picture with "
            "--screenshot FILE.png.\n",
            stderr);
        return 2;
    }
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    relata::Options options;
    {
        // Help, version and complaints must not need a display.
        const QCoreApplication core(argc, argv);
        const auto parsed = relata::Options::parse(QCoreApplication::arguments());
        if (const auto code = answerAtOnce(parsed))
            return *code;
        options = *parsed;
    }
    return relata::application::run(argc, argv, options);
}
