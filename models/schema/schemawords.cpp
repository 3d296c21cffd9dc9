#include "schema/label.h"
#include "schema/schemadiff.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

// Differences as sentences.
namespace relata {

using namespace Qt::StringLiterals;

namespace {

struct SchemaWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::SchemaWords)
};

QString typeWords(const FieldType &type)
{
    const QString name = type.kind == FieldType::Kind::Scalar ? toString(type.scalar) : type.name;
    return type.list ? u'[' % name % (type.elementRequired ? u"!]"_s : u"]"_s) : name;
}

QString ruleWords(DeleteRule rule)
{
    switch (rule) {
    case DeleteRule::Cascade:
        return SchemaWords::tr("goes with it");
    case DeleteRule::Clear:
        return SchemaWords::tr("loses the link");
    case DeleteRule::Restrict:
        return SchemaWords::tr("stands in its way");
    case DeleteRule::SetDefault:
        return SchemaWords::tr("takes its default");
    }
    Q_UNREACHABLE();
}

/// "each Post has one Author (author)"
QString relationshipWords(const Schema &schema, RelationshipId id)
{
    const Relationship &relationship = schema.relationship(id);
    const QString source = schema.model(relationship.source).name;
    const QString target = schema.model(relationship.target).name;
    switch (relationship.kind) {
    case RelationshipKind::OneToOne:
        return SchemaWords::tr("each %1 has at most one %2, and each %2 at most one %1").arg(source, target);
    case RelationshipKind::OneToMany:
        return SchemaWords::tr("each %1 has many %2, and each %2 at most one %1").arg(source, target);
    case RelationshipKind::ManyToMany:
        return SchemaWords::tr("each %1 has many %2, and each %2 many %1").arg(source, target);
    }
    Q_UNREACHABLE();
}

/// "Publication.articles", by its first named end.
QString relationshipName(const Schema &schema, RelationshipId id)
{
    const Relationship &relationship = schema.relationship(id);
    if (!relationship.sourceField.isEmpty())
        return schema.model(relationship.source).name % u'.' % relationship.sourceField;
    if (!relationship.targetField.isEmpty())
        return schema.model(relationship.target).name % u'.' % relationship.targetField;
    return relationship.name;
}

QString defaultWords(const Field &field)
{
    if (field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt)
        return SchemaWords::tr("is kept by Relata");
    if (!field.defaultValue)
        return SchemaWords::tr("has no default any more");
    const QByteArray text = QJsonDocument(QJsonArray{*field.defaultValue}).toJson(QJsonDocument::Compact);
    return SchemaWords::tr("has the default %1").arg(QString::fromUtf8(text.mid(1, text.size() - 2)));
}

class Sentence
{
public:
    Sentence(const Difference &difference, const Schema &from, const Schema &to)
        : m_difference(difference), m_from(from), m_to(to)
    {}

