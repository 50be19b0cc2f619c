// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>

#include "fxlake/base/json.h"
#include "fxlake/sources/tree/tree_walker.h"

namespace fxlake::sources {

// A JSON value as a tree node. `name[2]` and `name[code=USD]` select items where the member is an array;
// `@name` is the member "@name", the notation of XML-to-JSON converters for attributes.
class JsonNode {
 public:
  explicit JsonNode(const Json& json) : json_(&json) {}

  bool is_list() const { return json_->is_array(); }

  template <typename Take>
  void EachChild(const Take& take) const {
    if (json_->is_object()) {
      for (const auto& [key, value] : json_->object()) {
        if (!take(key, JsonNode(value))) return;
      }
    }
    if (!json_->is_array()) return;
    char place[20];
    std::size_t at = 0;
    for (const auto& item : json_->array()) {
      const auto end = std::to_chars(place, place + sizeof place, ++at).ptr;
      if (!take(std::string_view(place, end), JsonNode(item))) return;
    }
  }

  template <typename Take>
  void EachAttribute(const Take& take) const {
    EachChild([&](std::string_view key, const JsonNode& child) {
      return !key.starts_with('@') || take(key.substr(1), child);
    });
  }

  template <typename Take>
  void Named(const PathStep& step, const Take& take) const {
    const auto* member = json_->Find(step.name);
    if (member == nullptr) return;
    const JsonNode child(*member);
    if (child.is_list() && (step.place != 0 || !step.conditions.empty())) return child.EachChild(take);
    take(step.name, child);
  }

  std::optional<JsonNode> Attribute(const std::string& name) const {
    const auto* member = json_->Find("@" + name);
    return member == nullptr ? std::nullopt : std::optional(JsonNode(*member));
  }

  std::optional<std::string_view> Text(Texts&) const {
    if (json_->is_string()) return json_->string();
    if (json_->is_number()) return json_->number_text();
    if (json_->is_bool()) return json_->boolean() ? "true" : "false";
    return std::nullopt;
  }

 private:
  const Json* json_;
};

}  // namespace fxlake::sources
