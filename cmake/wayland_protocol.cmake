# Wayland protocols as C libraries.
pkg_check_modules(WAYLAND_CLIENT REQUIRED IMPORTED_TARGET wayland-client)
find_program(WAYLAND_SCANNER wayland-scanner REQUIRED)

# sitbreak_protocol(TARGET XML [SIDE]): a library with the client's or the server's side of the protocol (client by
# default), and its header NAME-SIDE.h. The project's flags are not for code that is not ours.
function(sitbreak_protocol target xml)
    set(side ${ARGN})
    if(NOT side)
        set(side client)
    endif()
    cmake_path(ABSOLUTE_PATH xml)
    cmake_path(GET xml STEM LAST_ONLY name)
    set(header ${CMAKE_CURRENT_BINARY_DIR}/${name}-${side}.h)
    set(code ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
    add_custom_command(OUTPUT ${header} DEPENDS ${xml} VERBATIM
                       COMMAND ${WAYLAND_SCANNER} ${side}-header ${xml} ${header})
    add_custom_command(OUTPUT ${code} DEPENDS ${xml} VERBATIM
                       COMMAND ${WAYLAND_SCANNER} private-code ${xml} ${code})
    add_library(${target} STATIC ${code} ${header})
    target_include_directories(${target} SYSTEM PUBLIC ${CMAKE_CURRENT_BINARY_DIR})
    string(TOUPPER ${side} library)
    target_link_libraries(${target} PUBLIC PkgConfig::WAYLAND_${library})
endfunction()
