#include "views/dialogs/labeldialog.h"

#include "data/instancelabel.h"
#include "schema/label.h"
#include "views/parts/palette.h"
#include "views/parts/relatastyle.h"
#include "views/parts/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

LabelDialog::LabelDialog(Model model, QWidget *parent)
    : QDialog(parent)
    , m_model(std::move(model))
    , m_text(new QLineEdit(labels::text(m_model), this))
    , m_example(new QLabel(this))
    , m_use(new QPushButton(tr("Use"), this))
{
    setObjectName(u"labelDialog"_s);
    setWindowTitle(tr("What an instance is called"));
    setModal(true);
    auto *question = new QLabel(tr("What is an instance of %1 &called?").arg(m_model.name), this);
    question->setFont(type::detail());
    question->setBuddy(m_text);
    auto *hint = new QLabel(tr("Fields stand in braces, with any text between them."), this);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    m_text->setObjectName(u"labelText"_s);
    m_text->setAccessibleName(tr("Label"));
    m_example->setObjectName(u"labelExample"_s);
    m_example->setTextFormat(Qt::PlainText);
    m_example->setWordWrap(true);
    m_use->setObjectName(u"labelUse"_s);

    auto *insertField = new QToolButton(this);
    insertField->setObjectName(u"labelInsert"_s);
    insertField->setText(tr("&Insert field"));
    insertField->setPopupMode(QToolButton::InstantPopup);
    insertField->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(insertField);
    for (const Field &field : m_model.fields) {
        if (field.hidden || field.type.isScalar(ScalarType::Binary))
            continue;
        const QString name = field.name;
        menu->addAction(QString(name).replace(u'&', u"&&"_s), this, [this, name] { insert(name); });
    }
    insertField->setMenu(menu);

    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_use->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(px(8));
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);
    setLook(m_use, ButtonLook::Primary);

    auto *line = new QHBoxLayout;
    line->setSpacing(px(8));
    line->addWidget(m_text, 1);
    line->addWidget(insertField);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(10));
    column->addWidget(question);
    column->addWidget(hint);
    column->addLayout(line);
    column->addWidget(m_example);
    column->addStretch(1);
    column->addLayout(buttons);
    setMinimumWidth(px(460));

    connect(m_text, &QLineEdit::textChanged, this, &LabelDialog::judge);
    connect(m_use, &QPushButton::clicked, this, &LabelDialog::choose);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    judge();
    m_text->setFocus();
}

void LabelDialog::setExample(const Values &values)
{
    m_values = values;
    judge();
}

void LabelDialog::setVisible(bool visible)
{
    QDialog::setVisible(visible);
    // As it opens a dialog marks its first text to be typed over; here one goes on where the text ends.
    m_text->end(false);
}

void LabelDialog::insert(const QString &field)
{
    m_text->insert(u'{' % field % u'}');
    m_text->setFocus();
}

void LabelDialog::judge()
{
    auto parts = labels::read(m_model, m_text->text());
    QString words;
    if (!parts)
        words = parts.error().message;
    else if (m_values && m_values->size() == m_model.fields.size()) {
        Model called = m_model;
        called.setLabel(*parts);
        const auto label = instanceLabel(called, *m_values);
        words = label ? tr("For example: %1").arg(*label) : tr("The first instance has no values there.");
    }
    m_example->setText(words);
    QPalette tinted = m_example->palette();
    tinted.setColor(QPalette::WindowText, parts ? Palette::current().secondary : Palette::current().danger);
    m_example->setPalette(tinted);
    m_use->setEnabled(parts.has_value());
}

void LabelDialog::choose()
{
    auto parts = labels::read(m_model, m_text->text());
    if (!parts)
        return;
    accept();
    Q_EMIT chosen(m_text->text(), *parts);
}

} // namespace relata
