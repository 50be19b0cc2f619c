// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/value.h"

#include <algorithm>

#include "fxlake/jsonata/heap.h"

namespace fxlake::jsonata {
namespace {

constexpr std::size_t kSearched = 12;  // members that are looked through quicker than looked up

}  // namespace

void FreeCell(Cell* cell) { cell->heap->Free(cell); }

Value::Value(NumberCell* cell) : Value(Type::number, cell) {}
Value::Value(StringCell* cell) : Value(Type::string, cell) {}
Value::Value(ArrayCell* cell) : Value(Type::array, cell) {}
Value::Value(ObjectCell* cell) : Value(Type::object, cell) {}
Value::Value(FunctionCell* cell) : Value(Type::function, cell) {}
Value::Value(TupleCell* cell) : Value(Type::object, cell) {}

double Value::number() const { return cell_ ? static_cast<NumberCell*>(data_.cell)->number : data_.number; }
const std::string* Value::number_text() const {
  return cell_ ? &static_cast<NumberCell*>(data_.cell)->text : nullptr;
}
const std::string& Value::string() const { return static_cast<StringCell*>(data_.cell)->text; }
ArrayCell& Value::array() const { return *static_cast<ArrayCell*>(data_.cell); }
ObjectCell& Value::object() const { return *static_cast<ObjectCell*>(data_.cell); }
FunctionCell& Value::function() const { return *static_cast<FunctionCell*>(data_.cell); }
TupleCell& Value::tuple() const { return *static_cast<TupleCell*>(data_.cell); }
const std::vector<Value>& Value::items() const { return array().Items(); }
bool Value::is_sequence() const { return type_ == Type::array && array().sequence; }

void ArrayCell::Push(Value value) {
  const auto before = list.capacity();
  list.push_back(std::move(value));
  if (list.capacity() != before) heap->Grow(*this, (list.capacity() - before) * sizeof(Value));
}

void ArrayCell::Reserve(std::size_t count) {
  if (count <= list.capacity()) return;
  heap->Grow(*this, (count - list.capacity()) * sizeof(Value));
  if (!heap->exhausted()) list.reserve(count);
}

void ArrayCell::Load() {
  loaded = true;
  const auto& array = source.array();
  Reserve(array.size());
  for (const auto& item : array) list.push_back(heap->FromJson(item));
  source = Json();
}

void ObjectCell::Load() {
  loaded = true;
  const auto& members = source.object();
  list.reserve(members.size());
  heap->Grow(*this, members.size() * sizeof(Member));
  for (const auto& [key, value] : members) list.emplace_back(key, heap->FromJson(value));
  source = Json();
}

std::size_t ObjectCell::Place(std::string_view key) {
  if (list.size() <= kSearched) {
    const auto found = std::ranges::find(list, key, &Member::first);
    return static_cast<std::size_t>(found - list.begin());
  }
  if (places.empty()) {
    for (std::size_t i = 0; i < list.size(); ++i) places.emplace(list[i].first, i);
  }
  const auto found = places.find(std::string(key));
  return found == places.end() ? list.size() : found->second;
}

Value ObjectCell::Find(std::string_view key) {
  if (!loaded && source.object().size() <= kSearched) {
    const auto* member = source.Find(key);
    return member == nullptr ? Value() : heap->FromJson(*member);
  }
  if (!loaded) Load();
  const auto place = Place(key);
  return place < list.size() ? list[place].second : Value();
}

void ObjectCell::Set(std::string_view key, Value value) {
  if (!loaded) Load();
  const auto place = Place(key);
  if (place < list.size()) {
    list[place].second = std::move(value);
    return;
  }
  if (!places.empty()) places.emplace(std::string(key), list.size());
  heap->Grow(*this, sizeof(Member) + key.size());
  list.emplace_back(std::string(key), std::move(value));
}

void ObjectCell::Erase(std::string_view key) {
  if (!loaded) Load();
  const auto place = Place(key);
  if (place == list.size()) return;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
  places.clear();
}

void Frame::Bind(std::string_view name, Value value) {
  const auto found = std::ranges::find(bindings, name, &std::pair<std::string_view, Value>::first);
  if (found != bindings.end()) {
    found->second = std::move(value);
    return;
  }
  heap->Grow(*this, sizeof(Value) + sizeof name);
  bindings.emplace_back(name, std::move(value));
}

const Value* Frame::Find(std::string_view name) const {
  for (const auto* frame = this; frame != nullptr; frame = frame->parent.get()) {
    for (const auto& [bound, value] : frame->bindings) {
      if (bound == name) return &value;
    }
  }
  return nullptr;
}

void TupleCell::Set(std::string_view name, Value value) {
  const auto found = std::ranges::find(bindings, name, &std::pair<std::string_view, Value>::first);
  if (found != bindings.end()) {
    found->second = std::move(value);
  } else {
    bindings.emplace_back(name, std::move(value));
  }
}

}  // namespace fxlake::jsonata
