#include "items/keyreader.h"

#include <QCoreApplication>

#include <memory>

namespace relata {

namespace {

struct KeyReader
{
    Q_DECLARE_TR_FUNCTIONS(relata::KeyReader)
};

} // namespace

Error rowsChanged()
{
    return {ErrorCode::Conflict,
            KeyReader::tr("The rows changed while the chosen ones were read, and nothing was done. Choose them again."),
            {}};
}

RowReader *readKeys(Session &session, const Query &query, const std::vector<RowRange> &rows, QObject *context,
                    std::function<void(const Result<std::vector<Key>> &)> done)
{
    Query keysOnly = query;
    keysOnly.ends.clear();
    keysOnly.labels = false;
    keysOnly.cutAt = 1;
    std::size_t wanted = 0;
    for (const RowRange &range : rows)
        wanted += static_cast<std::size_t>(range.count);
    auto *reader = new RowReader(session, keysOnly, rows, context);
    const auto keys = std::make_shared<std::vector<Key>>();
    const auto answer = [reader, done = std::move(done)](const Result<std::vector<Key>> &result) {
        reader->stop();
        reader->disconnect();
        reader->deleteLater();
        done(result);
    };
    QObject::connect(reader, &RowReader::read, reader, [keys](int, const std::vector<Row> &read) {
        for (const Row &row : read)
            keys->push_back(row.key);
    });
    QObject::connect(reader, &RowReader::finished, reader, [keys, wanted, answer] {
        answer(keys->size() == wanted ? Result<std::vector<Key>>(std::move(*keys))
                                      : Result<std::vector<Key>>(tl::unexpected(rowsChanged())));
    });
    QObject::connect(reader, &RowReader::failed, reader,
                     [answer](const Error &error) { answer(tl::unexpected(error)); });
    QObject::connect(reader, &RowReader::changed, reader, [answer] { answer(tl::unexpected(rowsChanged())); });
    reader->start();
    return reader;
}

} // namespace relata
