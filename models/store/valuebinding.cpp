#include "store/valuebinding.h"

#include "base/overloaded.h"

namespace relata::valuebinding {

namespace {

// The SQLite driver binds a text or blob that Qt calls null as NULL.
QVariant textVariant(const QString &text) { return QVariant(text.isNull() ? QString(QLatin1String("")) : text); }

QVariant blobVariant(const QByteArray &bytes) { return QVariant(bytes.isNull() ? QByteArray("", 0) : bytes); }

} // namespace

QVariant toVariant(const Value &value)
{
    return std::visit(Overloaded{
                          [](Null) { return QVariant(); },
                          [](bool b) { return QVariant(qint64(b ? 1 : 0)); },
                          [](qint64 n) { return QVariant(n); },
                          [](double d) { return QVariant(d); },
                          [](const QString &text) { return textVariant(text); },
                          [](const QByteArray &bytes) { return blobVariant(bytes); },
                          [](const JsonText &json) { return textVariant(json.text); },
                      },
                      value);
}

Value fromVariant(const QVariant &variant)
{
    if (variant.isNull())
        return Null{};
    switch (variant.typeId()) {
    case QMetaType::LongLong:
    case QMetaType::Int:
        return variant.toLongLong();
    case QMetaType::Double:
        return variant.toDouble();
    case QMetaType::QByteArray:
        return variant.toByteArray();
    default:
        return variant.toString();
    }
}

Value typed(const Field &field, Value raw)
{
    if (field.type.isStructured()) {
        if (auto *text = std::get_if<QString>(&raw))
            return JsonText{std::move(*text)};
        return raw;
    }
    if (field.type.isScalar(ScalarType::Boolean)) {
        if (const auto *n = std::get_if<qint64>(&raw); n && (*n == 0 || *n == 1))
            return *n == 1;
    }
    return raw;
}

} // namespace relata::valuebinding
