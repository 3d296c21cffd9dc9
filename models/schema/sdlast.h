#pragma once

#include "base/error.h"

#include <QString>

#include <vector>

/// A GraphQL document as it stands in the text. Within the room; values; any thread. Offsets are positions in the text.
namespace relata::sdl {

struct AstValue
{
    enum class Kind { Null, Boolean, Int, Float, String, Enum, Variable, List, Object };

    Kind kind = Kind::Null;
    QString text; ///< of scalars: as written, strings without their quotes and escapes
    std::vector<AstValue> items;
    std::vector<QString> names; ///< of an object's members, one for each item
    qsizetype offset = 0;

    /// The member of an object; nothing where it has none of that name.
    [[nodiscard]] const AstValue *member(QStringView name) const;
    [[nodiscard]] bool isTrue() const { return kind == Kind::Boolean && text == u"true"; }
};

/// A value as SDL writes it, on one line.
[[nodiscard]] QString valueText(const AstValue &value);
/// An object's members but those named: "limit: 5, deep: {a: 1}".
[[nodiscard]] QString membersText(const AstValue &object, std::initializer_list<QStringView> without);

struct AstDirective
{
    QString name;
    AstValue arguments; ///< an object
    QString source; ///< the directive as written; on one line where Amplify does not know it
    qsizetype offset = 0;
};

struct AstType
{
    QString name;
    QString text; ///< without the last "!": "[[Int!]]"
    int listDepth = 0;
    bool required = false;
    bool elementRequired = false;
    qsizetype offset = 0;
};

struct AstField
{
    QString name;
    QString description;
    AstType type;
    bool hasArguments = false;
    std::vector<AstDirective> directives;
    qsizetype offset = 0;
};

struct AstDefinition
{
    enum class Kind { Object, Interface, Union, Input, Scalar, Enum, Directive, Schema };

    Kind kind = Kind::Object;
    bool extension = false;
    QString name;
    QString description;
    QString interfaces; ///< that it implements: "A & B"
    QString source; ///< the whole definition as written, its description included
    std::vector<AstDirective> directives;
    std::vector<AstField> fields; ///< of an enumeration: its values, without types
    qsizetype offset = 0;
};

/// How deep values and lists may be nested.
constexpr int deepestNesting = 64;

/// Reads a document; the text must outlive nothing. Errors are `syntax` with line and column.
[[nodiscard]] Result<std::vector<AstDefinition>> parse(QStringView text);

/// Directives of Amplify's transformer and of AppSync (npm @aws-amplify/graphql-directives): other ones make Amplify
/// refuse a document.
[[nodiscard]] bool isAmplifyDirective(QStringView name);

/// An error at a place in the text: "line 3, column 7: …".
[[nodiscard]] tl::unexpected<Error> errorAt(QStringView text, qsizetype offset, const QString &sentence,
                                            ErrorCode code = ErrorCode::Syntax);

} // namespace relata::sdl
