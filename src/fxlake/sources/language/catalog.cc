// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/catalog.h"

#include <fmt/format.h>

#include "fxlake/base/nearest.h"
#include "fxlake/env/local_files.h"

namespace fxlake::sources {

Result<Catalog> Catalog::Open(std::span<const BuiltInFile> built_in,
                              const std::optional<std::filesystem::path>& folder) {
  Catalog catalog;
  const auto add = [&](const std::filesystem::path& path, std::string text) {
    catalog.files_.insert_or_assign(path.stem().string(), File{path.string(), std::move(text), std::nullopt});
  };
  for (const auto& file : built_in) add(file.name, std::string(file.text));
  if (!folder) return catalog;
  std::error_code error;
  std::filesystem::directory_iterator files(*folder, error);
  if (error) return NotFound(fmt::format("reading sources from {}: {}", folder->string(), error.message()));
  for (const auto& file : files) {
    if (file.path().extension() != ".toml") continue;
    add(file.path(), env::ReadFile(file.path()).value_or(""));
  }
  return catalog;
}

Error Catalog::NoSource(const std::string& name) const {
  const auto names = Names();
  const std::vector<std::string_view> known(names.begin(), names.end());
  return NotFound(fmt::format("there is no source \"{}\"{}", name, DidYouMean(name, known)));
}

Result<Spec*> Catalog::Parsed(const std::string& name) const {
  const auto found = files_.find(name);
  if (found == files_.end()) return NoSource(name);
  auto& file = found->second;
  const std::scoped_lock lock(*parsing_);
  if (file.spec) return &*file.spec;
  ASSIGN_OR_RETURN(auto spec, ParseSpec(file.text, file.path));
  if (spec.name != name) {
    return InvalidInput(fmt::format("{}: the source is named \"{}\", so its file must be named {}.toml",
                                    file.path, spec.name, spec.name));
  }
  if (enabled_) spec.enabled = enabled_->contains(name);
  return &file.spec.emplace(std::move(spec));
}

Result<const Spec*> Catalog::Find(const std::string& name) const {
  ASSIGN_OR_RETURN(const auto* spec, Parsed(name));
  return spec;
}

Result<void> Catalog::Enable(std::span<const std::string> names) {
  for (const auto& name : names) {
    if (!files_.contains(name)) return NoSource(name);
  }
  enabled_ = std::set(names.begin(), names.end());
  return {};
}

Result<void> Catalog::SetParameters(const std::string& name,
                                    const std::map<std::string, std::string>& values) {
  ASSIGN_OR_RETURN(auto* spec, Parsed(name));
  auto& parameters = spec->parameters;
  for (const auto& [parameter, value] : values) {
    const auto known = parameters.find(parameter);
    if (known == parameters.end()) {
      std::vector<std::string_view> names;
      for (const auto& [each, fallback] : parameters) names.push_back(each);
      return InvalidInput(fmt::format("the source {} has no parameter \"{}\"{}", name, parameter,
                                      DidYouMean(parameter, names)));
    }
    known->second = value;
  }
  return {};
}

std::vector<std::string> Catalog::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, file] : files_) names.push_back(name);
  return names;
}

Result<std::vector<const Spec*>> Catalog::All() const {
  std::vector<const Spec*> all;
  for (const auto& [name, file] : files_) {
    ASSIGN_OR_RETURN(const auto* spec, Find(name));
    all.push_back(spec);
  }
  return all;
}

Result<std::vector<std::string>> Catalog::EnabledNames() const {
  std::vector<std::string> names;
  for (const auto& [name, file] : files_) {
    // A source is disabled unless its file contains `enabled`, so most files need no parsing.
    if (!file.text.contains("enabled")) continue;
    ASSIGN_OR_RETURN(const auto* spec, Find(name));
    if (spec->enabled) names.push_back(name);
  }
  return names;
}

}  // namespace fxlake::sources
