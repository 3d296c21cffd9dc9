#pragma once

#include "schema/schema.h"

#include <QMenu>
#include <QPointer>

class QActionGroup;

namespace relata {

class Session;

/// What an instance of the shown model is called wherever it is named: one of its fields, several of them, or its key
/// (a join instance: its ends). The choice is the session's to keep and to announce. GUI thread.
class LabelMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit LabelMenu(QWidget *parent);

    /// Null or an invalid model: nothing to choose.
    void show(Session *session, ModelId model);

private:
    void fill();
    void offer(const QString &text, FieldId field, bool chosen);
    void askForSeveral();

    QActionGroup *m_choices;
    QPointer<Session> m_session;
    ModelId m_model;
};

} // namespace relata
