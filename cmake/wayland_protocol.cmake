# Wayland protocols as C libraries. To be included at the top: the generated code is C, the project C++.
enable_language(C)
pkg_check_modules(WAYLAND_CLIENT REQUIRED IMPORTED_TARGET wayland-client)
find_program(WAYLAND_SCANNER wayland-scanner REQUIRED)

# sitbreak_protocol(TARGET XML): a library with the client's side of the protocol, and its header NAME-client.h. The
# project's flags are not for code that is not ours.
function(sitbreak_protocol target xml)
    cmake_path(ABSOLUTE_PATH xml)
    cmake_path(GET xml STEM LAST_ONLY name)
    set(header ${CMAKE_CURRENT_BINARY_DIR}/${name}-client.h)
    set(code ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
    add_custom_command(OUTPUT ${header} DEPENDS ${xml} VERBATIM
                       COMMAND ${WAYLAND_SCANNER} client-header ${xml} ${header})
    add_custom_command(OUTPUT ${code} DEPENDS ${xml} VERBATIM
                       COMMAND ${WAYLAND_SCANNER} private-code ${xml} ${code})
    add_library(${target} STATIC ${code} ${header})
    target_include_directories(${target} SYSTEM PUBLIC ${CMAKE_CURRENT_BINARY_DIR})
    target_link_libraries(${target} PUBLIC PkgConfig::WAYLAND_CLIENT)
endfunction()
