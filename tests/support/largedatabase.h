#pragma once

#include "support/scratchdatabase.h"

/// Databases with much in them, made by SQLite itself in seconds: many rows, or long values. For tests and benchmarks.
namespace relata::test {

/// Customers 1:N orders (the first customer has a tenth of all), orders N:N products, log entries of customers.
inline Schema manyRowsSchema()
{
    return ScratchDatabase::schemaOf(uR"(
        enum Status { open paid sent closed }
        type Customer @model(timestamps: null) { id: ID! name: String! city: String orders: [Order] @hasMany
          entries: [LogEntry] @hasMany }
        type Order @model(timestamps: null) { id: ID! number: Int! @index status: Status placed: AWSDate note: String
          customer: Customer @belongsTo products: [Product] @manyToMany(relationName: "OrderProduct") }
        type Product @model(timestamps: null) { id: ID! title: String! price: Float
          orders: [Order] @manyToMany(relationName: "OrderProduct") }
        type LogEntry @model(timestamps: null) { id: ID! text: String! at: AWSTimestamp customer: Customer @belongsTo })");
}

struct ManyRows
{
    int orders = 100'000;
    int customers = 1'000;
    int products = 1'000;
    int linksPerOrder = 3;
    int entries = 0; ///< log entries
};

/// Keys are o0000000, c0000, p0000 and e0000000; numbers and titles run in another order than the keys.
inline void fill(Engine &engine, const ManyRows &rows)
{
    const auto put = [&engine](const QString &into, int count, const QString &values) {
        if (count <= 0)
            return;
        const QString text = QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
                                            "%1) INSERT INTO %2 SELECT %3 FROM n")
                                 .arg(QString::number(count - 1), into, values);
        if (const Done done = engine.connection().script({text}); !done)
            throw std::runtime_error(done.error().message.toStdString());
    };
    const QString customer =
        QStringLiteral("printf('c%04d', CASE WHEN i % 10 = 0 THEN 0 ELSE i * 7919 % %1 END)").arg(rows.customers);
    (void)engine.connection().script({QStringLiteral("BEGIN")});
    put(QStringLiteral("Customer(id, name, city)"), rows.customers,
        QStringLiteral("printf('c%04d', i), printf('Customer %d', i), "
                       "CASE i % 3 WHEN 0 THEN 'Bremen' WHEN 1 THEN 'Turin' END"));
    put(QStringLiteral("Product(id, title, price)"), rows.products,
        QStringLiteral("printf('p%04d', i), printf('Product %d', i), i / 4.0"));
    put(QStringLiteral("\"Order\"(id, number, status, placed, note, customer)"), rows.orders,
        QStringLiteral("printf('o%07d', i), i * 7919 % %1, "
                       "CASE i % 5 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' WHEN 2 THEN 'sent' WHEN 3 THEN 'closed' END, "
                       "date('2020-01-01', (i * 31 % 2000) || ' days'), "
                       "CASE WHEN i % 4 THEN printf('Leave parcel %d at the door of number %d', i * 613 % %1, i % 97) "
                       "END, %2")
            .arg(QString::number(rows.orders), customer));
    put(QStringLiteral("OrderProduct(id, \"order\", product)"), rows.orders * rows.linksPerOrder,
        QStringLiteral("printf('j%07d', i), printf('o%07d', i / %1), printf('p%04d', (i / %1 * 31 + i % %1 * 7) % %2)")
            .arg(rows.linksPerOrder)
            .arg(rows.products));
    put(QStringLiteral("LogEntry(id, text, at, customer)"), rows.entries,
        QStringLiteral("printf('e%07d', i), printf('Entry %d of the log', i * 7919 % %1), 1700000000 + i, %2")
            .arg(QString::number(rows.entries), customer));
    (void)engine.connection().script({QStringLiteral("COMMIT"), QStringLiteral("ANALYZE")});
}

constexpr int tenMegabytes = 10'000'000;

inline Schema longValuesSchema()
{
    QString wide = QStringLiteral("type Wide @model(timestamps: null) { id: ID!");
    for (int i = 0; i < 199; ++i)
        wide += QStringLiteral(" f%1: String").arg(i);
    return ScratchDatabase::schemaOf(
        QString(QStringLiteral("type Paper @model(timestamps: null) { id: ID! title: String note: String body: String "
                               "data: AWSJSON file: Binary }")
                + wide + QStringLiteral(" }")));
}

/// Papers whose values are long; whatever reads them whole takes its time.
/// 10mb: a text of 10,000,000 characters on one line; lines: as long, 80 characters a line; blob: 10,000,000 bytes;
/// json: an array of 1,000,000 numbers; million: 1,000,000 characters on one line; line: 5,000. And 1,000 rows of Wide.
inline void fillLongValues(Engine &engine)
{
    const QString filler = QStringLiteral("substr(replace(hex(zeroblob(%1)), '00', 'Words and more. '), 1, %2)");
    const auto text = [&](int length) { return filler.arg(length / 16 + 1).arg(length); };
    const QString lines =
        QStringLiteral("substr(replace(hex(zeroblob(%1)), '00', printf('%.79c', 'x') || char(10)), 1, "
                       "%2)")
            .arg(tenMegabytes / 80)
            .arg(tenMegabytes);
    QStringList columns, values;
    for (int i = 0; i < 199; ++i) {
        columns << QStringLiteral("f%1").arg(i);
        values << QStringLiteral("printf('%d of %1', i)").arg(i);
    }
    const std::vector<QString> texts = {
        QStringLiteral("INSERT INTO Paper(id, title, note, body) VALUES ('10mb', 'Ten megabytes', 'short', %1)")
            .arg(text(tenMegabytes)),
        QStringLiteral("INSERT INTO Paper(id, title, note, body) VALUES ('lines', 'Many lines', 'short', %1)")
            .arg(lines),
        QStringLiteral("INSERT INTO Paper(id, title, note, file) VALUES ('blob', 'Bytes', 'short', zeroblob(%1))")
            .arg(tenMegabytes),
        QStringLiteral("INSERT INTO Paper(id, title, note, data) VALUES ('json', 'Numbers', 'short', "
                       "'[1' || substr(replace(hex(zeroblob(999999)), '00', ',1234567'), 1) || ']')"),
        QStringLiteral("INSERT INTO Paper(id, title, note, body) VALUES ('million', 'A million', 'short', %1)")
            .arg(text(1'000'000)),
        QStringLiteral("INSERT INTO Paper(id, title, note, body) VALUES ('line', 'A line', 'short', %1)")
            .arg(text(5'000)),
        QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) "
                       "INSERT INTO Wide(id, %1) SELECT printf('w%04d', i), %2 FROM n")
            .arg(columns.join(QStringLiteral(", ")), values.join(QStringLiteral(", "))),
    };
    if (const Done done = engine.connection().script(texts); !done)
        throw std::runtime_error(done.error().message.toStdString());
}

} // namespace relata::test
