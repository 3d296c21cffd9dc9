#pragma once

#include "base/strongid.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <utility>
#include <vector>

/// The schema as copyable, comparable values; any thread. Ids are positions in the schema's lists:
/// they are valid for the schema that gave them and for its copies.
///
/// How the pieces stand to each other:
///   Model        has Fields; a field is a stored column.
///   Reference    one foreign key: columns of `from` hold the key of an instance of `to`.
///   Relationship what a person means: 1:1 and 1:N stand on one reference, N:N on the two of its join model.
///   End          a name under which a model sees one side of a relationship ("author", "articles", "tags").
///                Forms, trees, predicates, link and unlink speak of ends, never of references.
namespace relata {

using ModelId = StrongId<struct ModelTag>;
using ReferenceId = StrongId<struct ReferenceTag>;
using RelationshipId = StrongId<struct RelationshipTag>;
using EndId = StrongId<struct EndTag>;
/// A field's position in its model.
using FieldId = StrongId<struct FieldTag>;

enum class ScalarType {
    Id,
    String,
    Int,
    Float,
    Boolean,
    Date,
    Time,
    DateTime,
    Timestamp,
    Email,
    Url,
    Phone,
    IpAddress,
    Json,
    Binary,
    Decimal,
    BigInt,
};

/// The type's name in SDL and in `schema --format json`: "AWSDate".
[[nodiscard]] QString toString(ScalarType type);
[[nodiscard]] std::optional<ScalarType> scalarTypeNamed(QStringView name);

struct FieldType
{
    enum class Kind { Scalar, Enum, Object };

    Kind kind = Kind::Scalar;
    ScalarType scalar = ScalarType::String; ///< when kind is Scalar
    QString name; ///< of the enum or the non-model type, else empty
    bool list = false;
    bool elementRequired = false; ///< [String!]

    [[nodiscard]] bool isScalar(ScalarType type) const { return kind == Kind::Scalar && !list && scalar == type; }
    /// Lists and objects are stored as JSON text.
    [[nodiscard]] bool isStructured() const { return list || kind == Kind::Object; }
    friend bool operator==(const FieldType &, const FieldType &) = default;
};

/// Who writes a field's value.
enum class FieldOrigin {
    User,
    CreatedAt, ///< kept by Relata
    UpdatedAt, ///< kept by Relata
    Generated, ///< computed by the database
    Rowid, ///< SQLite's hidden row number, the key of tables without one
};

struct Field
{
    QString name;
    QString column; ///< name in the database
    FieldType type;
    bool required = false;
    bool unique = false; ///< by itself
    /// Hidden fields are the storage of a relationship field, or the rowid: no name in values, no column in tables.
    bool hidden = false;
    FieldOrigin origin = FieldOrigin::User;
    /// A default that is a plain value; a database's expression defaults are only known to exist (hasDefault).
    std::optional<QJsonValue> defaultValue;
    bool hasDefault = false;
    /// Declared without a type in the database: any value fits.
    bool anyType = false;
    QString declaredType; ///< the database's own words, empty in schemas made from SDL
    QString description;
    QString directives; ///< SDL directives without meaning here, as written
    /// SDL's own type where it has no like here and the field is kept as AWSJSON: "[[Int!]]", "Money".
    QString sdlType;

    [[nodiscard]] bool isWritable() const { return origin == FieldOrigin::User; }
    friend bool operator==(const Field &, const Field &) = default;
};

enum class KeyKind {
    Primary,
    Unique, ///< the first NOT NULL unique key stands in
    Rowid,
    None, ///< views, and tables whose columns hide all rowid names: instances cannot be named
};

struct Index
{
    QString name;
    std::vector<FieldId> fields;
    bool unique = false;
    QString queryField; ///< Amplify's @index(queryField:)
    QString arguments = {}; ///< others of @index, as written: "projection: {type: KEYS_ONLY}"
    friend bool operator==(const Index &, const Index &) = default;
};

/// A piece of what instances are called: text, and the value of a field after it.
struct LabelPart
{
    QString text;
    FieldId field; ///< invalid: the text alone, at the end
    friend bool operator==(const LabelPart &, const LabelPart &) = default;
};

struct Model
{
    QString name;
    QString table; ///< name in the database
    std::vector<Field> fields;
    std::vector<FieldId> key; ///< in key order; the hidden rowid field where keyKind is Rowid
    KeyKind keyKind = KeyKind::Primary;
    bool join = false;
    bool view = false;
    bool hasTriggers = false; ///< a change may have effects that Relata cannot foresee
    bool withoutRowid = false; ///< SQLite
    bool strict = false; ///< SQLite
    std::vector<Index> indexes;
    /// The field whose value stands for an instance; invalid: the key does.
    FieldId display;
    /// Where several fields stand for it, "{LastName}, {FirstName}": in their order, and `display` is the first of
    /// them. Empty: `display` alone.
    std::vector<LabelPart> label;
    QString description;
    QString directives; ///< as in Field: "@auth(rules: [{allow: owner}])"
    QString arguments; ///< of @model, without meaning here, as written: "subscriptions: null"
    QString interfaces; ///< what SDL says it implements: "Named & Dated"

