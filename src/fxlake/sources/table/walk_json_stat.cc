// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>

#include "fxlake/base/json.h"
#include "fxlake/sources/table/cube.h"

// JSON-stat (json-stat.org/full): `value` contains the observations in the order of the dimensions `id`, the
// last varying fastest; an array, or an object by position when there are few.
namespace fxlake::sources {
namespace {

std::string LabelOf(const Json& category, const std::string& code) {
  const auto* labels = category.Find("label");
  const auto* label = labels == nullptr ? nullptr : labels->Find(code);
  return label != nullptr && label->is_string() ? label->string() : code;
}

Result<Axis> ReadAxis(const std::string& id, const Json& category) {
  Axis axis{id, {}};
  const auto* index = category.Find("index");
  if (index == nullptr) index = category.Find("label");  // omitted when there is only one category
  if (index != nullptr && index->is_array()) {
    for (const auto& code : index->array()) {
      if (!code.is_string()) return InvalidInput(fmt::format("a category of dimension {} has no code", id));
      axis.values.push_back({code.string(), LabelOf(category, code.string())});
    }
    return axis;
  }
  if (index == nullptr || !index->is_object())
    return InvalidInput(fmt::format("dimension {} has no categories", id));
  axis.values.resize(index->object().size());
  for (const auto& [code, place] : index->object()) {
    const auto at = place.is_number() ? place.AsInt64().value_or(-1) : 0;
    if (at < 0 || static_cast<std::size_t>(at) >= axis.values.size())
      return InvalidInput(fmt::format("category {} of dimension {} has no position", code, id));
    axis.values[static_cast<std::size_t>(at)] = {code, LabelOf(category, code)};
  }
  return axis;
}

Result<std::vector<Axis>> ReadAxes(const Json& dataset) {
  const auto* ids = dataset.Find("id");
  const auto* dimensions = dataset.Find("dimension");
  if (ids == nullptr || !ids->is_array() || dimensions == nullptr)
    return InvalidInput("it has no dimensions");
  std::vector<Axis> axes;
  for (const auto& id : ids->array()) {
    const auto* dimension = id.is_string() ? dimensions->Find(id.string()) : nullptr;
    const auto* category = dimension == nullptr ? nullptr : dimension->Find("category");
    if (category == nullptr) return InvalidInput("a dimension has no description");
    ASSIGN_OR_RETURN(auto axis, ReadAxis(id.string(), *category));
    axes.push_back(std::move(axis));
  }
  return axes;
}

std::string_view TextOf(const Json& value) {
  return value.is_number()   ? std::string_view(value.number_text())
         : value.is_string() ? std::string_view(value.string())
                             : std::string_view();
}

std::vector<std::optional<std::size_t>> IndicesAt(std::size_t place, const std::vector<std::size_t>& sizes) {
  std::vector<std::optional<std::size_t>> indices(sizes.size());
  for (auto i = sizes.size(); i-- > 0;) {
    indices[i] = place % sizes[i];
    place /= sizes[i];
  }
  return indices;
}

}  // namespace

Result<void> WalkJsonStat(const BodySpec& spec, std::string_view body, RowProgram& program,
                          const OnRow& on_row) {
  ASSIGN_OR_RETURN(const auto document, Json::Parse(body));
  const auto* wrapped = document.Find("dataset");
  const auto& dataset = wrapped == nullptr ? document : *wrapped;
  ASSIGN_OR_RETURN(auto axes, ReadAxes(dataset).In("reading the JSON-stat dataset"));
  std::vector<std::size_t> sizes;
  std::size_t count = 1;
  for (const auto& axis : axes) {
    sizes.push_back(axis.values.size());
    if (sizes.back() == 0 || count > SIZE_MAX / sizes.back())
      return InvalidInput("a dimension of the JSON-stat dataset has no categories or too many");
    count *= sizes.back();
  }
  ASSIGN_OR_RETURN(auto cube, Cube::Make(spec, program, on_row, std::move(axes)));
  const auto* values = dataset.Find("value");
  if (values != nullptr && values->is_array()) {
    if (values->array().size() != count) {
      return InvalidInput(fmt::format("the JSON-stat dataset has {} values, but its dimensions need {}",
                                      values->array().size(), count));
    }
    for (std::size_t i = 0; i < count; ++i)
      RETURN_IF_ERROR(cube.Take(IndicesAt(i, sizes), TextOf(values->array()[i])));
    return {};
  }
  if (values == nullptr || !values->is_object()) return InvalidInput("the JSON-stat dataset has no values");
  for (const auto& [key, value] : values->object()) {
    std::size_t place = 0;
    const auto [stop, error] = std::from_chars(key.data(), key.data() + key.size(), place);
    if (error != std::errc() || stop != key.data() + key.size() || place >= count)
      return InvalidInput("the JSON-stat dataset has a value without a position: " + key);
    RETURN_IF_ERROR(cube.Take(IndicesAt(place, sizes), TextOf(value)));
  }
  return {};
}

}  // namespace fxlake::sources
