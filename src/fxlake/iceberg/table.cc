// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/base/base64.h"

namespace fxlake::iceberg {
namespace {

// 0 when it is no version.
std::uint64_t ParseHint(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  std::uint64_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  return error == std::errc() && end == text.data() + text.size() ? version : 0;
}

Result<void> ReadHint(const TablePlace& place, TableState& state) {
  const auto hint = place.store.Get(place.HintKey());
  if (!hint && hint.error().kind() == ErrorKind::not_found) {
    state.hint = 0;
    state.hint_etag.reset();
    return {};
  }
  if (!hint) return hint.error();
  state.hint_etag = hint->etag;
  state.hint = ParseHint(hint->bytes);
  if (state.hint == 0) state.hint_problem = "it is no version";
  return {};
}

// By the names of the files that are there; 0 when there are none.
Result<std::uint64_t> NewestVersion(const TablePlace& place) {
  constexpr std::string_view kEnding = ".metadata.json";
  const auto front = place.folder + "/metadata/v";
  std::uint64_t newest = 0;
  ASSIGN_OR_RETURN(const auto objects, place.store.List(front));
  for (const auto& [key, size] : objects) {
    if (!key.ends_with(kEnding)) continue;
    std::uint64_t version = 0;
    std::from_chars(key.data() + front.size(), key.data() + key.size() - kEnding.size(), version);
    newest = std::max(newest, version);
  }
  return newest;
}

// True when there is a metadata file of that version, which becomes the state's.
Result<bool> ReadVersion(const TablePlace& place, std::uint64_t version, TableState& state) {
  const auto text = place.store.GetRange(place.MetadataKey(version), {0, UINT64_MAX});
  if (!text && text.error().kind() == ErrorKind::not_found) return false;
  if (!text) return text.error();
  ASSIGN_OR_RETURN(state.metadata, TableMetadata::Parse(*text).In(place.MetadataKey(version)));
  state.version = version;
  return true;
}

}  // namespace

std::string TablePlace::MetadataKey(std::uint64_t version) const {
  return fmt::format("{}/metadata/v{}.metadata.json", folder, version);
}

std::string TablePlace::HintKey() const { return folder + "/metadata/version-hint.text"; }

Result<TableState> LoadTable(const TablePlace& place, bool probe) {
  TableState state;
  RETURN_IF_ERROR(ReadHint(place, state).In("reading " + place.folder));
  bool there = false;
  if (state.hint != 0) {
    ASSIGN_OR_RETURN(there, ReadVersion(place, state.hint, state));
    if (!there) state.hint_problem = "it names " + place.MetadataKey(state.hint) + ", which is missing";
  }
  if (!there) {
    state.hint = 0;
    ASSIGN_OR_RETURN(const auto newest, NewestVersion(place));
    if (newest == 0) return state;
    if (state.hint_problem.empty()) state.hint_problem = "it is missing";
    ASSIGN_OR_RETURN(there, ReadVersion(place, newest, state));
  }
  while (probe && there) {
    ASSIGN_OR_RETURN(there, ReadVersion(place, state.version + 1, state));
  }
  return state;
}

Result<TableState> ForgetTable(const TablePlace& place) {
  TableState state;
  RETURN_IF_ERROR(ReadHint(place, state).In("reading " + place.folder));
  ASSIGN_OR_RETURN(state.version, NewestVersion(place));
  state.hint = 0;
  return state;
}

Result<std::string> KeyOf(const TablePlace& place, const TableMetadata& metadata, std::string_view path) {
  const auto& location = metadata.location;
  if (!path.starts_with(location) || path.size() <= location.size() + 1 || path[location.size()] != '/')
    return Corrupt(fmt::format("{} is named by the table at {}, and lies outside of it", path, location));
  auto key = place.folder + std::string(path.substr(location.size()));
  RETURN_IF_ERROR(env::CheckKey(key));
  return key;
}

Result<std::vector<ManifestSummary>> ReadManifests(const TablePlace& place, const TableMetadata& metadata,
                                                   const Snapshot* snapshot) {
  if (snapshot == nullptr) return std::vector<ManifestSummary>();
  ASSIGN_OR_RETURN(const auto key, KeyOf(place, metadata, snapshot->manifest_list));
  ASSIGN_OR_RETURN(const auto bytes, place.store.GetRange(key, {0, UINT64_MAX}).In("reading " + key));
  return ReadManifestList(bytes).In(key);
}

Result<std::vector<ManifestSummary>> ReadCurrentManifests(const TablePlace& place,
                                                          const TableMetadata& metadata) {
  const auto* current = metadata.current();
  const auto copy = metadata.properties.find(kListCopy);
  if (current != nullptr && copy != metadata.properties.end()) {
    const auto front = std::to_string(current->id) + " ";
    std::string bytes;
    if (copy->second.starts_with(front) &&
        Base64Decode(std::string_view(copy->second).substr(front.size()), bytes))
      return ReadManifestList(bytes).In("reading the copy of a manifest list");
  }
  return ReadManifests(place, metadata, current);
}

Result<Manifest> ReadManifestOf(const TablePlace& place, const TableSchema& schema,
                                const TableMetadata& metadata, const ManifestSummary& manifest) {
  ASSIGN_OR_RETURN(const auto key, KeyOf(place, metadata, manifest.path));
  ASSIGN_OR_RETURN(const auto bytes, place.store.GetRange(key, {0, UINT64_MAX}).In("reading " + key));
  return ReadManifest(schema, bytes).In(key);
}

std::string_view LabelOf(const ManifestSummary& manifest) {
  auto name = std::string_view(manifest.path);
  name.remove_prefix(std::min(name.rfind('/') + 1, name.size()));
  const auto front = manifest.group.size() + 1;
  if (name.size() <= front) return {};
  name.remove_prefix(front);
  return name.substr(0, name.find('-'));
}

Result<void> MoveHint(const TablePlace& place, const TableState& state) {
  auto seen = state;
  while (seen.hint < state.version) {
    const auto condition = seen.hint_etag ? env::PutCondition(env::IfMatch{*seen.hint_etag})
                                          : env::PutCondition(env::IfAbsent());
    const auto put = place.store.Put(place.HintKey(), std::to_string(state.version), condition);
    if (put) return {};
    if (put.error().kind() != ErrorKind::conflict) return put.error().In("writing " + place.HintKey());
    RETURN_IF_ERROR(ReadHint(place, seen).In("reading " + place.folder));
  }
  return {};
}

}  // namespace fxlake::iceberg
