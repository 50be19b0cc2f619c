// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/derived_cells.h"

#include <algorithm>

#include "fxlake/sources/label.h"

namespace fxlake::sources {

using Kind = FieldSource::Kind;

bool DerivedCells::IsThere(const Text& text) const { return text && !missing_.contains(NormalLabel(*text)); }

// A part that is no number stands for the whole, so that the row is refused with its text as the reason.
DerivedCells::Text DerivedCells::Mean(Text a, Text b) {
  if (!IsThere(a) || !IsThere(b)) return std::nullopt;
  const auto first = numbers_.Read(TrimBlanks(*a)), second = numbers_.Read(TrimBlanks(*b));
  if (!first) return a;
  if (!second) return b;
  const auto sum = Decimal::Add(first->value, second->value);
  const auto mean = sum ? Decimal::Divide(*sum, Decimal::FromUnits(2 * Decimal::kOne), Rounding::half_even) : sum;
  if (!mean) return "the sum of two rates that does not fit";
  auto& text = made_.emplace_back(mean->ToString());
  if (numbers_.decimal_point != '\0') std::ranges::replace(text, '.', numbers_.decimal_point);
  return text;
}

DerivedCells::Text DerivedCells::Evaluate(const RowProgram& program, const FieldSource& source, std::size_t& leaf) {
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
      if (const auto found = table->second.find(NormalLabel(*key)); found != table->second.end()) text = found->second;
      break;
    }
    default: text = cells_[leaf++];
  }
  if (text && source.pattern) text = source.pattern->Find(*text);
  if (!text || source.words.empty()) return text;
  const auto word = source.words.find(NormalLabel(*text));
  return word == source.words.end() ? text : word->second;
}

DerivedCells::Text DerivedCells::All(const RowProgram& program, const FieldSource& source, std::size_t& leaf) {
  std::string together;
  bool complete = true;
  for (const auto& part : source.parts) {
    const auto value = Evaluate(program, part, leaf);
    complete = complete && value && !TrimBlanks(*value).empty();
    if (complete) together += (&part == &source.parts.front() ? "" : source.text) + std::string(TrimBlanks(*value));
  }
  return complete ? Text(made_.emplace_back(std::move(together))) : std::nullopt;
}

const Cells& DerivedCells::Complete(const RowProgram& program, const Cells& cells) {
  made_.clear();
  cells_ = cells;
  for (const auto& derived : program.derived) {
    auto leaf = derived.first_leaf;
    cells_[derived.cell] = Evaluate(program, *derived.source, leaf);
  }
  return cells_;
}

}  // namespace fxlake::sources
