#include "views/browse/labelmenu.h"

#include "data/instancelabel.h"
#include "session/session.h"
#include "views/dialogs/labeldialog.h"

#include <QActionGroup>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// Text of its own that a person would know an instance by.
bool canBeLabel(const Field &field)
{
    return !field.hidden && !field.type.isStructured() && !field.type.isScalar(ScalarType::Binary);
}

QString keyChoice(const Model &model)
{
    if (model.join)
        return LabelMenu::tr("Both ends");
    QStringList names;
    for (const FieldId field : model.key)
        names.append(model.field(field).name);
    return names.isEmpty() ? LabelMenu::tr("Key") : LabelMenu::tr("Key (%1)").arg(names.join(u", "_s));
}

} // namespace

LabelMenu::LabelMenu(QWidget *parent) : QMenu(tr("La&bel instances by"), parent), m_choices(new QActionGroup(this))
{
    setObjectName(u"labelMenu"_s);
    menuAction()->setObjectName(u"labelInstances"_s);
    menuAction()->setEnabled(false);
    connect(this, &QMenu::aboutToShow, this, &LabelMenu::fill);
}

void LabelMenu::show(Session *session, ModelId model)
{
    m_session = session;
    m_model = model;
    menuAction()->setEnabled(session && model.isValid());
}

void LabelMenu::fill()
{
    clear();
    if (!m_session || !m_model.isValid())
        return;
    const Model &model = m_session->schema().model(m_model);
    const bool oneKey = model.key.size() == 1 && !model.join;
    const bool byKey = !model.display.isValid() || (oneKey && model.display == model.key.front());
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field(static_cast<int>(i));
        // A key of one field is the last choice; it need not stand there twice.
        if (canBeLabel(model.fields[i]) && !(oneKey && field == model.key.front()))
            offer(model.fields[i].name, field, !byKey && model.label.empty() && field == model.display);
    }
    addSeparator();
    offer(keyChoice(model), {}, byKey);
    QAction *several = addAction(tr("&Several fields…"), this, &LabelMenu::askForSeveral);
    several->setObjectName(u"labelBySeveral"_s);
    several->setCheckable(true);
    several->setChecked(!model.label.empty());
    m_choices->addAction(several);
}

void LabelMenu::askForSeveral()
{
    auto *dialog = new LabelDialog(m_session->schema().model(m_model), parentWidget()->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    Query first;
    first.model = m_model;
    first.limit = 1;
    first.cutAt = longestLabel + 1;
    m_session->fetch(first, dialog, [dialog](const Result<RowWindow> &found) {
        if (found && !found->rows.empty())
            dialog->setExample(found->rows.front().values);
    });
    connect(dialog, &LabelDialog::chosen, this,
            [this, session = m_session, model = m_model](const QString &, const std::vector<LabelPart> &parts) {
                if (session && session == m_session)
                    session->setLabel(model, parts);
            });
    dialog->open();
}

void LabelMenu::offer(const QString &text, FieldId field, bool chosen)
{
    QString shown = text;
    QAction *action = addAction(shown.replace(u'&', "&&"_L1));
    action->setCheckable(true);
    action->setChecked(chosen);
    m_choices->addAction(action);
    connect(action, &QAction::triggered, this, [this, field, chosen] {
        if (m_session && !chosen)
            m_session->setLabel(m_model,
                                field.isValid() ? std::vector<LabelPart>{{{}, field}} : std::vector<LabelPart>());
    });
}

} // namespace relata
