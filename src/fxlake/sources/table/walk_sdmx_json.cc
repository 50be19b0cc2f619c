// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/base/json.h"
#include "fxlake/sources/table/cube.h"

// SDMX-JSON data messages (github.com/sdmx-twg/sdmx-json): observations are keyed by indices into the
// dimensions' values, "0:3:0", at the levels of series and observation, or combined. Axes here: dimensions of
// series, dimensions of observations, attributes of series.
namespace fxlake::sources {
namespace {

using Indices = std::vector<std::optional<std::size_t>>;

const Json* FirstOf(const Json* array) {
  return array != nullptr && array->is_array() && !array->array().empty() ? &array->array().front() : nullptr;
}

const Json* At(const Json* node, std::initializer_list<std::string_view> path) {
  for (const auto step : path) node = node == nullptr ? nullptr : node->Find(step);
  return node;
}

// A name is a text, or a table of texts by language.
std::string TextAt(const Json& value, std::string_view key) {
  const auto* found = value.Find(key);
  if (found != nullptr && found->is_object() && !found->object().empty())
    found = &found->object().front().second;
  return found != nullptr && found->is_string() ? found->string() : "";
}

std::vector<Axis> ReadAxes(const Json* list) {
  std::vector<Axis> axes;
  if (list == nullptr || !list->is_array()) return axes;
  for (const auto& component : list->array()) {
    Axis axis{TextAt(component, "id"), {}};
    const auto* values = component.Find("values");
    if (values != nullptr && values->is_array()) {
      for (const auto& value : values->array()) {
        auto code = TextAt(value, "id");
        auto name = TextAt(value, "name");
        if (code.empty()) code = TextAt(value, "value");
        if (code.empty()) code = name;
        axis.values.push_back({std::move(code), std::move(name)});
      }
    }
    axes.push_back(std::move(axis));
  }
  return axes;
}

Result<void> ReadKey(std::string_view key, std::size_t first, std::size_t count, Indices& indices) {
  const auto* at = key.data();
  const auto* end = at + key.size();
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t index = 0;
    const auto [stop, error] = std::from_chars(at, end, index);
    const bool last = i + 1 == count;
    if (error != std::errc() || (last ? stop != end : stop == end || *stop != ':')) {
      return InvalidInput(fmt::format("\"{}\" is not a key of {} dimensions", key, count));
    }
    indices[first + i] = index;
    at = last ? stop : stop + 1;
  }
  return {};
}

struct Shape {
  std::size_t series = 0, observation = 0, attributes = 0;
};

Result<void> TakeObservations(const Json* observations, std::size_t first, std::size_t count, Indices indices,
                              Cube& cube) {
  if (observations == nullptr || !observations->is_object())
    return InvalidInput("the SDMX-JSON message has no observations where they are expected");
  for (const auto& [key, values] : observations->object()) {
    RETURN_IF_ERROR(ReadKey(key, first, count, indices));
    const auto* value = FirstOf(&values);
    RETURN_IF_ERROR(cube.Take(indices, value == nullptr     ? ""
                                       : value->is_number() ? value->number_text()
                                       : value->is_string() ? value->string()
                                                            : ""));
  }
  return {};
}

Result<void> TakeSeries(const Json& series, const Shape& shape, Cube& cube) {
  for (const auto& [key, one] : series.object()) {
    Indices indices(shape.series + shape.observation + shape.attributes);
    RETURN_IF_ERROR(ReadKey(key, 0, shape.series, indices));
    const auto* attributes = one.Find("attributes");
    for (std::size_t i = 0; attributes != nullptr && attributes->is_array() &&
                            i < std::min(shape.attributes, attributes->array().size());
         ++i) {
      const auto& index = attributes->array()[i];
      if (index.is_number() && index.AsInt64().value_or(-1) >= 0)
        indices[shape.series + shape.observation + i] = static_cast<std::size_t>(*index.AsInt64());
    }
    RETURN_IF_ERROR(
        TakeObservations(one.Find("observations"), shape.series, shape.observation, indices, cube));
  }
  return {};
}

}  // namespace

Result<void> WalkSdmxJson(const BodySpec& spec, std::string_view body, RowProgram& program,
                          const OnRow& on_row) {
  ASSIGN_OR_RETURN(const auto document, Json::Parse(body));
  const auto* message = document.Find("data") == nullptr ? &document : document.Find("data");
  const auto* structure = message->Find("structure") == nullptr ? FirstOf(message->Find("structures"))
                                                                : message->Find("structure");
  const auto* data_set = FirstOf(message->Find("dataSets"));
  if (structure == nullptr || data_set == nullptr)
    return InvalidInput("the SDMX-JSON message has no structure or no data set");
  auto axes = ReadAxes(At(structure, {"dimensions", "series"}));
  Shape shape{.series = axes.size()};
  std::ranges::move(ReadAxes(At(structure, {"dimensions", "observation"})), std::back_inserter(axes));
  shape.observation = axes.size() - shape.series;
  std::ranges::move(ReadAxes(At(structure, {"attributes", "series"})), std::back_inserter(axes));
  shape.attributes = axes.size() - shape.series - shape.observation;
  ASSIGN_OR_RETURN(auto cube, Cube::Make(spec, program, on_row, std::move(axes)));
  const auto* series = data_set->Find("series");
  if (series != nullptr && series->is_object()) return TakeSeries(*series, shape, cube);
  return TakeObservations(data_set->Find("observations"), shape.series, shape.observation,
                          Indices(shape.series + shape.observation + shape.attributes), cube);
}

}  // namespace fxlake::sources
