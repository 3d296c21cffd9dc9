#pragma once

#include "views/parts/prompts.h"

#include <QStringList>

namespace relata {

/// Stands for the desktop's file dialogs: answers every question with what the story laid ready.
class ReadyPrompts final : public Prompts
{
public:
    QString file; ///< for openFile(); empty: cancelled
    QString target; ///< for saveFile(); empty: cancelled
    int choice = -1; ///< for choose(); -1: cancelled
    QStringList asked; ///< the titles

    void openFile(QWidget *, const QString &title, const QString &, std::function<void(QString)> done) override
    {
        asked += title;
        if (!file.isEmpty())
            done(file);
    }
    void saveFile(QWidget *, const QString &title, const QString &, const QString &,
                  std::function<void(QString)> done) override
    {
        asked += title;
        if (!target.isEmpty())
            done(target);
    }
    void choose(QWidget *, const QString &title, const QString &, const QStringList &,
                std::function<void(int)> done) override
    {
        asked += title;
        if (choice >= 0)
            done(choice);
    }
};

} // namespace relata
