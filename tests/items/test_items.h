#pragma once

/// Each runs one test class and answers how many of its tests failed.
namespace relata {
int runItemTextTests(int argc, char **argv);
int runItemListTests(int argc, char **argv);
int runItemTreeTests(int argc, char **argv);
} // namespace relata
