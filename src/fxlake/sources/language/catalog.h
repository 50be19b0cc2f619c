// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// A source file embedded in the program.
struct BuiltInFile {
  std::string_view name;  // ecb.toml
  std::string_view text;
};

// The available sources: the built-in ones, and those of a folder, which replace built-in ones with the same
// name. A file is parsed when its source is first used, so a mistake in one file does not affect others.
// Thread-safe.
class Catalog {
 public:
  static Result<Catalog> Open(std::span<const BuiltInFile> built_in,
                              const std::optional<std::filesystem::path>& folder);

  // not_found with the nearest name; invalid_input when the source's file has a mistake. Valid as long as the
  // catalog.
  Result<const Spec*> Find(const std::string& name) const;
  std::vector<std::string> Names() const;
  Result<std::vector<const Spec*>> All() const;
  Result<std::vector<std::string>> EnabledNames() const;
  // Overrides parameters of a source; must be called before Find. not_found as Find; invalid_input, with the
  // nearest one, for an unknown parameter.
  Result<void> SetParameters(const std::string& name, const std::map<std::string, std::string>& values);
  // Enables exactly these sources, whatever their files say; must be called before Find. not_found as Find.
  Result<void> Enable(std::span<const std::string> names);
  // The text of the source's file.
  const std::string& TextOf(const std::string& name) const { return files_.at(name).text; }

 private:
  struct File {
    std::string path;
    std::string text;
    std::optional<Spec> spec;  // set once parsed
  };
  Result<Spec*> Parsed(const std::string& name) const;

  Error NoSource(const std::string& name) const;

  mutable std::map<std::string, File> files_;
  std::optional<std::set<std::string>> enabled_;  // unset: as the files say
  std::unique_ptr<std::mutex> parsing_ = std::make_unique<std::mutex>();
};

}  // namespace fxlake::sources
