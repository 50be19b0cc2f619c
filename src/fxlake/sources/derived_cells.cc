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

DerivedCells::Text DerivedCells::Evaluate(const FieldSource& source, std::size_t& leaf) {
  Text text;
  if (source.kind == Kind::any) {
    for (const auto& part : source.parts) {
      const auto value = Evaluate(part, leaf);
      if (!IsThere(text)) text = value;
    }
  } else if (source.kind == Kind::mean) {
    const auto first = Evaluate(source.parts.front(), leaf);
    text = Mean(first, Evaluate(source.parts.back(), leaf));
  } else {
    text = cells_[leaf++];
  }
  return text && source.pattern ? source.pattern->Find(*text) : text;
}

const Cells& DerivedCells::Complete(const RowProgram& program, const Cells& cells) {
  made_.clear();
  cells_ = cells;
  for (const auto& derived : program.derived) {
    auto leaf = derived.first_leaf;
    cells_[derived.cell] = Evaluate(*derived.source, leaf);
  }
  return cells_;
}

}  // namespace fxlake::sources
