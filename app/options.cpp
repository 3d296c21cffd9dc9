#include "app/options.h"

#include <QCommandLineParser>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Data and how it hangs together: models and browses relational data."_s);
    parser.addPositionalArgument(u"database"_s, u"SQLite file or URL (sqlite:///path) to open."_s, u"[FILE or URL]"_s);
    const auto hidden = [](QCommandLineOption option) {
        option.setFlags(QCommandLineOption::HiddenFromHelp);
        return option;
    };
    parser.addOptions({
        {u"new"_s, u"Make this database first; needs --schema. Never touches an existing file."_s, u"FILE"_s},
        {u"schema"_s, u"GraphQL schema file of the new database."_s, u"S"_s},
        {u"demo"_s, u"Open a fresh sample blog."_s},
        {u"read-only"_s, u"Look, and change nothing."_s},
        {u"screenshot"_s, u"Render the window into this picture and leave; needs no display."_s, u"FILE.png"_s},
        {{u"v"_s, u"version"_s}, u"Say the version."_s},
        {{u"h"_s, u"help"_s}, u"Say this."_s},
        hidden({u"theme"_s, u"light or dark."_s, u"THEME"_s}),
        hidden({u"rtl"_s, u"Lay out right to left."_s}),
    });
}

} // namespace

Result<Options> Options::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return failure(ErrorCode::Syntax, parser.errorText());
    Options options;
    options.fresh = parser.value(u"new"_s);
    options.schema = parser.value(u"schema"_s);
    options.demo = parser.isSet(u"demo"_s);
    options.readOnly = parser.isSet(u"read-only"_s);
    options.screenshot = parser.value(u"screenshot"_s);
    options.rightToLeft = parser.isSet(u"rtl"_s);
    options.version = parser.isSet(u"version"_s);
    options.help = parser.isSet(u"help"_s);
    if (parser.isSet(u"theme"_s)) {
        const QString theme = parser.value(u"theme"_s);
        if (theme != "light"_L1 && theme != "dark"_L1)
            return failure(ErrorCode::Syntax, u"--theme takes light or dark, not '%1'."_s.arg(theme));
        options.theme = theme == "dark"_L1 ? Theme::Dark : Theme::Light;
    }
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        return failure(ErrorCode::Syntax, u"One database at a time: '%1' is one too many."_s.arg(files[1]));
    options.file = files.value(0);
    if (parser.isSet(u"new"_s) != parser.isSet(u"schema"_s))
        return failure(ErrorCode::Syntax, u"--new FILE and --schema S go together."_s);
    const int ways = int(!options.file.isEmpty()) + int(parser.isSet(u"new"_s)) + int(options.demo);
    if (ways > 1)
        return failure(ErrorCode::Syntax, u"Give either a database, or --new, or --demo."_s);
    if (parser.isSet(u"screenshot"_s) && options.screenshot.isEmpty())
        return failure(ErrorCode::Syntax, u"--screenshot needs the name of a picture file."_s);
    return options;
}

QString Options::helpText()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

} // namespace relata
