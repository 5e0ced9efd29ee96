# Where a system has its units and entries. Run by `cmake --install`.
include("${sitbreak_templates}/fill.cmake")

# Sessions look for the system's autostart entries in /etc, whatever the prefix.
set(autostart etc/xdg/autostart)
if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?/?$")
    set(autostart /etc/xdg/autostart)
endif()
absolute(autostart)
absolute(sitbreak_datadir)
fill_all("${CMAKE_INSTALL_PREFIX}/lib/systemd/user" "${autostart}" "${sitbreak_datadir}")
