#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

class QPrinter;
class QWidget;

namespace relata {

/// Every question that the window asks goes through here, so that a test can answer it. Never waits: the answer comes
/// in the callback, which is not called when `parent` is gone or the person cancels.
class Prompts : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void openFile(QWidget *parent, const QString &title, const QString &filter,
                          std::function<void(QString)> done);
    virtual void saveFile(QWidget *parent, const QString &title, const QString &filter, const QString &suggested,
                          std::function<void(QString)> done);
    /// The printer, set up by the person; it lives during the callback only.
    virtual void choosePrinter(QWidget *parent, const QString &title, std::function<void(QPrinter &)> done);
    /// Choices are verbs; Cancel is always there and is the default. The callback gets the choice's index.
    virtual void choose(QWidget *parent, const QString &title, const QString &text, const QStringList &choices,
                        std::function<void(int)> done);
};

} // namespace relata