    [[nodiscard]] QString text() const
    {
        using Kind = Difference::Kind;
        const Difference &d = m_difference;
        switch (d.kind) {
        case Kind::ModelAdded:
            return SchemaWords::tr("The model %1 is new.").arg(newModel());
        case Kind::ModelRemoved:
            return SchemaWords::tr("The model %1 goes, with all of its instances.").arg(oldModel());
        case Kind::ModelRenamed:
            return SchemaWords::tr("%1 is called %2.").arg(oldModel(), newModel());
        case Kind::FieldAdded:
            return SchemaWords::tr("%1 gets the field %2 (%3).").arg(newModel(), newField().name, fieldWords());
        case Kind::FieldRemoved:
            return SchemaWords::tr("%1 loses the field %2.").arg(newModel(), oldField().name);
        case Kind::FieldRenamed:
            return SchemaWords::tr("%1 is called %2.").arg(oldPath(), newField().name);
        case Kind::FieldType:
            return SchemaWords::tr("%1 becomes %2 instead of %3.")
                .arg(newPath(), typeWords(newField().type), typeWords(oldField().type));
        case Kind::FieldRequired:
            return SchemaWords::tr("%1 becomes required.").arg(newPath());
        case Kind::FieldOptional:
            return SchemaWords::tr("%1 may be empty.").arg(newPath());
        case Kind::FieldUnique:
            return SchemaWords::tr("%1 becomes unique.").arg(newPath());
        case Kind::FieldNotUnique:
            return SchemaWords::tr("%1 need not be unique any more.").arg(newPath());
        case Kind::FieldDefault:
            return SchemaWords::tr("%1 %2.").arg(newPath(), defaultWords(newField()));
        case Kind::FieldsReordered:
            return SchemaWords::tr("The fields of %1 stand in another order.").arg(newModel());
        case Kind::KeyChanged:
            return SchemaWords::tr("The key of %1 is %2 instead of %3.")
                .arg(newModel(), keyWords(m_to.model(d.toModel)), keyWords(m_from.model(d.fromModel)));
        case Kind::IndexAdded:
            return SchemaWords::tr("%1 gets the index %2.").arg(newModel(), d.toName);
        case Kind::IndexRemoved:
            return SchemaWords::tr("%1 loses the index %2.").arg(newModel(), d.fromName);
        case Kind::DisplayChanged:
            if (!newLabel().isEmpty())
                return SchemaWords::tr("An instance of %1 is called %2.").arg(newModel(), newLabel());
            return d.toField.isValid()
                ? SchemaWords::tr("%1 stands for an instance of %2.").arg(newField().name, newModel())
                : SchemaWords::tr("The key stands for an instance of %1.").arg(newModel());
        case Kind::DescriptionChanged:
            return d.toModel.isValid() ? SchemaWords::tr("The description of %1 changes.").arg(newModel())
                                       : SchemaWords::tr("Descriptions of the schema change.");
        case Kind::RelationshipAdded:
        case Kind::RelationshipRemoved:
        case Kind::RelationshipRenamed:
        case Kind::RelationshipKind:
        case Kind::RelationshipStorage:
        case Kind::RelationshipRule:
        case Kind::RelationshipRequired:
        case Kind::RelationshipOptional:
            return relationshipText();
        case Kind::EnumAdded:
        case Kind::EnumRemoved:
        case Kind::EnumRenamed:
        case Kind::EnumValueAdded:
        case Kind::EnumValueRemoved:
        case Kind::EnumValueRenamed:
        case Kind::TypeAdded:
        case Kind::TypeRemoved:
        case Kind::TypeChanged:
            return typeText();
        }
        Q_UNREACHABLE();
    }

private:
    [[nodiscard]] QString relationshipText() const
    {
        using Kind = Difference::Kind;
        const Difference &d = m_difference;
        if (d.kind == Kind::RelationshipAdded)
            return SchemaWords::tr("New: %1 (%2).")
                .arg(relationshipWords(m_to, d.toRelationship), relationshipName(m_to, d.toRelationship));
        const QString before = relationshipName(m_from, d.fromRelationship);
        if (d.kind == Kind::RelationshipRemoved)
            return SchemaWords::tr("The relationship %1 goes, with its links.").arg(before);
        const QString name = relationshipName(m_to, d.toRelationship);
        const Relationship &wanted = m_to.relationship(d.toRelationship);
        switch (d.kind) {
        case Kind::RelationshipRenamed:
            return SchemaWords::tr("The relationship %1 is called otherwise: %2.").arg(before, endsWords(wanted));
        case Kind::RelationshipKind:
            return SchemaWords::tr("%1 changes: %2.").arg(name, relationshipWords(m_to, d.toRelationship));
        case Kind::RelationshipStorage:
            return SchemaWords::tr("The links of %1 are kept in other fields.").arg(name);
        case Kind::RelationshipRule: {
            const Reference &key = m_to.reference(wanted.reference);
            return SchemaWords::tr("When the %1 of %2 is deleted, the %3 %4.")
                .arg(m_to.model(key.to).name, name, m_to.model(key.from).name, ruleWords(key.rule));
        }
        case Kind::RelationshipRequired:
            return SchemaWords::tr("Each %1 must have its %2 (%3).")
                .arg(m_to.model(m_to.reference(wanted.reference).from).name,
                     m_to.model(m_to.reference(wanted.reference).to).name, name);
        default:
            return SchemaWords::tr("%1 may be empty.").arg(name);
        }
    }

