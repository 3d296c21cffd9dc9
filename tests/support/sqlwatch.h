#pragma once

#include <QString>

#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

namespace relata::test {

/// Hears of every statement that any connection of this process runs, while it lives: on which thread, and how many
/// rows it gave. Connections that were open before are not heard. One at a time.
class SqlWatch
{
public:
    struct Heard
    {
        QString text;
        std::thread::id thread;
        qint64 rows = 0;
    };

    SqlWatch()
    {
        current() = this;
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(&SqlWatch::attach));
    }
    ~SqlWatch()
    {
        sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&SqlWatch::attach));
        current() = nullptr;
    }
    SqlWatch(const SqlWatch &) = delete;
    SqlWatch &operator=(const SqlWatch &) = delete;

    /// What was heard since the last call.
    [[nodiscard]] std::vector<Heard> take()
    {
        const std::lock_guard lock(m_mutex);
        m_running.clear();
        return std::exchange(m_heard, {});
    }

private:
    static SqlWatch *&current()
    {
        static SqlWatch *watch = nullptr;
        return watch;
    }
    static int attach(sqlite3 *db, const char **, const void *)
    {
        return sqlite3_trace_v2(db, SQLITE_TRACE_STMT | SQLITE_TRACE_ROW, &SqlWatch::hear, nullptr);
    }
    static int hear(unsigned what, void *, void *statement, void *)
    {
        SqlWatch *watch = current();
        if (!watch)
            return 0;
        const std::lock_guard lock(watch->m_mutex);
        if (what == SQLITE_TRACE_STMT) {
            watch->m_running[statement] = watch->m_heard.size();
            const char *text = sqlite3_sql(static_cast<sqlite3_stmt *>(statement));
            watch->m_heard.push_back({QString::fromUtf8(text), std::this_thread::get_id(), 0});
        } else if (const auto it = watch->m_running.find(statement); it != watch->m_running.end()) {
            ++watch->m_heard[it->second].rows;
        }
        return 0;
    }

    std::mutex m_mutex;
    std::vector<Heard> m_heard;
    std::unordered_map<void *, std::size_t> m_running;
};

} // namespace relata::test
