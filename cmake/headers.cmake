# The headers that most files include, compiled once: parsing them took half of a build. A file still includes what it uses.
option(FXLAKE_PRECOMPILED_HEADERS "Compile headers once for all files" ON)
set(FXLAKE_OFTEN_INCLUDED <algorithm> <charconv> <chrono> <cstdint> <deque> <filesystem> <fstream> <functional> <map> <memory> <mutex> <optional>
    <ranges> <set> <span> <sstream> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector> <fmt/format.h> <fmt/ranges.h>)

# fxlake_headers(name header...): what targets take by fxlake_use_headers(target name).
function(fxlake_headers name)
  if(FXLAKE_PRECOMPILED_HEADERS)
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc CONTENT "")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
    target_link_libraries(${name} PRIVATE fxlake_options)
    target_precompile_headers(${name} PRIVATE ${ARGN})
  endif()
endfunction()

function(fxlake_use_headers target name)
  if(FXLAKE_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} REUSE_FROM ${name})
    # ccache asks for the first. The others are ghosts that g++ 12 sees in the standard library's code when it is precompiled.
    target_compile_options(${target} PRIVATE
      $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess;-Wno-array-bounds;-Wno-stringop-overread;-Wno-stringop-overflow>)
  endif()
endfunction()
