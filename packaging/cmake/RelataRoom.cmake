# relata_room(name [USES rooms] [HIDES rooms] [QT components] [LIBS libraries] SOURCES files)
#
# Makes the static library relata_<name> of the current folder, its link line and its include rights:
# USES may be included anywhere, HIDES only in .cpp files. A check of every include runs before the room compiles and
# names the file and the rule that an include breaks.

function(relata_room name)
    cmake_parse_arguments(ROOM "" "" "USES;HIDES;QT;LIBS;SOURCES" ${ARGN})
    set(target relata_${name})
    add_library(${target} STATIC ${ROOM_SOURCES})
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/models ${CMAKE_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC relata_options)
    foreach(room IN LISTS ROOM_USES)
        target_link_libraries(${target} PUBLIC relata_${room})
    endforeach()
    foreach(room IN LISTS ROOM_HIDES)
        target_link_libraries(${target} PRIVATE relata_${room})
    endforeach()
    foreach(component IN LISTS ROOM_QT)
        target_link_libraries(${target} PUBLIC Qt6::${component})
    endforeach()
    target_link_libraries(${target} PRIVATE ${ROOM_LIBS})
    relata_precompile(${target} "${ROOM_QT}")

    set(files ${ROOM_SOURCES})
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${target}.includes)
    add_custom_command(OUTPUT ${stamp}
        COMMAND ${CMAKE_COMMAND} -D "ROOM=${name}" -D "USES=${ROOM_USES}" -D "HIDES=${ROOM_HIDES}" -D "QT=${ROOM_QT}"
                -D "DIR=${CMAKE_CURRENT_SOURCE_DIR}" -D "STAMP=${stamp}"
                -P ${CMAKE_SOURCE_DIR}/packaging/cmake/CheckIncludes.cmake
        DEPENDS ${files} ${headers} ${CMAKE_SOURCE_DIR}/packaging/cmake/CheckIncludes.cmake
        COMMENT "Checking the includes of ${name}" VERBATIM)
    add_custom_target(${target}_includes DEPENDS ${stamp})
    add_dependencies(${target} ${target}_includes)
endfunction()

# One precompiled header for rooms that use the same Qt modules: the core rooms share one, the GUI rooms another.
function(relata_precompile target qt)
    if("Widgets" IN_LIST qt)
        set(kind gui)
        set(header <QtWidgets>)
    else()
        set(kind core)
        set(header <QtCore>)
    endif()
    get_property(owner GLOBAL PROPERTY relata_pch_${kind})
    if(NOT owner)
        set(owner relata_pch_${kind})
        file(WRITE ${CMAKE_BINARY_DIR}/${owner}.cpp "// Carries the precompiled header.\n")
        add_library(${owner} STATIC ${CMAKE_BINARY_DIR}/${owner}.cpp)
        target_link_libraries(${owner} PUBLIC relata_options Qt6::Core)
        if(kind STREQUAL gui)
            target_link_libraries(${owner} PUBLIC Qt6::Widgets)
        endif()
        target_precompile_headers(${owner} PRIVATE ${header} <algorithm> <functional> <memory> <optional> <variant> <vector>
                                  <tl/expected.hpp>)
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF AUTORCC OFF UNITY_BUILD OFF)
        set_property(GLOBAL PROPERTY relata_pch_${kind} ${owner})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()