    [[nodiscard]] QString typeText() const
    {
        using Kind = Difference::Kind;
        const Difference &d = m_difference;
        switch (d.kind) {
        case Kind::EnumAdded:
            return SchemaWords::tr("The enum %1 is new.").arg(d.toName);
        case Kind::EnumRemoved:
            return SchemaWords::tr("The enum %1 goes.").arg(d.fromName);
        case Kind::EnumRenamed:
            return SchemaWords::tr("The enum %1 is called %2.").arg(d.fromName, d.toName);
        case Kind::EnumValueAdded:
            return SchemaWords::tr("%1 gets the value %2.").arg(d.enumName, d.toName);
        case Kind::EnumValueRemoved:
            return SchemaWords::tr("%1 loses the value %2.").arg(d.enumName, d.fromName);
        case Kind::EnumValueRenamed:
            return SchemaWords::tr("The value %2 of %1 is called %3.").arg(d.enumName, d.fromName, d.toName);
        case Kind::TypeAdded:
            return SchemaWords::tr("The type %1 is new.").arg(d.toName);
        case Kind::TypeRemoved:
            return SchemaWords::tr("The type %1 goes.").arg(d.fromName);
        default:
            return SchemaWords::tr("The type %1 changes.").arg(d.toName);
        }
    }

    [[nodiscard]] QString endsWords(const Relationship &wanted) const
    {
        QStringList ends;
        if (!wanted.sourceField.isEmpty())
            ends.append(m_to.model(wanted.source).name % u'.' % wanted.sourceField);
        if (!wanted.targetField.isEmpty())
            ends.append(m_to.model(wanted.target).name % u'.' % wanted.targetField);
        if (wanted.isManyToMany())
            ends.append(SchemaWords::tr("join model %1").arg(m_to.model(wanted.through).name));
        return ends.join(u", "_s);
    }

    [[nodiscard]] static QString keyWords(const Model &model)
    {
        if (model.keyKind == KeyKind::Rowid || model.key.empty())
            return SchemaWords::tr("the row number");
        QStringList names;
        for (const FieldId id : model.key)
            names.append(model.field(id).name);
        return names.join(u", "_s);
    }

    [[nodiscard]] QString fieldWords() const
    {
        const Field &field = newField();
        QStringList words{typeWords(field.type)};
        if (field.required)
            words.append(SchemaWords::tr("required"));
        if (field.unique)
            words.append(SchemaWords::tr("unique"));
        return words.join(u", "_s);
    }

    [[nodiscard]] QString oldModel() const { return m_from.model(m_difference.fromModel).name; }
    /// Where several fields are what instances are called.
    [[nodiscard]] QString newLabel() const
    {
        const Model &model = m_to.model(m_difference.toModel);
        return model.label.empty() ? QString() : labels::text(model);
    }
    [[nodiscard]] QString newModel() const { return m_to.model(m_difference.toModel).name; }
    [[nodiscard]] const Field &oldField() const { return m_from.field(m_difference.fromModel, m_difference.fromField); }
    [[nodiscard]] const Field &newField() const { return m_to.field(m_difference.toModel, m_difference.toField); }
    [[nodiscard]] QString oldPath() const { return oldModel() % u'.' % oldField().name; }
    [[nodiscard]] QString newPath() const { return newModel() % u'.' % newField().name; }

    const Difference &m_difference;
    const Schema &m_from;
    const Schema &m_to;
};

} // namespace

QString toWords(const Difference &difference, const Schema &from, const Schema &to)
{
    return Sentence(difference, from, to).text();
}

} // namespace relata
