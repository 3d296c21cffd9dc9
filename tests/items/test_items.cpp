#include "test_items.h"

#include <QCoreApplication>

// One executable for the small item models and texts: linking costs more than running.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    int failed = 0;
    failed += relata::runItemTextTests(argc, argv);
    failed += relata::runItemListTests(argc, argv);
    failed += relata::runItemTreeTests(argc, argv);
    return failed == 0 ? 0 : 1;
}
