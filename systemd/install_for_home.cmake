# Where a person has units and entries of their own. Run by `cmake --install --component home`.
include("${sitbreak_templates}/fill.cmake")

# home(RESULT VARIABLE DEFAULT): as the XDG base directory specification 0.8 has it.
function(home result variable default)
    set(${result} "$ENV{HOME}/${default}" PARENT_SCOPE)
    if("$ENV{${variable}}" MATCHES "^/")
        set(${result} "$ENV{${variable}}" PARENT_SCOPE)
    endif()
endfunction()

home(data XDG_DATA_HOME .local/share)
home(config XDG_CONFIG_HOME .config)
fill_all("${data}/systemd/user" "${config}/autostart" "${data}")
file(INSTALL "${sitbreak_icons}/org.sitbreak.Sitbreak.svg" DESTINATION "${data}/icons/hicolor/scalable/apps")
