#include "schema/schemarules.h"
#include "views/schema/schemaeditorprivate.h"
#include "views/schema/schemafieldspane.h"
#include "views/schema/schemahead.h"
#include "views/schema/schemaindexpane.h"
#include "views/schema/schemarelationspane.h"
#include "views/schema/schemavaluespane.h"

#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QTabWidget>

namespace relata {

using namespace Qt::StringLiterals;

/// Models, enums and non-model types share their names.
QStringList SchemaEditor::Private::takenNames() const
{
    QStringList taken;
    for (int row = 0; row < entries.rowCount(); ++row)
        taken.append(entries.row(row).name);
    return taken;
}

/// Takes what is being typed, as if its line had been left: tool buttons and shortcuts do not leave it.
void SchemaEditor::Private::settle()
{
    const QPointer<QLineEdit> line(qobject_cast<QLineEdit *>(q->focusWidget()));
    if (!line)
        return;
    line->clearFocus();
    if (line && line->isVisible() && !q->focusWidget())
        line->setFocus(Qt::OtherFocusReason);
}

void SchemaEditor::Private::addModel()
{
    const QString name =
        schemarules::freeName(SchemaEditor::tr("NewModel", "name of a model just added"), takenNames());
    ModelId added;
    const bool done = work.edit(SchemaEditor::tr("Add a model"), [&](SchemaDraft &draft) -> Done {
        const auto model = schemaedit::addModel(draft, name);
        if (!model)
            return tl::unexpected(model.error());
        added = *model;
        return {};
    });
    if (!done)
        return;
    work.choose(added);
    target = Target::Entry;
    head->focusName();
}

void SchemaEditor::Private::addType(NewType kind)
{
    const bool isEnum = kind == NewType::Enum;
    const QString name = schemarules::freeName(isEnum ? SchemaEditor::tr("NewEnum", "name of an enum just added")
                                                      : SchemaEditor::tr("NewType", "name of a type just added"),
                                               takenNames());
    const QString words = isEnum ? SchemaEditor::tr("Add an enum") : SchemaEditor::tr("Add a non-model type");
    const bool done = work.edit(words, [&](SchemaDraft &draft) {
        if (isEnum)
            return schemaedit::addEnum(draft, name, {});
        ObjectType type;
        type.name = name;
        return schemaedit::setType(draft, type);
    });
    if (!done)
        return;
    work.chooseType(name);
    target = Target::Entry;
    head->focusName();
}

void SchemaEditor::Private::jumpTo(const QModelIndex &index)
{
    const Finding finding = findingItems.row(index.row());
    if (!finding.enumName.isEmpty() || !finding.typeName.isEmpty()) {
        work.chooseType(finding.enumName.isEmpty() ? finding.typeName : finding.enumName);
        if (!finding.enumValue.isEmpty())
            return values->showValue(finding.enumValue);
    } else if (finding.model.isValid()) {
        work.choose(finding.model);
    }
    if (finding.relationship.isValid()) {
        lower->setCurrentWidget(relations);
        relations->showRelationship(finding.relationship);
    } else if (finding.field.isValid()) {
        fields->showField(finding.field.value());
    } else if (finding.index >= 0) {
        lower->setCurrentWidget(indexes);
        indexes->list()->setCurrentRow(finding.index);
        indexes->list()->setFocus(Qt::OtherFocusReason);
    } else {
        head->focusName();
    }
}

QString SchemaEditor::Private::removeWords() const
{
    const QString entry = work.model().isValid() ? work.schema().model(work.model()).name : work.type();
    switch (target) {
    case Target::Entry:
        return entry.isEmpty() ? QString() : SchemaEditor::tr("Remove %1").arg(entry);
    case Target::Field:
        return fields->currentName().isEmpty()
            ? QString()
            : SchemaEditor::tr("Remove the field %1").arg(QString(entry % u'.' % fields->currentName()));
    case Target::Relationship:
        return relations->currentSentence().isEmpty()
            ? QString()
            : SchemaEditor::tr("Remove the relationship: %1").arg(relations->currentSentence());
    case Target::Value:
        return values->currentValue().isEmpty() ? QString()
                                                : SchemaEditor::tr("Remove the value %1").arg(values->currentValue());
    case Target::Index:
        return indexes->currentName().isEmpty() ? QString()
                                                : SchemaEditor::tr("Remove the index %1").arg(indexes->currentName());
    }
    Q_UNREACHABLE();
}

void SchemaEditor::Private::removeChosen()
{
    if (removeWords().isEmpty())
        return;
    switch (target) {
    case Target::Entry:
        return removeEntry();
    case Target::Field:
        return fields->removeCurrent();
    case Target::Relationship:
        return relations->removeCurrent();
    case Target::Value:
        return values->removeCurrent();
    case Target::Index:
        return indexes->removeCurrent();
    }
}

void SchemaEditor::Private::removeEntry()
{
    const ModelId model = work.model();
    const QString name = work.type();
    work.edit(removeWords(), [=](SchemaDraft &draft) {
        if (model.isValid())
            return schemaedit::removeModel(draft, model);
        return draft.schema.enumNamed(name) ? schemaedit::removeEnum(draft, name) : schemaedit::removeType(draft, name);
    });
    list->setFocus(Qt::OtherFocusReason);
}

} // namespace relata
