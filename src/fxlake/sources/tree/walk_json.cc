// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "fxlake/base/text.h"
#include "fxlake/sources/row/walkers.h"
#include "fxlake/sources/tree/plain_json.h"

namespace fxlake::sources {
namespace {

namespace sj = simdjson;
using sj::ondemand::json_type;

Error Broken(sj::error_code error) {
  if (error == sj::SCALAR_DOCUMENT_AS_VALUE) return InvalidInput("neither a JSON object nor an array");
  return InvalidInput(fmt::format("not a complete JSON document: {}", sj::error_message(error)));
}

#define RETURN_IF_BROKEN(expression) \
  if (const sj::error_code broken = (expression); broken != sj::SUCCESS) return Broken(broken)

// A scalar's text: a string's content, else the token unchanged, which keeps every digit. For a container in
// place of a scalar, its bracket, so that the row is rejected instead of counting as one without a rate.
Result<std::optional<std::string_view>> Text(sj::ondemand::value value) {
  json_type type;
  const auto error = value.type().get(type);
  if (error == sj::SUCCESS && type == json_type::string) {
    std::string_view text;
    RETURN_IF_BROKEN(value.get_string().get(text));
    return text;
  }
  const auto token = Trim(value.raw_json_token());
  if (token == "null") return std::nullopt;
  return token;
}

class Walker {
 public:
  // `end` is the document's end.
  Walker(sj::ondemand::document& document, const char* end, RowProgram& program, const OnRow& on_row,
         const OnRun& on_run)
      : document_(document), end_(end), program_(program), on_row_(on_row), on_run_(on_run) {}

  Result<void> Walk(sj::ondemand::value value, std::size_t depth) {
    const auto& level = program_.levels[depth];
    json_type type;
    const bool scalar =
        value.type().get(type) != sj::SUCCESS || (type != json_type::object && type != json_type::array);
    if (scalar) return Scalar(value, depth);
    if (type == json_type::array) {
      if (level.next && level.next->kind == RowStep::Kind::each && level.look_ups.empty())
        return Items(value, depth);
      return InvalidInput(fmt::format(
          "found an array, but {}",
          level.look_ups.empty() ? "the row path expects " + Expected(depth) : "the fields need an object"));
    }
    const char* const text = value.raw_json_token().data();
    const auto read =
        OfMembers(level) ? ReadPlainObject(text, end_, level.look_ups, program_.cells) : Plain::less;
    if (read == Plain::all && !level.next) {
      on_row_(program_.cells);
      return {};
    }
    PlainNumbers numbers(text);
    const auto taken = RowsAreMembers(depth) ? TakeNumbers(numbers, depth) : 0;
    if (numbers.at_end()) return {};
    sj::ondemand::object object;
    RETURN_IF_BROKEN(value.get_object().get(object));
    if (read == Plain::less) RETURN_IF_ERROR(LookUp(object, level));
    if (!level.next) {
      on_row_(program_.cells);
      return {};
    }
    return level.next->kind == RowStep::Kind::name ? Member(object, depth) : Members(object, depth, taken);
  }

 private:
  // Whether the level looks up members only, and at least one.
  static bool OfMembers(const RowProgram::Level& level) {
    return !level.look_ups.empty() &&
           std::ranges::all_of(level.look_ups, [](const auto& look_up) { return look_up.steps.size() == 1; });
  }

  // Whether each member of the level's object is a row that uses only key and value.
  bool RowsAreMembers(std::size_t depth) const {
    const auto& level = program_.levels[depth];
    return level.next && level.next->kind != RowStep::Kind::name && level.look_ups.empty() &&
           !program_.levels[depth + 1].next;
  }

  // The number of rows read.
  std::size_t TakeNumbers(PlainNumbers& numbers, std::size_t depth) {
    number_cells_.clear();
    for (const auto& look_up : program_.levels[depth + 1].look_ups) {
      program_.cells[look_up.cell].reset();
      if (look_up.steps.empty()) number_cells_.push_back(look_up.cell);
    }
    members_.clear();
    while (numbers.Next()) members_.push_back(numbers.member());
    on_run_({program_.cells, program_.levels[depth].captured_cells, number_cells_, members_});
    return members_.size();
  }

