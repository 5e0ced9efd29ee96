# fill(TEMPLATE DIRECTORY PERCENT): puts the program's path into a template and installs it. The path as Exec= lines
# have it, in quotes because of spaces; PERCENT is what stands for a percent sign there. A path with quotes, dollars
# or backslashes in it would need more, and is refused. Run by `cmake --install`.

macro(absolute path)
    cmake_path(ABSOLUTE_PATH ${path} BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}" NORMALIZE)
endmacro()

absolute(sitbreak_bindir)

function(fill template directory percent)
    set(program "${sitbreak_bindir}/sitbreakd")
    if(program MATCHES "[\"\\$`\\\\]")
        message(FATAL_ERROR "cannot be installed in a directory with one of \" $ ` \\ in its name: ${program}")
    endif()
    string(REPLACE "%" "${percent}" exec "${program}")
    if(exec MATCHES "[^A-Za-z0-9/._@+~%-]")
        set(exec "\"${exec}\"")
    endif()
    string(REGEX REPLACE "\\.in$" "" name "${template}")
    configure_file("${sitbreak_templates}/${template}" "${sitbreak_filled}/${name}" @ONLY)
    file(INSTALL "${sitbreak_filled}/${name}" DESTINATION "${directory}")
    set(CMAKE_INSTALL_MANIFEST_FILES "${CMAKE_INSTALL_MANIFEST_FILES}" PARENT_SCOPE)
endfunction()

# fill_all(UNITS AUTOSTART DATA): into these directories.
macro(fill_all units autostart data)
    fill(sitbreakd.service.in "${units}" "%%")
    fill(sitbreakd.desktop.in "${autostart}" "%%")
    fill(org.sitbreak.Sitbreak.desktop.in "${data}/applications" "%%")
    fill(org.sitbreak.Sitbreak1.service.in "${data}/dbus-1/services" "%")
endmacro()
