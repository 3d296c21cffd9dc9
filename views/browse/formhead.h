#pragma once

#include "data/value.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace relata {

/// The form's head: what the instance is called, its model and its key with Copy. GUI thread.
class FormHead final : public QWidget
{
    Q_OBJECT

public:
    explicit FormHead(QWidget *parent);

    /// An empty key: a new instance.
    void show(const QString &title, const QString &model, const Key &key);
    /// A sentence in a warning tint above the fields; empty: nothing.
    void warn(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitKey();

    QString m_keyText;
    QLabel *m_title;
    QLabel *m_model;
    QLabel *m_key;
    QToolButton *m_copy;
    QLabel *m_warning;
};

} // namespace relata