  std::string Expected(std::size_t depth) const {
    const auto& next = program_.levels[depth].next;
    if (!next) return "a row";
    return next->kind == RowStep::Kind::each   ? "an array"
           : next->kind == RowStep::Kind::name ? "\"" + next->name + "\""
                                               : "an object";
  }

  Result<void> Scalar(sj::ondemand::value value, std::size_t depth) {
    const auto& level = program_.levels[depth];
    if (level.next && value.is_null().value_unsafe()) return {};
    if (level.next)
      return InvalidInput(fmt::format("found a single value, but the row path expects {}", Expected(depth)));
    ASSIGN_OR_RETURN(const auto text, Text(value));
    for (const auto& look_up : level.look_ups)
      program_.cells[look_up.cell] = look_up.steps.empty() ? text : std::nullopt;
    on_row_(program_.cells);
    return {};
  }

  // simdjson ends the iteration over a broken container as if it were complete.
  Result<void> CheckWhole() {
    if (!document_.is_alive()) return Broken(sj::TAPE_ERROR);
    return {};
  }

  using LookUps = std::vector<const RowProgram::LookUp*>;

  Result<void> LookUp(sj::ondemand::object& object, const RowProgram::Level& level) {
    LookUps wanted;
    for (const auto& look_up : level.look_ups) {
      auto& cell = program_.cells[look_up.cell];
      cell.reset();
      if (look_up.steps.empty() && !look_up.optional) cell = "{";
      if (!look_up.steps.empty()) wanted.push_back(&look_up);
    }
    return wanted.empty() ? Result<void>() : LookUpMembers(object, std::move(wanted), 0);
  }

  // A single pass over the members; of equal names the first is used. (simdjson's own look-up is undefined in
  // an object that is broken before the end of the previous look-up.)
  Result<void> LookUpMembers(sj::ondemand::object& object, LookUps wanted, std::size_t step) {
    for (auto member : object) {
      if (wanted.empty()) break;
      std::string_view key;
      sj::ondemand::value value;
      RETURN_IF_BROKEN(member.unescaped_key().get(key));
      RETURN_IF_BROKEN(member.value().get(value));
      const auto others = std::ranges::stable_partition(
          wanted, [&](const auto* look_up) { return look_up->steps[step] == key; });
      const LookUps found(wanted.begin(), others.begin());
      wanted.erase(wanted.begin(), others.begin());
      if (!found.empty()) RETURN_IF_ERROR(FillCells(value, found, step + 1));
    }
    return CheckWhole();
  }

  // `found`: look-ups whose first `step` steps lead to the value.
  Result<void> FillCells(sj::ondemand::value value, const LookUps& found, std::size_t step) {
    LookUps deeper;
    std::optional<std::string_view> text;
    const bool is_end =
        std::ranges::any_of(found, [&](const auto* look_up) { return look_up->steps.size() == step; });
    json_type type;
    const bool is_object = value.type().get(type) == sj::SUCCESS && type == json_type::object;
    if (is_end && is_object) text = "{";
    if (is_end && !is_object) {
      ASSIGN_OR_RETURN(text, Text(value));
    }
    for (const auto* look_up : found) {
      if (look_up->steps.size() == step) {
        program_.cells[look_up->cell] = text;
      } else {
        deeper.push_back(look_up);
      }
    }
    if (deeper.empty() || !is_object) return {};
    sj::ondemand::object object;
    RETURN_IF_BROKEN(value.get_object().get(object));
    return LookUpMembers(object, std::move(deeper), step);
  }

