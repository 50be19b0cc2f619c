// SPDX-License-Identifier: Apache-2.0
// bin/fxlake of the relocatable archive: starts libexec/fxlake with the loader and the libraries that lie
// beside it, so that nothing of the machine is needed, whatever its libc. Fully static; uses neither /proc
// nor a shell.
#include <sys/auxv.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

int main(int, char** argv) try {
  std::error_code error;
  const auto* started = reinterpret_cast<const char*>(
      ::getauxval(AT_EXECFN));  // NOLINT(performance-no-int-to-ptr): so the kernel tells it
  const auto root = std::filesystem::canonical(started, error).parent_path().parent_path();
  const auto library = (root / "lib").string(), loader = library + "/ld-linux-x86-64.so.2",
             program = (root / "libexec" / "fxlake").string();
  ::setenv("FXLAKE_DUCKDB", (library + "/libduckdb.so").c_str(),
           0);  // else it is looked for beside /proc/self/exe
  std::vector<const char*> words = {loader.c_str(),   "--argv0",       argv[0],
                                    "--library-path", library.c_str(), program.c_str()};
  for (char** word = argv + 1; *word != nullptr; ++word) words.push_back(*word);
  words.push_back(nullptr);
  ::execv(loader.c_str(), const_cast<char* const*>(words.data()));
  std::perror(("starting " + loader).c_str());
  return 127;
} catch (const std::exception& thrown) {
  std::fprintf(stderr, "fxlake: %s\n", thrown.what());
  return 9;
}
