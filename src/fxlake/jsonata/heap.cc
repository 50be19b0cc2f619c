// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/heap.h"

#include "fxlake/jsonata/number_text.h"

namespace fxlake::jsonata {
namespace {

// An integer that every double holds and every writer writes the same way.
bool IsPlainNumber(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;
  return text.size() <= kMostDigits && text != "-0" &&
         text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string_view::npos;
}

}  // namespace

Value Heap::String(std::string text) {
  auto* cell = Make<StringCell>();
  cell->text = std::move(text);
  Grow(*cell, cell->text.capacity());
  return Value(cell);
}

Value Heap::Array() { return Value(Make<ArrayCell>()); }

Value Heap::Array(std::vector<Value> items) {
  auto* cell = Make<ArrayCell>();
  cell->list = std::move(items);
  Grow(*cell, cell->list.capacity() * sizeof(Value));
  return Value(cell);
}

Value Heap::Sequence() {
  auto* cell = Make<ArrayCell>();
  cell->sequence = true;
  return Value(cell);
}

Value Heap::SequenceOf(Value item) {
  auto sequence = Sequence();
  sequence.array().Push(std::move(item));
  return sequence;
}

Value Heap::Object() { return Value(Make<ObjectCell>()); }

Value Heap::Function(FunctionCell::Form form) {
  auto* cell = Make<FunctionCell>();
  cell->form = form;
  return Value(cell);
}

Value Heap::Tuple() { return Value(Make<TupleCell>()); }

Pointer<Frame> Heap::NewFrame(const Pointer<Frame>& parent) {
  auto* frame = Make<Frame>();
  frame->parent = parent;
  return Pointer<Frame>(frame);
}

Value Heap::FromJson(const Json& json) {
  if (json.is_null()) return Value::Null();
  if (json.is_bool()) return Value(json.boolean());
  if (json.is_string()) return String(json.string());
  if (json.is_number()) {
    const auto number = json.AsDouble();
    if (IsPlainNumber(json.number_text())) return Value(number);
    auto* cell = Make<NumberCell>();
    cell->number = number;
    cell->text = json.number_text();
    return Value(cell);
  }
  if (json.is_array()) {
    auto* cell = Make<ArrayCell>();
    cell->source = json;
    cell->loaded = false;
    return Value(cell);
  }
  auto* cell = Make<ObjectCell>();
  cell->source = json;
  cell->loaded = false;
  return Value(cell);
}

void Heap::Grow(Cell& cell, std::size_t bytes) {
  used_ += bytes;
  cell.counted += bytes;
}

void Heap::Free(Cell* cell) {
  dying_.push_back(cell);
  if (freeing_) return;
  freeing_ = true;
  while (!dying_.empty()) {
    auto* next = dying_.back();
    dying_.pop_back();
    Delete(next);
  }
  freeing_ = false;
}

void Heap::Delete(Cell* cell) {
  used_ -= cell->counted;
  const auto remove = [&]<typename T>(T* typed) {
    used_ -= sizeof(T);
    delete typed;
  };
  switch (cell->kind) {
    case Cell::Kind::number: return remove(static_cast<NumberCell*>(cell));
    case Cell::Kind::string: return remove(static_cast<StringCell*>(cell));
    case Cell::Kind::array: return remove(static_cast<ArrayCell*>(cell));
    case Cell::Kind::object: return remove(static_cast<ObjectCell*>(cell));
    case Cell::Kind::function: return remove(static_cast<FunctionCell*>(cell));
    case Cell::Kind::frame: return remove(static_cast<Frame*>(cell));
    case Cell::Kind::tuple: return remove(static_cast<TupleCell*>(cell));
  }
}

}  // namespace fxlake::jsonata
