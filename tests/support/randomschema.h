#pragma once

#include "support/sampleschema.h"

#include <QRandomGenerator>

namespace relata::test {

/// A schema of so many models with fields and relationships of every kind between them, self references and doubles
/// included; the same for the same seed. `spread` is how far apart, in schema order, related models stand.
inline Schema randomSchema(int models, quint32 seed, int spread = 12)
{
    QRandomGenerator random(seed);
    const auto upTo = [&](int limit) { return static_cast<int>(random.bounded(limit)); };
    const QStringList names{QStringLiteral("Order"),     QStringLiteral("Customer"), QStringLiteral("Line item"),
                            QStringLiteral("Ware 🛒"), QStringLiteral("فاتورة"),   QString(200, u'W'),
                            QStringLiteral("Payment"),   QStringLiteral("Tag")};
    const QStringList fieldNames{QStringLiteral("name"),  QStringLiteral("price"), QStringLiteral("createdOn"),
                                 QStringLiteral("عنوان"), QString(200, u'f'),      QStringLiteral("note")};
    Schema schema;
    for (int i = 0; i < models; ++i) {
        Model model = sample::model("M", {sample::field("id"), sample::field("label")});
        model.name = names[upTo(static_cast<int>(names.size()))] + QString::number(i);
        model.table = model.name;
        const int fields = upTo(12);
        for (int f = 0; f < fields; ++f) {
            Field field = sample::field("f", static_cast<ScalarType>(upTo(17)));
            field.name = fieldNames[upTo(static_cast<int>(fieldNames.size()))] + QString::number(f);
            field.column = field.name;
            field.required = upTo(3) == 0;
            model.fields.push_back(field);
        }
        schema.models.push_back(model);
    }
    const auto hold = [&](ModelId from, ModelId to, bool unique) {
        auto &fields = schema.models[from.index()].fields;
        fields.push_back(sample::keyColumn("key"));
        fields.back().name = fields.back().column = QStringLiteral("key%1").arg(fields.size());
        fields.back().required = upTo(2) == 0;
        schema.references.push_back(sample::reference(from, static_cast<int>(fields.size()) - 1, to,
                                                      fields.back().required ? DeleteRule::Cascade : DeleteRule::Clear,
                                                      unique));
        return ReferenceId(static_cast<int>(schema.references.size()) - 1);
    };
    const int relationships = models + models / 3;
    std::vector<QString> keyNames;
    for (int i = 0; i < relationships && models > 0; ++i) {
        Relationship made;
        made.name = QStringLiteral("R%1").arg(i);
        made.source = ModelId(upTo(models));
        made.target = ModelId((made.source.value() + upTo(spread)) % models);
        made.sourceField = QStringLiteral("s%1").arg(i);
        made.targetField = QStringLiteral("t%1").arg(i);
        switch (upTo(4)) {
        case 0:
            made.kind = RelationshipKind::OneToOne;
            made.reference = hold(made.source, made.target, true);
            keyNames.push_back(made.sourceField);
            break;
        case 1: {
            made.kind = RelationshipKind::ManyToMany;
            Model join = sample::model("J", {sample::field("id")});
            join.name = join.table = QStringLiteral("Join%1").arg(i);
            join.join = true;
            join.display = FieldId();
            schema.models.push_back(join);
            made.through = ModelId(static_cast<int>(schema.models.size()) - 1);
            made.reference = hold(made.through, made.source, false);
            made.secondReference = hold(made.through, made.target, false);
            keyNames.push_back(QStringLiteral("a%1").arg(i));
            keyNames.push_back(QStringLiteral("b%1").arg(i));
            break;
        }
        default:
            made.reference = hold(made.target, made.source, false);
            keyNames.push_back(made.targetField);
        }
        schema.relationships.push_back(made);
    }
    schema.rebuildEnds(keyNames);
    return schema;
}

} // namespace relata::test
