// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row/derived_cells.h"

#include <algorithm>

#include "fxlake/base/text.h"
#include "fxlake/sources/language/label.h"

namespace fxlake::sources {

using Kind = FieldSource::Kind;

namespace {

// The length of a digit separator at the front of `text` together with the digits after it; 0 when the number
// ends.
std::size_t MoreOfNumber(std::string_view text) {
  const auto digits = [](std::string_view rest) {
    return std::min(rest.find_first_not_of("0123456789"), rest.size());
  };
  if (text.empty()) return 0;
  if (IsDigit(text.front())) return digits(text);
  const std::size_t mark = text.starts_with("\xC2\xA0") ? 2 : 1;
  const auto behind = digits(text.substr(mark));
  if (std::string_view(".,'").contains(text.front())) return behind > 0 ? mark + behind : 0;
  const bool blank = mark == 2 || text.front() == ' ';
  return blank && behind == 3 ? mark + behind : 0;  // a space separates groups of three only
}

// The complete number that `part`, a piece of `text`, belongs to.
std::string_view WholeNumber(std::string_view text, std::string_view part) {
  if (part.empty() || !IsDigit(part.front()) || !IsDigit(part.back())) return part;
  auto begin = static_cast<std::size_t>(part.data() - text.data());
  auto end = begin + part.size();
  for (std::size_t more = 1; more > 0; end += more) more = MoreOfNumber(text.substr(end));
  while (begin > 0 &&
         (IsDigit(text[begin - 1]) ||
          (begin > 1 && std::string_view(".,'").contains(text[begin - 1]) && IsDigit(text[begin - 2])))) {
    --begin;
  }
  return text.substr(begin, end - begin);
}

}  // namespace

bool DerivedCells::IsThere(const Text& text) const { return text && !missing_.contains(NormalLabel(*text)); }

// If a part is not a number, its text becomes the mean, so that the row is rejected with that text as reason.
DerivedCells::Text DerivedCells::Mean(Text a, Text b) {
  if (!IsThere(a) || !IsThere(b)) return std::nullopt;
  const auto first = numbers_.Read(TrimBlanks(*a)), second = numbers_.Read(TrimBlanks(*b));
  if (!first) return a;
  if (!second) return b;
  const auto sum = Decimal::Add(first->value, second->value);
  const auto mean =
      sum ? Decimal::Divide(*sum, Decimal::FromUnits(2 * Decimal::kOne), Rounding::half_even) : sum;
  if (!mean) return "the sum of two rates that does not fit";
  auto& text = made_.emplace_back(mean->ToString());
  if (numbers_.decimal_point != '\0') std::ranges::replace(text, '.', numbers_.decimal_point);
  return text;
}

DerivedCells::Text DerivedCells::Evaluate(const RowProgram& program, const FieldSource& source,
                                          std::size_t& leaf) {
  Text text;
  switch (source.kind) {
    case Kind::any:
      for (const auto& part : source.parts) {
        const auto value = Evaluate(program, part, leaf);
        if (!IsThere(text)) text = value;
      }
      break;
    case Kind::all: text = All(program, source, leaf); break;
    case Kind::mean: {
      const auto first = Evaluate(program, source.parts.front(), leaf);
      text = Mean(first, Evaluate(program, source.parts.back(), leaf));
      break;
    }
    case Kind::look_up: {
      const auto key = Evaluate(program, source.parts.front(), leaf);
      const auto table = program.look_up_tables.find(&source);
      if (!key || table == program.look_up_tables.end()) break;
      if (const auto found = table->second.find(NormalLabel(*key)); found != table->second.end())
        text = found->second;
      break;
    }
    default: text = cells_[leaf++];
  }
  if (text && source.pattern) {
    const auto found = source.pattern->Find(*text);
    text = found && is_whole_number_ ? WholeNumber(*text, *found) : found;
  }
  if (!text || source.words.empty()) return text;
  const auto word = source.words.find(NormalLabel(*text));
  return word == source.words.end() ? text : word->second;
}

DerivedCells::Text DerivedCells::All(const RowProgram& program, const FieldSource& source,
                                     std::size_t& leaf) {
  std::string together;
  bool complete = true;
  for (const auto& part : source.parts) {
    const auto value = Evaluate(program, part, leaf);
    complete = complete && value && !TrimBlanks(*value).empty();
    if (complete)
      together += (&part == &source.parts.front() ? "" : source.text) + std::string(TrimBlanks(*value));
  }
  return complete ? Text(made_.emplace_back(std::move(together))) : std::nullopt;
}

const Cells& DerivedCells::Complete(const RowProgram& program, const Cells& cells) {
  made_.clear();
  cells_ = cells;
  for (const auto& derived : program.derived) {
    auto leaf = derived.first_leaf;
    is_whole_number_ = derived.cell == whole_number_;
    cells_[derived.cell] = Evaluate(program, *derived.source, leaf);
  }
  return cells_;
}

}  // namespace fxlake::sources
