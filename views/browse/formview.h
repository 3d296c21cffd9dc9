#pragma once

#include "views/browse/formlayout.h"

#include <QStackedWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace relata {

class EmptyNote;
class FormHead;

/// The form's widgets without their meaning: head, scrolled fields, footer with Revert and Save; or the empty state.
/// GUI thread.
class FormView final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit FormView(QWidget *parent);

    /// Fields of a model; null: the empty state. The layout is owned here.
    void setFields(FormLayout *layout);
    [[nodiscard]] FormLayout *fields() const { return m_fields; }
    [[nodiscard]] FormHead &head() { return *m_head; }
    /// The footer's words; what can be pressed there. Saving: the button waits.
    void showFooter(const QString &words, bool dirty, bool canSave);
    void hideFooter();
    /// Until the instance is there nothing can be typed; what stood there is painted on, for a moment.
    void setLoading(bool loading);

Q_SIGNALS:
    void savePressed();
    void revertPressed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool isNarrow() const;

    EmptyNote *m_empty;
    QScrollArea *m_scroll;
    QWidget *m_content;
    FormHead *m_head;
    FormLayout *m_fields = nullptr;
    QWidget *m_footer;
    QLabel *m_pencil;
    QLabel *m_words;
    QPushButton *m_revert;
    QPushButton *m_save;
    QPointer<QWidget> m_focused; ///< before loading took the keyboard away
};

} // namespace relata
