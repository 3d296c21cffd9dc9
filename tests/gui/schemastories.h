#pragma once

#include <QObject>
#include <QTemporaryDir>

namespace relata {

/// What people do in the schema editor, each as one test, on the real window and a real database. After each, the
/// draft, the window and the file say the same. The functions stand in a file for each theme.
class TestSchemaStories final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    // newschemastories.cpp
    void whatIsTypedOutlivesTheNextButton();
    void aSchemaOutlivesAFileThatCannotBeMade();

    // blogstory.cpp
    void theBlogFromNothing();

    // chinookstory.cpp
    void chinookInSixWays();

    // reviewstories.cpp
    void aValueIsTakenWhileItIsTyped();
    void theKeyboardStaysWithTheChoice();

private:
    QTemporaryDir m_settings;
};

} // namespace relata
