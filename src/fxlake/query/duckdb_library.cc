// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace fxlake::query {
namespace {

constexpr std::string_view kFileName = "libduckdb.so";

template <typename Function>
bool Find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

}  // namespace

Result<DuckDbLibrary> DuckDbLibrary::Load(const std::vector<std::string>& paths) {
  void* library = nullptr;
  std::string tried;
  std::string found;
  for (const std::string& path : paths) {
    library = dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (library != nullptr) {
      found = path;
      break;
    }
    tried += fmt::format("{}{}", tried.empty() ? "" : "; ", dlerror());
  }
  if (library == nullptr) {
    return NotFound(fmt::format("loading DuckDB {} for SQL: no {} (set FXLAKE_DUCKDB to its path): {}",
                                kDuckDbVersion, kFileName,
                                tried.empty() ? "no folder to search was given" : tried));
  }
  DuckDbLibrary functions;
  const char* missing = nullptr;
#define FXLAKE_FIND(name) \
  if (!Find(library, "duckdb_" #name, functions.name)) missing = "duckdb_" #name;
  FXLAKE_DUCKDB_FUNCTIONS(FXLAKE_FIND)
#undef FXLAKE_FIND
  // The version is checked first: another version may lack functions.
  if (functions.library_version != nullptr && functions.library_version() != kDuckDbVersion) {
    return InvalidInput(fmt::format("loading {}: its version is DuckDB {}, but this program needs {}", found,
                                    functions.library_version(), kDuckDbVersion));
  }
  if (missing != nullptr)
    return InvalidInput(fmt::format("loading {}: the function {} is missing", found, missing));
  return functions;
}

std::vector<std::string> DuckDbLibraryPaths(const char* from_environment, std::string_view program_folder) {
  if (from_environment != nullptr && *from_environment != '\0') return {from_environment};
  std::vector<std::string> paths;
  if (!program_folder.empty()) {
    for (const char* place : {"../lib", ".", "../deps/duckdb"})
      paths.push_back(fmt::format("{}/{}/{}", program_folder, place, kFileName));
  }
  paths.emplace_back(kFileName);
  return paths;
}

}  // namespace fxlake::query