  Result<void> Member(sj::ondemand::object& object, std::size_t depth) {
    const auto& level = program_.levels[depth];
    const auto& name = level.next->name;
    if (!level.look_ups.empty()) RETURN_IF_BROKEN(object.reset().error());
    for (auto member : object) {
      std::string_view key;
      sj::ondemand::value value;
      RETURN_IF_BROKEN(member.unescaped_key().get(key));
      RETURN_IF_BROKEN(member.value().get(value));
      if (key == name) return Walk(value, depth + 1);
    }
    RETURN_IF_ERROR(CheckWhole());
    return InvalidInput(fmt::format("there is no \"{}\" on the path to the rows", name));
  }

  // The first `taken` members were read already.
  Result<void> Members(sj::ondemand::object& object, std::size_t depth, std::size_t taken) {
    const auto& level = program_.levels[depth];
    if (!level.look_ups.empty()) RETURN_IF_BROKEN(object.reset().error());
    for (auto member : object) {
      RETURN_IF_BROKEN(member.error());
      if (taken > 0) {
        --taken;
        continue;
      }
      std::string_view key;
      sj::ondemand::value value;
      RETURN_IF_BROKEN(member.unescaped_key().get(key));
      RETURN_IF_BROKEN(member.value().get(value));
      if (!level.captured_cells.empty() && IsLookedUp(level, key)) continue;
      for (const auto cell : level.captured_cells) program_.cells[cell] = key;
      RETURN_IF_ERROR(Walk(value, depth + 1));
    }
    return CheckWhole();
  }

  // A member that is also a named field is not captured.
  static bool IsLookedUp(const RowProgram::Level& level, std::string_view key) {
    return std::ranges::any_of(level.look_ups, [&](const auto& look_up) {
      return look_up.steps.size() == 1 && look_up.steps[0] == key;
    });
  }

  Result<void> Items(sj::ondemand::value value, std::size_t depth) {
    sj::ondemand::array array;
    RETURN_IF_BROKEN(value.get_array().get(array));
    for (auto item : array) {
      sj::ondemand::value child;
      RETURN_IF_BROKEN(item.get(child));
      RETURN_IF_ERROR(Walk(child, depth + 1));
    }
    return CheckWhole();
  }

  sj::ondemand::document& document_;
  const char* end_;
  RowProgram& program_;
  const OnRow& on_row_;
  const OnRun& on_run_;
  std::vector<RowRun::Member> members_;    // of the run that is taken
  std::vector<std::size_t> number_cells_;  // reused by TakeNumbers
};

// Whether the text after the rows only closes the enclosing objects.
bool IsOnlyClosed(const RowProgram& program, std::string_view rest) {
  const auto is_member = [](const RowProgram::Level& level) {
    return level.next && level.next->kind == RowStep::Kind::name;
  };
  const auto open = std::ranges::find_if_not(program.levels, is_member) - program.levels.begin();
  return std::ranges::count(rest, '}') == open &&
         std::ranges::all_of(rest, [](char c) { return c == '}' || IsBlank(c); });
}

}  // namespace

Result<void> WalkJson(std::string body, RowProgram& program, const OnRow& on_row, const OnRun& on_run) {
  body.reserve(body.size() + sj::SIMDJSON_PADDING);
  sj::ondemand::parser parser;
  sj::ondemand::document document;
  RETURN_IF_BROKEN(
      parser.iterate(sj::padded_string_view(body.data(), body.size(), body.capacity())).get(document));
  sj::ondemand::value root;
  RETURN_IF_BROKEN(document.get_value().get(root));
  RETURN_IF_ERROR(Walker(document, body.data() + body.size(), program, on_row, on_run).Walk(root, 0));
  const char* more = nullptr;
  if (document.current_location().get(more) == sj::OUT_OF_BOUNDS) return {};
  if (IsOnlyClosed(program, {more, body.data() + body.size()})) return {};
  // The walk ends with the rows; skip the rest to verify that nothing follows the document.
  document.rewind();
  std::string_view whole;
  RETURN_IF_BROKEN(document.raw_json().get(whole));
  if (document.current_location().get(more) == sj::SUCCESS)
    return InvalidInput("more text follows the JSON document");
  return {};
}

}  // namespace fxlake::sources
