// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "fxlake/sources/spec.h"

namespace fxlake::sources {

// A source file that the program carries within it.
struct BuiltInFile {
  std::string_view name;  // ecb.toml
  std::string_view text;
};

// The sources there are: those built in, and those of a folder, which replace built-in ones of the same name.
class Catalog {
 public:
  static Result<Catalog> Open(std::span<const BuiltInFile> built_in, const std::optional<std::filesystem::path>& folder);

  // not_found, with the nearest name there is.
  Result<const Spec*> Find(const std::string& name) const;
  std::vector<const Spec*> All() const;
  std::vector<std::string> EnabledNames() const;
  // Gives parameters of a source other values. not_found as Find; invalid_input, with the nearest one, when it has no such parameter.
  Result<void> SetParameters(const std::string& name, const std::map<std::string, std::string>& values);
  // The text of the source's file.
  const std::string& TextOf(const std::string& name) const { return texts_.at(name); }

 private:
  Result<void> Add(const std::string& text, const std::string& file);

  std::map<std::string, Spec> specs_;
  std::map<std::string, std::string> texts_;
};

}  // namespace fxlake::sources
