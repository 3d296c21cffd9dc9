#include "commands.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

int main(int argc, char *argv[])
{
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN); // a file that grows beyond its limit is then an error like a full disk
#endif
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("relata-cli"));
    const auto options = relata::cli::parseOptions(QCoreApplication::arguments().sliced(1));
    if (!options) {
        const QByteArray line = "relata-cli: " + options.error().simplified().toUtf8() + " See relata-cli --help.\n";
        std::fputs(line.constData(), stderr);
        return 2;
    }
    return relata::cli::execute(*options);
}
