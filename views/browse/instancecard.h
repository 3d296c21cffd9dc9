#pragma once

#include "base/error.h"
#include "data/rowwindow.h"

#include <QFrame>
#include <QPointer>

class QFormLayout;
class QLabel;

namespace relata {

class Session;

/// A look at a related instance without leaving one's place: label, model and up to six of its values. Esc or Space
/// closes it, Enter goes there. Reads what it shows; what goes away meanwhile is said. Deletes itself when it closes.
/// GUI thread.
class InstanceCard final : public QFrame
{
    Q_OBJECT

public:
    /// The session may go first: the card closes then.
    InstanceCard(Session &session, const InstanceRef &instance, QWidget *parent);

    /// Beside what it is about, in global coordinates, within the screen.
    void popUp(const QRect &beside);

Q_SIGNALS:
    void followRequested(const relata::InstanceRef &instance);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void accept(const Result<std::optional<Row>> &row);
    void addField(const Field &field, const Value &value);
    void say(const QString &sentence);
    void place();

    QPointer<Session> m_session;
    InstanceRef m_instance;
    QRect m_beside;
    QLabel *m_label;
    QLabel *m_words; ///< while there are no values, and why
    QFormLayout *m_fields;
};

} // namespace relata
