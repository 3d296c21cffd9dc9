#include "views/browse/formlayout.h"

#include "schema/types.h"
#include "views/browse/conflictbar.h"
#include "views/browse/linkfield.h"
#include "views/parts/fieldeditor.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// Longer names are cut, with a tool tip.
constexpr int labelWidth = 116;

QLabel *fieldLabel(const QString &name, bool required, QWidget *parent)
{
    auto *label = new QLabel(parent);
    const QString shortName = type::elided(label->fontMetrics(), name, Qt::ElideMiddle, type::px(labelWidth - 12));
    const QString mark = u" <span style=\"color:%1\">*</span>"_s.arg(Palette::current().danger.name());
    label->setText(required ? QString(shortName.toHtmlEscaped() % mark) : shortName.toHtmlEscaped());
    label->setTextFormat(Qt::RichText);
    label->setAccessibleName(required ? FormLayout::tr("%1, required").arg(name) : name);
    label->setMinimumHeight(type::px(30));
    label->setForegroundRole(QPalette::PlaceholderText);
    if (shortName != name)
        label->setToolTip(name);
    return label;
}

} // namespace

FormLayout::FormLayout(const Schema &schema, ModelId model, Prompts *prompts, QWidget *parent)
    : QWidget(parent), m_schema(schema), m_model(model), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(type::px(8));
    m_grid->setVerticalSpacing(type::px(8));
    m_grid->setColumnStretch(1, 1);

    const std::vector<Field> &fields = schema.model(model).fields;
    std::vector<EndId> ends;
    std::vector<FieldId> shownAsLink;
    for (const EndId id : schema.endsOf(model)) {
        const End &end = schema.end(id);
        if (!end.named && !end.holdsKey())
            continue;
        ends.push_back(id);
        const auto &columns = schema.reference(end.reference).columns;
        if (end.holdsKey() && columns.size() == 1)
            shownAsLink.push_back(columns.front());
    }
    std::vector<FieldId> kept;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const FieldId id(static_cast<int>(i));
        if (fields[i].hidden || std::find(shownAsLink.begin(), shownAsLink.end(), id) != shownAsLink.end())
            continue;
        if (fields[i].isWritable())
            addField(id, prompts);
        else
            kept.push_back(id);
    }
    for (const EndId id : ends)
        addLink(id);
    for (const FieldId id : kept)
        addField(id, prompts);
    m_grid->setRowStretch(2 * static_cast<int>(m_rows.size()), 1);
}

void FormLayout::addRow(QWidget *label, QWidget *content)
{
    m_rows.push_back({label, content});
    place(m_rows.size() - 1);
}

/// Each row of the form has two rows of the grid: the second is empty where the label stands beside its field.
void FormLayout::place(std::size_t row)
{
    const auto &[label, content] = m_rows[row];
    const int first = 2 * static_cast<int>(row);
    m_grid->addWidget(label, first, 0, 1, m_narrow ? 2 : 1, m_narrow ? Qt::Alignment() : Qt::AlignTop);
    m_grid->addWidget(content, m_narrow ? first + 1 : first, m_narrow ? 0 : 1, 1, m_narrow ? 2 : 1);
}

void FormLayout::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_grid->setVerticalSpacing(type::px(narrow ? 6 : 8));
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        m_grid->removeWidget(m_rows[row].first);
        m_grid->removeWidget(m_rows[row].second);
        place(row);
    }
}

void FormLayout::addField(FieldId id, Prompts *prompts)
{
    const Field &field = m_schema.field(m_model, id);
    FieldEntry entry;
    entry.id = id;
    auto *content = new QWidget(this);
    entry.editor = makeFieldEditor(m_schema, field, FieldEditor::Place::Form, content);
    entry.editor->setPrompts(prompts);
    entry.conflict = new ConflictBar(field.name, content);
    entry.conflict->hide();
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(type::px(4));
    column->addWidget(entry.editor);
    column->addWidget(entry.conflict);
    QLabel *label = fieldLabel(field.name, field.required && field.isWritable(), this);
    label->setBuddy(entry.editor->input());
    QStringList about{types::rule(m_schema, field.type)};
    if (!field.declaredType.isEmpty())
        about.append(field.declaredType);
    if (!field.description.isEmpty())
        about.append(field.description);
    label->setToolTip(field.name % u'\n' % about.join(u'\n'));
    addRow(label, content);
    m_fields.push_back(entry);
}

void FormLayout::addLink(EndId id)
{
    const End &end = m_schema.end(id);
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(type::px(4));
    const bool required = end.holdsKey() && m_schema.isRequired(end.reference);
    QLabel *label = fieldLabel(end.name, required, head);
    row->addWidget(label, 1);
    auto *kind = new QToolButton(head);
    kind->setIcon(glyphs::kindIcon(end, m_schema));
    kind->setIconSize(glyphs::kindSize());
    kind->setAutoRaise(true);
    kind->setText(tr("About the relationship %1").arg(end.name));
    kind->setAccessibleName(kind->text());
    kind->setToolTip(
        tr("%1 with %2: how it works").arg(glyphs::kindText(end, m_schema), m_schema.model(end.other).name));
    kind->setFocusPolicy(Qt::NoFocus);
    row->addWidget(kind);
    if (end.relationship.isValid())
        connect(kind, &QToolButton::clicked, this, [this, of = end.relationship] { Q_EMIT guideRequested(of); });
    auto *field = new LinkField(m_schema, id, this);
    label->setBuddy(field);
    addRow(head, field);
    m_links.push_back({id, field});
}

const FormLayout::FieldEntry *FormLayout::field(FieldId id) const
{
    const auto it = std::find_if(m_fields.begin(), m_fields.end(), [id](const FieldEntry &e) { return e.id == id; });
    return it == m_fields.end() ? nullptr : &*it;
}

const FormLayout::LinkEntry *FormLayout::link(EndId id) const
{
    const auto it = std::find_if(m_links.begin(), m_links.end(), [id](const LinkEntry &e) { return e.id == id; });
    return it == m_links.end() ? nullptr : &*it;
}

const FormLayout::LinkEntry *FormLayout::linkOf(FieldId column) const
{
    for (const LinkEntry &entry : m_links) {
        const End &end = m_schema.end(entry.id);
        const auto &columns = m_schema.reference(end.reference).columns;
        if (end.holdsKey() && std::find(columns.begin(), columns.end(), column) != columns.end())
            return &entry;
    }
    return nullptr;
}

} // namespace relata