    [[nodiscard]] const Field &field(FieldId id) const { return fields[id.index()]; }
    [[nodiscard]] std::optional<FieldId> fieldNamed(QStringView name) const; ///< hidden ones too
    [[nodiscard]] bool isKey(FieldId id) const;
    /// What instances are called, a display field alone too; empty: by their key.
    [[nodiscard]] std::vector<LabelPart> labelParts() const;
    [[nodiscard]] bool isInLabel(FieldId id) const;
    void setLabel(std::vector<LabelPart> parts);
    [[nodiscard]] bool isWritable() const { return !view && keyKind != KeyKind::None; }
    friend bool operator==(const Model &, const Model &) = default;
};

enum class DeleteRule {
    Cascade, ///< the referring instance goes too
    Clear, ///< its field becomes null; on a required field this acts as Restrict
    Restrict, ///< it stands in the way
    SetDefault, ///< its field takes its default (existing databases)
};
[[nodiscard]] QString toString(DeleteRule rule);

/// A foreign key. `columns` and `referenced` pair up and are never empty.
struct Reference
{
    ModelId from;
    std::vector<FieldId> columns;
    ModelId to;
    std::vector<FieldId> referenced;
    DeleteRule rule = DeleteRule::Restrict;
    bool unique = false; ///< at most one instance of `from` for each of `to`
    /// RESTRICT as SQLite means it: judged at once, also within a cascade.
    bool immediate = false;
    /// How the referenced columns compare, in pairs with them ("NOCASE"): SQLite judges a foreign key by its parent's
    /// collation. Empty where all are BINARY.
    std::vector<QString> collations;
    friend bool operator==(const Reference &, const Reference &) = default;
};

enum class RelationshipKind { OneToOne, OneToMany, ManyToMany };
[[nodiscard]] QString toString(RelationshipKind kind); ///< "oneToOne"

struct Relationship
{
    QString name;
    RelationshipKind kind = RelationshipKind::OneToMany;
    ModelId source;
    ModelId target;
    QString sourceField; ///< the end's name at the source, may be empty
    QString targetField;
    /// 1:1: from the source to the target. 1:N: from the target to the source.
    /// N:N: from the join model to the source.
    ReferenceId reference;
    ReferenceId secondReference; ///< N:N only: from the join model to the target
    ModelId through; ///< N:N only: the join model
    QString sourceDirectives; ///< of the ends' fields, as in Field
    QString targetDirectives;
    QString sourceDescription;
    QString targetDescription;
    QString sourceArguments; ///< of the ends' directives, without meaning here, as written: "limit: 50"
    QString targetArguments;

    [[nodiscard]] bool isManyToMany() const { return kind == RelationshipKind::ManyToMany; }
    friend bool operator==(const Relationship &, const Relationship &) = default;
};

/// How one model sees one side of a relationship. Made by Schema::rebuildEnds() from references and relationships.
struct End
{
    enum class Kind {
        ToOne, ///< this model holds the key: Post.author, Article.publication, PostTag.post
        ToOneBack, ///< the other model holds it, unique: Author ← Post
        ToMany, ///< the other model holds it: Publication.articles
        ManyToMany, ///< over a join model: Post.tags
    };

    QString name;
    Kind kind = Kind::ToOne;
    ModelId model; ///< who sees it
    ModelId other; ///< whom it leads to
    ReferenceId reference; ///< N:N: from the join model to `model`
    ReferenceId farReference; ///< N:N only: from the join model to `other`
    RelationshipId relationship;
    /// False for ends that the schema gives no name to: they are shown in the tree and hold in the engine under
    /// a made-up name, but are not offered as fields in values.
    bool named = true;

