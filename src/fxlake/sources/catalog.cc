// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/catalog.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "fxlake/base/nearest.h"

namespace fxlake::sources {

Result<void> Catalog::Add(const std::string& text, const std::string& file) {
  ASSIGN_OR_RETURN(auto spec, ParseSpec(text, file));
  const auto name = spec.name;
  if (std::filesystem::path(file).stem() != name)
    return InvalidInput(fmt::format("{}: the source is named \"{}\", its file must be {}.toml", file, name, name));
  specs_.insert_or_assign(name, std::move(spec));
  texts_.insert_or_assign(name, text);
  return {};
}

Result<Catalog> Catalog::Open(std::span<const BuiltInFile> built_in, const std::optional<std::filesystem::path>& folder) {
  Catalog catalog;
  for (const auto& file : built_in) RETURN_IF_ERROR(catalog.Add(std::string(file.text), std::string(file.name)));
  if (!folder) return catalog;
  std::error_code error;
  std::filesystem::directory_iterator files(*folder, error);
  if (error) return NotFound(fmt::format("reading sources from {}: {}", folder->string(), error.message()));
  for (const auto& file : files) {
    if (file.path().extension() != ".toml") continue;
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    RETURN_IF_ERROR(catalog.Add(text, file.path().string()));
  }
  return catalog;
}

Result<const Spec*> Catalog::Find(const std::string& name) const {
  const auto found = specs_.find(name);
  if (found != specs_.end()) return &found->second;
  std::vector<std::string_view> names;
  for (const auto& [known, spec] : specs_) names.push_back(known);
  return NotFound(fmt::format("there is no source \"{}\"{}", name, DidYouMean(name, names)));
}

Result<void> Catalog::SetParameters(const std::string& name, const std::map<std::string, std::string>& values) {
  RETURN_IF_ERROR(Find(name));
  auto& parameters = specs_.find(name)->second.parameters;
  for (const auto& [parameter, value] : values) {
    const auto known = parameters.find(parameter);
    if (known == parameters.end()) {
      std::vector<std::string_view> names;
      for (const auto& [each, fallback] : parameters) names.push_back(each);
      return InvalidInput(fmt::format("the source {} has no parameter \"{}\"{}", name, parameter, DidYouMean(parameter, names)));
    }
    known->second = value;
  }
  return {};
}

std::vector<const Spec*> Catalog::All() const {
  std::vector<const Spec*> all;
  for (const auto& [name, spec] : specs_) all.push_back(&spec);
  return all;
}

std::vector<std::string> Catalog::EnabledNames() const {
  std::vector<std::string> names;
  for (const auto& [name, spec] : specs_) {
    if (spec.enabled) names.push_back(name);
  }
  return names;
}

}  // namespace fxlake::sources
