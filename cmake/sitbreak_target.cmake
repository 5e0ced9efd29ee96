# What every target of the project is built with.
add_library(sitbreak_flags INTERFACE)
target_include_directories(sitbreak_flags INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/daemon)
target_compile_options(sitbreak_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${SITBREAK_WERROR}>:-Werror>)
# What nobody calls is left out.
target_compile_options(sitbreak_flags INTERFACE -ffunction-sections -fdata-sections)
target_link_options(sitbreak_flags INTERFACE -Wl,--gc-sections)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 imagines overlapping copies in std::string's operator+ when it optimises (GCC bug 105651).
    target_compile_options(sitbreak_flags INTERFACE -Wno-restrict)
endif()
if(SITBREAK_SANITIZE)
    target_compile_options(sitbreak_flags INTERFACE -fsanitize=${SITBREAK_SANITIZE} -fno-sanitize-recover=all
                           -fno-omit-frame-pointer)
    target_link_options(sitbreak_flags INTERFACE -fsanitize=${SITBREAK_SANITIZE})
    if(SITBREAK_SANITIZE MATCHES thread)
        # GCC 12 warns about the fences in Asio.
        target_compile_options(sitbreak_flags INTERFACE -Wno-tsan)
    endif()
endif()

# sitbreak_room(NAME SOURCES...): a room of the house as a static library.
function(sitbreak_room name)
    add_library(sitbreak_${name} STATIC ${ARGN})
    target_link_libraries(sitbreak_${name} PUBLIC sitbreak_flags)
endfunction()

# sitbreak_quick(TARGETS...): what works through years of history is made quick, where the rest of a release is made
# small: the heart is 2 to 3 times as fast, and a report over ten years takes two thirds of the time.
function(sitbreak_quick)
    foreach(name ${ARGN})
        target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O2>)
    endforeach()
endfunction()
