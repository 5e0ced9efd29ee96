# Fills in the program's path and installs the files. Run by `cmake --install`.

if(NOT sitbreak_autostart_dir)
    # Sessions look for the system's autostart entries here, whatever the prefix.
    if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?/?$")
        set(sitbreak_autostart_dir /etc/xdg/autostart)
    else()
        set(sitbreak_autostart_dir etc/xdg/autostart)
    endif()
endif()

function(absolute path result)
    cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}" NORMALIZE)
    set(${result} "${path}" PARENT_SCOPE)
endfunction()

absolute("${sitbreak_bindir}" bindir)
absolute("${sitbreak_datadir}" datadir)
absolute("${sitbreak_unit_dir}" unit_dir)
absolute("${sitbreak_autostart_dir}" autostart_dir)

# fill(TEMPLATE DIRECTORY PERCENT): as Exec= lines have it, in quotes because of spaces; PERCENT is what stands for
# a percent sign there. A path with quotes, dollars or backslashes in it would need more, and is refused.
function(fill template directory percent)
    set(program "${bindir}/sitbreakd")
    if(program MATCHES "[\"\\$`\\\\]")
        message(FATAL_ERROR "cannot be installed in a directory with one of \" $ ` \\ in its name: ${bindir}")
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

fill(sitbreakd.service.in "${unit_dir}" "%%")
fill(sitbreakd.desktop.in "${autostart_dir}" "%%")
fill(org.sitbreak.Sitbreak.desktop.in "${datadir}/applications" "%%")
fill(org.sitbreak.Sitbreak1.service.in "${datadir}/dbus-1/services" "%")
