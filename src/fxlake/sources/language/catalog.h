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

// A source file that the program carries within it.
struct BuiltInFile {
  std::string_view name;  // ecb.toml
  std::string_view text;
};

// The sources there are: those built in, and those of a folder, which replace built-in ones of the same name.
// A file is parsed when its source is first asked for: a mistake in one does not stand in the way of others.
// Safe to ask from several threads at once.
class Catalog {
 public:
  static Result<Catalog> Open(std::span<const BuiltInFile> built_in,
                              const std::optional<std::filesystem::path>& folder);

  // not_found, with the nearest name there is; invalid_input when the source's file has a mistake. Valid as
  // long as the catalog.
  Result<const Spec*> Find(const std::string& name) const;
  std::vector<std::string> Names() const;
  Result<std::vector<const Spec*>> All() const;
  Result<std::vector<std::string>> EnabledNames() const;
  // Gives parameters of a source other values, before anybody has found it. not_found as Find; invalid_input,
  // with the nearest one, when it has no such parameter.
  Result<void> SetParameters(const std::string& name, const std::map<std::string, std::string>& values);
  // Enables these sources and no others, whatever their files say. not_found as Find, before anybody has
  // found one.
  Result<void> Enable(std::span<const std::string> names);
  // The text of the source's file.
  const std::string& TextOf(const std::string& name) const { return files_.at(name).text; }

 private:
  struct File {
    std::string path;
    std::string text;
    std::optional<Spec> spec;  // once parsed
  };
  Result<Spec*> Parsed(const std::string& name) const;

  Error NoSource(const std::string& name) const;

  mutable std::map<std::string, File> files_;
  std::optional<std::set<std::string>> enabled_;  // otherwise as the files say
  std::unique_ptr<std::mutex> parsing_ = std::make_unique<std::mutex>();
};

}  // namespace fxlake::sources
