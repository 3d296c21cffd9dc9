#include "randomschema.h"
#include "schema/sdl.h"
#include "support/schemalines.h"

#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Whatever the schema: written as SDL and read again it describes the same.
class SdlProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromSdl()
    {
        const bool held = rc::check("random schema, SDL, equal", [] {
            const Schema schema = test::RandomSchema().make();
            for (const Finding &finding : findings(schema))
                if (finding.severity == Finding::Severity::Error)
                    RC_FAIL(finding.sentence.toStdString());
            const QString text = sdl::write(schema);
            const Result<Schema> again = sdl::read(text);
            if (!again)
                RC_FAIL((again.error().message % u"\n\n"_s % text).toUtf8().toStdString());
            const QString apart = test::linesApart(schema, *again);
            if (!apart.isEmpty())
                RC_FAIL((apart % u"\n\n"_s % text).toUtf8().toStdString());
            const Result<Schema> third = sdl::read(sdl::write(*again));
            RC_ASSERT(third.has_value());
            RC_ASSERT(test::linesApart(*again, *third).isEmpty());
        });
        QVERIFY(held);
    }
};

QTEST_APPLESS_MAIN(SdlProperties)
#include "sdlproperties.moc"
