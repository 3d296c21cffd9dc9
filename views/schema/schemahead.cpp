#include "views/schema/schemahead.h"

#include "schema/label.h"
#include "views/dialogs/labeldialog.h"
#include "views/parts/type.h"
#include "views/schema/schemawork.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

constexpr int severalFields = -2; ///< in the place of a field's position; -1 is the key

bool keepsTimes(const Model &model)
{
    return std::any_of(model.fields.begin(), model.fields.end(), [](const Field &field) {
        return field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt;
    });
}

QString descriptionOf(const SchemaWork &work)
{
    if (work.model().isValid())
        return work.schema().model(work.model()).description;
    const ObjectType *type = work.schema().typeNamed(work.type());
    const EnumType *values = work.schema().enumNamed(work.type());
    return type ? type->description : (values ? values->description : QString());
}

} // namespace

SchemaHead::SchemaHead(SchemaWork &work, QWidget *parent)
    : QWidget(parent)
    , m_work(work)
    , m_name(new QLineEdit(this))
    , m_shownLabel(new QLabel(tr("&Shown as"), this))
    , m_shown(new QComboBox(this))
    , m_times(new QCheckBox(tr("&Keep createdAt and updatedAt"), this))
    , m_description(new QLineEdit(this))
{
    auto *nameLabel = new QLabel(tr("&Name"), this);
    nameLabel->setBuddy(m_name);
    m_name->setObjectName(u"schemaName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setMinimumWidth(px(150));
    m_shownLabel->setBuddy(m_shown);
    m_shown->setObjectName(u"schemaDisplay"_s);
    m_shown->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_times->setObjectName(u"schemaTimes"_s);
    m_description->setObjectName(u"schemaDescription"_s);
    m_description->setAccessibleName(tr("Description"));
    m_description->setPlaceholderText(tr("What it stands for"));

    auto *descriptionLabel = new QLabel(tr("Descr&iption"), this);
    descriptionLabel->setBuddy(m_description);
    auto *row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(m_name, 1);
    row->addSpacing(px(4));
    row->addWidget(m_shownLabel);
    row->addWidget(m_shown);
    row->addSpacing(px(4));
    row->addWidget(m_times);
    auto *rows = new QGridLayout(this);
    rows->setContentsMargins(px(12), px(8), px(12), px(8));
    rows->setHorizontalSpacing(px(8));
    rows->setVerticalSpacing(px(6));
    rows->addWidget(nameLabel, 0, 0);
    rows->addLayout(row, 0, 1);
    rows->addWidget(descriptionLabel, 1, 0);
    rows->addWidget(m_description, 1, 1);

    connect(m_name, &QLineEdit::editingFinished, this, &SchemaHead::rename);
    connect(m_description, &QLineEdit::editingFinished, this, &SchemaHead::describe);
    connect(m_shown, &QComboBox::activated, this, [this](int index) {
        const ModelId model = m_work.model();
        const int place = m_shown->itemData(index).toInt();
        if (place == severalFields)
            return askForLabel();
        const FieldId field(place);
        m_work.edit(tr("Show %1 by another field").arg(m_work.schema().model(model).name),
                    [=](SchemaDraft &draft) { return schemaedit::setDisplay(draft, model, field); });
    });
    connect(m_times, &QCheckBox::clicked, this, [this](bool kept) {
        const ModelId model = m_work.model();
        const QString words = kept ? tr("Keep the times of %1") : tr("Do not keep the times of %1");
        m_work.edit(words.arg(m_work.schema().model(model).name),
                    [=](SchemaDraft &draft) { return schemaedit::setKeptTimes(draft, model, kept); });
    });
    connect(&work, &SchemaWork::changed, this, &SchemaHead::refresh);
    connect(&work, &SchemaWork::chosen, this, &SchemaHead::refresh);
    refresh();
}

void SchemaHead::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void SchemaHead::refresh()
{
    const bool isModel = m_work.model().isValid();
    const bool isAny = isModel || !m_work.type().isEmpty();
    m_name->setEnabled(isAny);
    m_description->setEnabled(isAny);
    for (QWidget *part : std::initializer_list<QWidget *>{m_shownLabel, m_shown, m_times})
        part->setVisible(isModel);
    const QString name = isModel ? m_work.schema().model(m_work.model()).name : m_work.type();
    if (m_name->text() != name)
        m_name->setText(name);
    if (m_description->text() != descriptionOf(m_work))
        m_description->setText(descriptionOf(m_work));
    m_description->setCursorPosition(0);
    if (!isModel)
        return;
    const Model &model = m_work.schema().model(m_work.model());
    const QSignalBlocker quiet(m_shown);
    m_shown->clear();
    m_shown->addItem(model.join ? tr("its two ends") : tr("its key"), -1);
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (!model.fields[i].hidden)
            m_shown->addItem(model.fields[i].name, static_cast<int>(i));
    m_shown->addItem(tr("several fields…"), severalFields);
    m_shown->setCurrentIndex(
        qMax(0, m_shown->findData(model.label.empty() ? model.display.value() : int(severalFields))));
    m_shown->setToolTip(model.label.empty() ? tr("The field whose value stands for an instance in lists and links")
                                            : tr("An instance is called %1").arg(labels::text(model)));
    m_times->setChecked(keepsTimes(model));
    m_times->setEnabled(!model.view);
}

void SchemaHead::askForLabel()
{
    const ModelId model = m_work.model();
    auto *dialog = new LabelDialog(m_work.schema().model(model), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LabelDialog::chosen, this, [this, model](const QString &text) {
        m_work.edit(tr("Call %1 by several fields").arg(m_work.schema().model(model).name),
                    [=](SchemaDraft &draft) { return schemaedit::setLabel(draft, model, text); });
    });
    // What was chosen before stands there until another is.
    connect(dialog, &QDialog::finished, this, &SchemaHead::refresh);
    dialog->open();
}

void SchemaHead::rename()
{
    const QString name = m_name->text();
    const bool isModel = m_work.model().isValid();
    const QString before = isModel ? m_work.schema().model(m_work.model()).name : m_work.type();
    if (name == before || (!isModel && before.isEmpty()))
        return;
    const QString words = tr("Rename %1 to %2").arg(before, name);
    if (isModel) {
        const ModelId model = m_work.model();
        m_work.edit(words, [=](SchemaDraft &draft) { return schemaedit::renameModel(draft, model, name); });
        return;
    }
    const bool done = m_work.edit(words, [=](SchemaDraft &draft) {
        return draft.schema.enumNamed(before) ? schemaedit::renameEnum(draft, before, name)
                                              : schemaedit::renameType(draft, before, name);
    });
    if (done)
        m_work.chooseType(name);
}

void SchemaHead::describe()
{
    const QString text = m_description->text();
    if (text == descriptionOf(m_work))
        return;
    if (m_work.model().isValid()) {
        const ModelId model = m_work.model();
        m_work.edit(tr("Describe %1").arg(m_work.schema().model(model).name),
                    [=](SchemaDraft &draft) { return schemaedit::setModelDescription(draft, model, text); });
        return;
    }
    m_work.edit(tr("Describe %1").arg(m_work.type()), [type = m_work.type(), text](SchemaDraft &draft) {
        return schemaedit::setTypeDescription(draft, type, text);
    });
}

} // namespace relata
