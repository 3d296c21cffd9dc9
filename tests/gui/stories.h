#pragma once

#include <QObject>
#include <QTemporaryDir>

namespace relata {

/// What people do with the window, each as one test. After each, the window and the file say the same.
/// The functions stand in a file for each theme.
class TestStories final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    // linkstories.cpp
    void createTwoAndLinkThem();
    void tagFromBothEnds();
    void moveATakenLink();
    void createNewInsideThePicker();

    // deletestories.cpp
    void deleteAPublicationAndUndo();
    void deleteWhatIsRestricted();

    // browsestories.cpp
    void followALinkAndComeBack();
    void copyAndColumnsAndSort();

    // keyboardstories.cpp
    void keyboardOnly();

    // editstories.cpp
    void badValuesAreRefusedAndKept_data();
    void badValuesAreRefusedAndKept();
    void typedValuesSurvive();
    void conflictShowsBothValues();

    // nullstories.cpp
    void nullAndEmptyAreTwoThings();
    void checkBoxHasAThirdState();

    // openstories.cpp
    void badFilesAreRefused_data();
    void badFilesAreRefused();
    void lockedFileIsRefused();
    void readOnlyFileIsRefused();

private:
    QTemporaryDir m_settings;
};

} // namespace relata
