#include "schema/sdl.h"
#include "support/schemalines.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

// libFuzzer's door to the SDL reader: no text crashes it or makes it hang, and what it reads comes back from its own
// writing. Run: fuzz_sdl tests/fuzz/corpus tests/schema/sdl

using namespace relata;

namespace {

[[noreturn]] void fail(const char *what, const QString &about)
{
    std::fprintf(stderr, "%s\n%s\n", what, qPrintable(about));
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<Schema> schema = sdl::read(text);
    if (!schema) {
        if (!schema.error().message.startsWith(u"line "))
            fail("an error without a place", schema.error().message);
        return 0;
    }
    const QString written = sdl::write(*schema);
    const Result<Schema> again = sdl::read(written);
    if (!again)
        fail("what was written cannot be read", again.error().message + u'\n' + written);
    const QString apart = test::linesApart(*schema, *again);
    if (!apart.isEmpty())
        fail("what was written reads as something else", apart + u'\n' + written);
    return 0;
}
