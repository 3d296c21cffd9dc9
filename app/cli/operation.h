#pragma once

#include "base/error.h"

#include <QJsonObject>

namespace relata::cli {

/// One operation of the line protocol, of a known name and with the members that it must have and may have.
/// Refused with `syntax` otherwise: a misspelt "dryRun" must not delete.
class Operation
{
public:
    [[nodiscard]] static Result<Operation> read(const QJsonObject &line);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] bool has(QLatin1StringView member) const { return m_members.contains(member); }
    [[nodiscard]] QJsonValue value(QLatin1StringView member) const { return m_members.value(member); }
    /// False where it is not given; `read` has made sure that it is true or false.
    [[nodiscard]] bool flag(QLatin1StringView member) const { return m_members.value(member).toBool(); }
    /// 0 where it is not given; `invalid_value` for what is no whole number or negative.
    [[nodiscard]] Result<qint64> number(QLatin1StringView member) const;
    /// `invalid_value` for what is no object.
    [[nodiscard]] Result<QJsonObject> object(QLatin1StringView member) const;

private:
    Operation(QString name, QJsonObject members) : m_name(std::move(name)), m_members(std::move(members)) {}

    QString m_name;
    QJsonObject m_members;
};

} // namespace relata::cli
