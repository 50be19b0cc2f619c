# Warnings, sanitizers, linker and compiler cache: how everything of this project is compiled.
set(FXLAKE_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, such as address,undefined or thread")

# Missing initializers: designated ones leave out what has a default. Restrict: g++ 12 sees ghosts in std::string (GCC bug 105651).
add_library(fxlake_options INTERFACE)
target_include_directories(fxlake_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(fxlake_options INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> -Werror -fvisibility=hidden)
if(FXLAKE_SANITIZE)
  target_compile_options(fxlake_options INTERFACE -fsanitize=${FXLAKE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(fxlake_options INTERFACE -fsanitize=${FXLAKE_SANITIZE})
  if(FXLAKE_SANITIZE MATCHES thread AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # Asio's fences stand beside mutexes, which the sanitizer follows; that it does not follow fences is no error.
    target_compile_options(fxlake_options INTERFACE -Wno-tsan)
  endif()
else()
  # The program starts in a millisecond because it carries its C++ runtime: the loader has less to find. It must not lend it
  # out: DuckDB, loaded later, uses the system's, and half of one with half of the other crashes.
  target_link_options(fxlake_options INTERFACE -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL)
endif()

# The environment of every test: DuckDB's library is not compiled for ThreadSanitizer, which would not see how its threads wait for each other.
set(FXLAKE_TEST_ENVIRONMENT "TSAN_OPTIONS=ignore_noninstrumented_modules=1")

find_program(FXLAKE_CCACHE ccache)
if(FXLAKE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${FXLAKE_CCACHE})
endif()
find_program(FXLAKE_MOLD mold)
if(FXLAKE_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
