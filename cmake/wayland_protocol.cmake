# sitbreak_protocol(TARGET XML [server]): adds the client's side of a Wayland protocol to TARGET, or the server's;
# its sources include it as <name-client-protocol.h> or <name-server-protocol.h>, where name is the file's.
find_program(WAYLAND_SCANNER wayland-scanner REQUIRED)

function(sitbreak_protocol target xml)
    get_filename_component(xml ${xml} ABSOLUTE)
    get_filename_component(name ${xml} NAME_WE)
    set(side client)
    if(ARGN)
        set(side ${ARGN})
    endif()
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/protocols)
    file(MAKE_DIRECTORY ${generated})
    add_custom_command(
        OUTPUT ${generated}/${name}-${side}-protocol.h
        COMMAND ${WAYLAND_SCANNER} ${side}-header ${xml} ${generated}/${name}-${side}-protocol.h
        DEPENDS ${xml} VERBATIM)
    add_custom_command(
        OUTPUT ${generated}/${name}-protocol.c
        COMMAND ${WAYLAND_SCANNER} private-code ${xml} ${generated}/${name}-protocol.c
        DEPENDS ${xml} VERBATIM)
    target_sources(${target} PRIVATE ${generated}/${name}-${side}-protocol.h ${generated}/${name}-protocol.c)
    target_include_directories(${target} SYSTEM PUBLIC ${generated})
endfunction()
