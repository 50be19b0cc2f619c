// SPDX-License-Identifier: Apache-2.0
// bin/fxlake of the relocatable archive: starts libexec/fxlake with the bundled dynamic loader and libraries,
// so that it runs with any libc on the system. Fully static; uses neither /proc nor a shell.
#include <sys/auxv.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

#if defined(__aarch64__)
constexpr const char* kLoader = "ld-linux-aarch64.so.1";
#else
constexpr const char* kLoader = "ld-linux-x86-64.so.2";
#endif

// The variable, unless it is set or the machine has one of these places itself.
void SetWhereMissing(const char* variable, const fs::path& carried,
                     std::initializer_list<const char*> places) {
  std::error_code error;
  const auto exists = [&error](const char* place) { return fs::exists(place, error); };
  if (std::ranges::none_of(places, exists) && fs::exists(carried, error))
    ::setenv(variable, carried.c_str(), 0);
}

}  // namespace

int main(int, char** argv) try {
  std::error_code error;
  const auto* started = reinterpret_cast<const char*>(
      ::getauxval(AT_EXECFN));  // NOLINT(performance-no-int-to-ptr): so the kernel tells it
  const auto root = fs::canonical(started, error).parent_path().parent_path();
  const auto library = (root / "lib").string(), loader = library + "/" + kLoader,
             program = (root / "libexec" / "fxlake").string();
  // otherwise both are searched next to /proc/self/exe, and /proc may be missing
  ::setenv("FXLAKE_DUCKDB", (library + "/libduckdb.so").c_str(), 0);
  ::setenv("FXLAKE_HISTORY", (root / "share" / "fxlake" / "eurofxref-hist.zip").c_str(), 0);
  // A slim container may have neither; the paths are those of certificate_authorities.cc and Abseil.
  SetWhereMissing("TZDIR", root / "share" / "zoneinfo", {"/usr/share/zoneinfo"});
  SetWhereMissing("SSL_CERT_FILE", root / "share" / "ca-certificates.crt",
                  {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                   "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"});
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
