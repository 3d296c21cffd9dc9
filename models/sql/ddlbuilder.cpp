#include "sql/ddlbuilder.h"

#include "sql/tableparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace relata::ddl {

using namespace Qt::StringLiterals;

namespace {

QString numberLiteral(double number)
{
    // 17 digits are enough to tell any two doubles apart; the exponent keeps a whole real from being read as an
    // integer.
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString textLiteral(const QString &text)
{
    // SQL text ends at a NUL.
    if (text.contains(QChar::Null))
        return u"(CAST(x'"_s % QString::fromLatin1(text.toUtf8().toHex()) % u"' AS TEXT))"_s;
    QString doubled = text;
    doubled.replace(u'\'', u"''"_s);
    return u'\'' % doubled % u'\'';
}

bool isWholeNumber(const QString &text)
{
    bool whole = false;
    (void)text.toLongLong(&whole);
    return whole;
}

} // namespace

QString columnType(const Field &field)
{
    if (!field.declaredType.isEmpty() || field.anyType)
        return field.declaredType;
    if (field.type.kind != FieldType::Kind::Scalar || field.type.list)
        return u"TEXT"_s;
    switch (field.type.scalar) {
    case ScalarType::Int:
    case ScalarType::BigInt:
    case ScalarType::Boolean:
    case ScalarType::Timestamp:
        return u"INTEGER"_s;
    case ScalarType::Float:
        return u"REAL"_s;
    case ScalarType::Binary:
        return u"BLOB"_s;
    // A decimal keeps its digits as text; SQLite's NUMERIC would make a double of it.
    case ScalarType::Decimal:
    case ScalarType::Id:
    case ScalarType::String:
    case ScalarType::Date:
    case ScalarType::Time:
    case ScalarType::DateTime:
    case ScalarType::Email:
    case ScalarType::Url:
    case ScalarType::Phone:
    case ScalarType::IpAddress:
    case ScalarType::Json:
        return u"TEXT"_s;
    }
    Q_UNREACHABLE();
}

// A default as the stored value: booleans are 0 and 1, lists and objects JSON text.
QString literal(const Field &field, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? u"1"_s : u"0"_s;
    case QJsonValue::Double: {
        const qint64 whole = value.toInteger();
        const QString number =
            double(whole) == value.toDouble() ? QString::number(whole) : numberLiteral(value.toDouble());
        return columnType(field) == u"TEXT"_s ? textLiteral(number) : number;
    }
    case QJsonValue::Array:
        return textLiteral(QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)));
    case QJsonValue::Object:
        return textLiteral(QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
    case QJsonValue::String:
        if (columnType(field) == u"INTEGER"_s && isWholeNumber(value.toString()))
            return value.toString();
        return textLiteral(value.toString());
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return u"NULL"_s;
}

QString table(const Schema &schema, ModelId model, const QString &name, const TableDialect &dialect)
{
    const DdlWords words(schema, dialect);
    return TableParts(words, model).table(name);
}

QString column(const Schema &schema, ModelId model, FieldId field, const TableDialect &dialect)
{
    const DdlWords words(schema, dialect);
    return TableParts(words, model).columnLine(field);
}

QString foreignKey(const Schema &schema, ReferenceId reference, const TableDialect &dialect)
{
    const DdlWords words(schema, dialect);
    return TableParts(words, schema.reference(reference).from).foreignKey(reference, false);
}

QString deleteAction(const Schema &schema, ReferenceId reference)
{
    return TableParts::action(schema, reference).mid(int(sizeof(" ON DELETE ")) - 1);
}

QString indexName(const Model &model, const Index &index)
{
    QStringList parts{model.table};
    if (index.name.isEmpty())
        for (const FieldId id : index.fields)
            parts.append(model.field(id).column);
    else
        parts.append(index.name);
    return parts.join(u'_');
}

QString createIndex(const Schema &schema, ModelId model, const Index &index, const QString &name,
                    const TableDialect &dialect)
{
    const DdlWords words(schema, dialect);
    return TableParts(words, model).createIndex(index, name);
}

} // namespace relata::ddl
