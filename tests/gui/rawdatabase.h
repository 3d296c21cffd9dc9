#pragma once

#include <QStringList>

#include <sqlite3.h>

#include <stdexcept>

namespace relata::test {

/// A connection to a database file that knows nothing of Relata: what it reads is what is stored. Belongs to the test;
/// waits up to 10 s for a lock. Failing ends the test.
class RawDatabase
{
public:
    explicit RawDatabase(const QString &file)
    {
        if (sqlite3_open_v2(file.toUtf8().constData(), &m_handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr)
            != SQLITE_OK)
            fail();
        sqlite3_busy_timeout(m_handle, 10'000);
    }
    ~RawDatabase() { sqlite3_close(m_handle); }
    RawDatabase(const RawDatabase &) = delete;
    RawDatabase &operator=(const RawDatabase &) = delete;

    /// The rows in their order, each as its values joined by "|"; null is NULL, a text stands in '…'.
    [[nodiscard]] QStringList rows(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr) != SQLITE_OK)
            fail();
        QStringList all;
        int step = SQLITE_ROW;
        while ((step = sqlite3_step(statement)) == SQLITE_ROW)
            all.append(rowOf(statement));
        sqlite3_finalize(statement);
        if (step != SQLITE_DONE)
            fail();
        return all;
    }
    /// The only value of the only row.
    [[nodiscard]] QString value(const char *sql) { return rows(sql).join(u'\n'); }
    void run(const char *sql)
    {
        if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            fail();
    }

private:
    [[nodiscard]] static QString rowOf(sqlite3_stmt *statement)
    {
        QStringList values;
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            const int type = sqlite3_column_type(statement, column);
            const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
            const QString text = QString::fromUtf8(bytes, sqlite3_column_bytes(statement, column));
            if (type == SQLITE_NULL)
                values.append(QStringLiteral("NULL"));
            else if (type == SQLITE_TEXT)
                values.append(QStringLiteral("'%1'").arg(text));
            else
                values.append(text);
        }
        return values.join(u'|');
    }
    [[noreturn]] void fail() const { throw std::runtime_error(sqlite3_errmsg(m_handle)); }

    sqlite3 *m_handle = nullptr;
};

} // namespace relata::test