    [[nodiscard]] bool holdsKey() const { return kind == Kind::ToOne; }
    [[nodiscard]] bool isMany() const { return kind == Kind::ToMany || kind == Kind::ManyToMany; }
    friend bool operator==(const End &, const End &) = default;
};

/// What SDL says of one value of an enum.
struct EnumValueNotes
{
    QString description;
    QString directives;
    friend bool operator==(const EnumValueNotes &, const EnumValueNotes &) = default;
};

struct EnumType
{
    QString name;
    QStringList values;
    QString description;
    QString directives;
    std::map<QString, EnumValueNotes> notes; ///< by value; most have none
    friend bool operator==(const EnumType &, const EnumType &) = default;
};

/// A non-model type: an object stored inside a field.
struct ObjectType
{
    QString name;
    std::vector<Field> fields;
    QString description;
    QString directives;
    QString interfaces; ///< as in Model
    friend bool operator==(const ObjectType &, const ObjectType &) = default;
};

class Schema
{
public:
    std::vector<Model> models;
    std::vector<Reference> references;
    std::vector<Relationship> relationships;
    std::vector<EnumType> enums;
    std::vector<ObjectType> types;
    /// SDL definitions that are no stored data, as written, in their order: Query, inputs, unions, scalars, directives.
    QStringList definitions;
    /// What was met and could not be taken over, one sentence each.
    QStringList notices;

    [[nodiscard]] const Model &model(ModelId id) const { return models[id.index()]; }
    [[nodiscard]] const Reference &reference(ReferenceId id) const { return references[id.index()]; }
    [[nodiscard]] const Relationship &relationship(RelationshipId id) const { return relationships[id.index()]; }
    [[nodiscard]] const End &end(EndId id) const { return m_ends[id.index()]; }
    [[nodiscard]] const Field &field(ModelId model, FieldId field) const { return models[model.index()].field(field); }

    /// By exact name.
    [[nodiscard]] std::optional<ModelId> modelNamed(QStringView name) const;
    [[nodiscard]] const EnumType *enumNamed(QStringView name) const;
    [[nodiscard]] const ObjectType *typeNamed(QStringView name) const;

    /// The ends that a model sees: those that hold a key first, then relationships, each in schema order.
    [[nodiscard]] const std::vector<EndId> &endsOf(ModelId model) const { return m_endsOf[model.index()]; }
    [[nodiscard]] std::optional<EndId> endNamed(ModelId model, QStringView name) const;
    /// The end that holds this reference's key.
    [[nodiscard]] EndId keyEnd(ReferenceId reference) const { return m_keyEnds[reference.index()]; }
    /// The other side's end, where there is one: Article.publication ↔ Publication.articles.
    [[nodiscard]] std::optional<EndId> opposite(EndId end) const;
    /// References that hold keys of this model, in schema order: what a delete must look at.
    [[nodiscard]] const std::vector<ReferenceId> &referencesTo(ModelId model) const
    {
        return m_referencesTo[model.index()];
    }
    [[nodiscard]] const std::vector<ReferenceId> &referencesFrom(ModelId model) const
    {
        return m_referencesFrom[model.index()];
    }

    /// Clear is possible: every row may be without the link after its nullable columns are emptied.
    [[nodiscard]] bool isClearable(ReferenceId reference) const;
    /// No instance of `from` can be without it: all columns are required or part of the key.
    [[nodiscard]] bool isRequired(ReferenceId reference) const;
    /// The end's key is a field of its own that values name as such (existing databases, SDL `fields:`).
    [[nodiscard]] bool isPlainField(EndId end) const;

    /// Names the key ends: `fieldNames[reference]` is the to-one field of `from`. Call once after the lists are final.
    void rebuildEnds(const std::vector<QString> &keyEndNames);
    [[nodiscard]] const std::vector<QString> &keyEndNames() const { return m_keyEndNames; }

    friend bool operator==(const Schema &, const Schema &) = default;

private:
    std::vector<QString> m_keyEndNames;
    std::vector<End> m_ends;
    std::vector<std::vector<EndId>> m_endsOf;
    std::vector<EndId> m_keyEnds;
    std::vector<std::vector<ReferenceId>> m_referencesTo;
    std::vector<std::vector<ReferenceId>> m_referencesFrom;
};

} // namespace relata
