#include "engine/defaults.h"

#include "data/json.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QUuid>

#include <mutex>

namespace relata::defaults {

using namespace Qt::StringLiterals;

Value value(const Schema &schema, const Field &field)
{
    if (!field.defaultValue)
        return Null{};
    return json::value(schema, field, *field.defaultValue).value_or(Value(Null{}));
}

QString newKey()
{
    // 48 bits of milliseconds, then a counter of 12 bits that starts anew each millisecond, then chance.
    static std::mutex mutex;
    static qint64 last = 0;
    static quint16 counter = 0;
    qint64 milliseconds = QDateTime::currentMSecsSinceEpoch();
    quint16 sequence = 0;
    {
        const std::lock_guard lock(mutex);
        if (milliseconds > last) {
            last = milliseconds;
            counter = 0;
        } else if (++counter > 0x0fff) { // more than a clock tick holds: borrow from the next
            ++last;
            counter = 0;
        }
        milliseconds = last;
        sequence = counter;
    }
    const quint64 random = QRandomGenerator::system()->generate64();
    const auto byte = [&](int shift) { return static_cast<uchar>(random >> shift); };
    return QUuid(static_cast<uint>(milliseconds >> 16), static_cast<ushort>(milliseconds & 0xffff),
                 static_cast<ushort>(0x7000 | sequence), static_cast<uchar>(0x80 | (byte(56) & 0x3f)), byte(48),
                 byte(40), byte(32), byte(24), byte(16), byte(8), byte(0))
        .toString(QUuid::WithoutBraces);
}

QString now() { return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs); }

} // namespace relata::defaults
