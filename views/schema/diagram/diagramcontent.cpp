#include "views/schema/diagram/diagramcontent.h"

#include "views/parts/glyphs.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::diagram {

using namespace Qt::StringLiterals;

namespace {

struct ContentWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::SchemaDiagram)
};

/// Of more rows than this some are folded away.
constexpr std::size_t mostRows = 14;

/// The column of a to-one end that bears the same name: one row, not two.
bool isShownAsEnd(const Schema &schema, ModelId model, const Field &field)
{
    const auto &ends = schema.endsOf(model);
    return std::ranges::any_of(ends, [&](EndId id) {
        const End &end = schema.end(id);
        return end.holdsKey() && end.named && end.name == field.name;
    });
}

BoxRow rowOf(const Schema &schema, EndId id)
{
    const End &end = schema.end(id);
    BoxRow row;
    row.name = end.name;
    row.type = glyphs::kindText(end, schema);
    row.end = id;
    if (end.holdsKey()) {
        row.required = schema.isRequired(end.reference);
        const auto &columns = schema.reference(end.reference).columns;
        row.key = std::ranges::all_of(columns, [&](FieldId c) { return schema.model(end.model).isKey(c); });
    }
    return row;
}

BoxRow foldingRow(const QString &words)
{
    BoxRow row;
    row.name = words;
    row.more = true;
    return row;
}

/// Keeps its first rows, and of all rows those that say most.
void fold(Box &box)
{
    std::size_t room = mostRows - 1;
    std::vector<bool> kept(box.rows.size(), false);
    const auto keep = [&](auto &&says) {
        for (std::size_t i = 0; i < kept.size(); ++i)
            if (room > 0 && !kept[i] && says(box.rows[i])) {
                kept[i] = true;
                --room;
            }
    };
    keep([](const BoxRow &row) { return row.key; });
    keep([](const BoxRow &row) { return row.end.isValid(); });
    keep([](const BoxRow &) { return true; });
    std::vector<BoxRow> rows;
    QStringList gone;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i])
            rows.push_back(box.rows[i]);
        else
            gone.append(box.rows[i].name);
    }
    rows.push_back(foldingRow(ContentWords::tr("%n more", nullptr, static_cast<int>(gone.size()))));
    box.rows = std::move(rows);
    box.folded = gone.join(u", "_s);
}

Box boxFor(const Schema &schema, ModelId id, const Choice &choice)
{
    const Model &model = schema.model(id);
    Box box;
    box.model = id;
    box.name = model.name;
    box.join = model.join;
    box.view = model.view;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const Field &field = model.fields[i];
        if (field.hidden || isShownAsEnd(schema, id, field))
            continue;
        BoxRow row;
        row.name = field.name;
        row.type = typeText(field.type);
        row.key = model.isKey(FieldId(static_cast<int>(i)));
        row.required = field.required;
        box.rows.push_back(row);
    }
    for (const EndId end : schema.endsOf(id))
        if (schema.end(end).named)
            box.rows.push_back(rowOf(schema, end));
    if (choice.detail == Detail::Names)
        box.rows.clear();
    else if (choice.detail == Detail::Keys)
        std::erase_if(box.rows, [](const BoxRow &row) { return !row.key && !row.end.isValid(); });
    if (box.rows.size() > mostRows) {
        if (choice.whole.contains(model.name))
            box.rows.push_back(foldingRow(ContentWords::tr("Show fewer")));
        else
            fold(box);
    }
    return box;
}

/// The sign at the referenced model: whether an instance of `from` may be without it.
Sign signOfTarget(const Schema &schema, ReferenceId reference)
{
    return schema.isRequired(reference) ? Sign::ExactlyOne : Sign::One;
}

/// A relationship's name on its line: what the source calls it, else what the target does.
QString labelOf(const Relationship &relationship)
{
    return relationship.sourceField.isEmpty() ? relationship.targetField : relationship.sourceField;
}

void addLine(Content &content, const Schema &schema, RelationshipId id)
{
    const Relationship &relationship = schema.relationship(id);
    const auto source = content.boxOf(relationship.source);
    const auto target = content.boxOf(relationship.target);
    Line line;
    line.relationship = id;
    line.kind = relationship.kind;
    line.label = labelOf(relationship);
    if (relationship.isManyToMany()) {
        if (const auto join = content.boxOf(relationship.through)) {
            for (const auto &[end, reference] :
                 {std::pair(source, relationship.reference), std::pair(target, relationship.secondReference)}) {
                if (!end)
                    continue;
                line.from = *end;
                line.to = *join;
                line.atFrom = signOfTarget(schema, reference);
                line.atTo = Sign::Many;
                line.label.clear();
                content.lines.push_back(line);
            }
            return;
        }
        line.atFrom = line.atTo = Sign::Many;
        line.join = relationship.through;
        line.label = schema.model(relationship.through).name;
    } else if (relationship.kind == RelationshipKind::OneToOne) {
        line.atFrom = Sign::One;
        line.atTo = signOfTarget(schema, relationship.reference);
    } else {
        line.atFrom = signOfTarget(schema, relationship.reference);
        line.atTo = Sign::Many;
    }
    if (!source || !target)
        return;
    line.from = *source;
    line.to = *target;
    content.lines.push_back(line);
}

} // namespace

std::optional<int> Content::boxOf(ModelId model) const
{
    // Boxes stand in the order of their models.
    const auto found = std::ranges::lower_bound(boxes, model, {}, &Box::model);
    if (found == boxes.end() || found->model != model)
        return std::nullopt;
    return static_cast<int>(found - boxes.begin());
}

QString typeText(const FieldType &type)
{
    const QString name = type.kind == FieldType::Kind::Scalar ? toString(type.scalar) : type.name;
    return type.list ? QString(u'[' % name % u']') : name;
}

bool canFold(const Schema &schema, ModelId join)
{
    return schema.model(join).join && schema.referencesTo(join).empty() && schema.referencesFrom(join).size() == 2;
}

Content contentOf(const Schema &schema, const Choice &choice)
{
    QSet<ModelId> inPills;
    for (const Relationship &relationship : schema.relationships) {
        if (!relationship.isManyToMany() || !canFold(schema, relationship.through))
            continue;
        const auto shown = [&](ModelId model) { return !choice.only || choice.only->contains(model); };
        if (!choice.unfolded.contains(schema.model(relationship.through).name) && shown(relationship.source)
            && shown(relationship.target))
            inPills.insert(relationship.through);
    }
    Content content;
    for (int i = 0; i < static_cast<int>(schema.models.size()); ++i) {
        const ModelId id(i);
        if (!inPills.contains(id) && (!choice.only || choice.only->contains(id)))
            content.boxes.push_back(boxFor(schema, id, choice));
    }
    for (int i = 0; i < static_cast<int>(schema.relationships.size()); ++i)
        addLine(content, schema, RelationshipId(i));
    return content;
}

QSet<ModelId> neighbourhood(const Schema &schema, ModelId middle, int steps)
{
    QSet<ModelId> reached{middle};
    QSet<ModelId> rim{middle};
    for (int step = 0; step < steps && !rim.isEmpty(); ++step) {
        QSet<ModelId> next;
        for (const Relationship &relationship : schema.relationships) {
            std::vector<ModelId> members{relationship.source, relationship.target};
            if (relationship.isManyToMany())
                members.push_back(relationship.through);
            if (std::ranges::any_of(members, [&](ModelId m) { return rim.contains(m); }))
                for (const ModelId member : members)
                    if (!reached.contains(member))
                        next.insert(member);
        }
        reached.unite(next);
        rim = next;
    }
    return reached;
}

} // namespace relata::diagram
