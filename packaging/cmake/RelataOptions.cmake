# What every target is compiled with. Interface target: relata_options.

option(RELATA_WARNINGS_AS_ERRORS "Fail on any compiler warning" ON)
set(RELATA_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")
option(RELATA_COVERAGE "Instrument for gcovr" OFF)
option(RELATA_FUZZ "Build the fuzz targets of tests/fuzz (clang's libFuzzer)" OFF)
set(RELATA_SHARED_DIR "${CMAKE_SOURCE_DIR}/../shared" CACHE PATH
    "Folder with other people's databases and schemas that tests read in place; without it they say what they did not run")

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(RELATA_MOLD mold)
find_program(RELATA_LLD ld.lld)

add_library(relata_options INTERFACE)
target_compile_definitions(relata_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_USE_QSTRINGBUILDER QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    RELATA_VERSION="${PROJECT_VERSION}")
target_compile_options(relata_options INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion)
if(RELATA_WARNINGS_AS_ERRORS)
    target_compile_options(relata_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # ccache can then reuse what was compiled with the precompiled header.
    target_compile_options(relata_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()
if(RELATA_SANITIZE)
    target_compile_options(relata_options INTERFACE -fsanitize=${RELATA_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(relata_options INTERFACE -fsanitize=${RELATA_SANITIZE})
endif()
if(RELATA_FUZZ)
    target_compile_options(relata_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(relata_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(RELATA_COVERAGE)
    target_compile_options(relata_options INTERFACE --coverage)
    target_link_options(relata_options INTERFACE --coverage)
endif()
if(RELATA_MOLD)
    target_link_options(relata_options INTERFACE -fuse-ld=mold)
elseif(RELATA_LLD AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_link_options(relata_options INTERFACE -fuse-ld=lld)
endif()

set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
