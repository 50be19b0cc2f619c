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
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)  # ccache asks for it
  endif()
endfunction()
