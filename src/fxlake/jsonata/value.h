// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "fxlake/base/json.h"

namespace fxlake::jsonata {

class Heap;
struct Node;
struct NativeFunction;
class Regex;

enum class Type : std::uint8_t { undefined, null, boolean, number, string, array, object, function };

// What a value that does not fit into 16 bytes points to. Owned by a Heap; one thread at a time. Texts that
// an expression holds belong to no heap and live as long as it: they are counted by nobody, so that several
// threads may evaluate it.
struct Cell {
  enum class Kind : std::uint8_t { number, string, array, object, function, frame, tuple };
  static constexpr std::int32_t kEternal = -1;

  explicit Cell(Kind of) : kind(of) {}
  Heap* heap = nullptr;
  std::int32_t references = 0;
  Kind kind;
  std::size_t counted = 0;  // bytes beyond the cell itself
};

void FreeCell(Cell* cell);

// A counted pointer to a cell of one kind.
template <typename T>
class Pointer {
 public:
  Pointer() = default;
  explicit Pointer(T* cell) : cell_(cell) {
    if (cell_ != nullptr && cell_->references >= 0) ++cell_->references;
  }
  Pointer(const Pointer& other) : Pointer(other.cell_) {}
  Pointer(Pointer&& other) noexcept : cell_(std::exchange(other.cell_, nullptr)) {}
  Pointer& operator=(Pointer other) noexcept {
    std::swap(cell_, other.cell_);
    return *this;
  }
  ~Pointer() {
    if (cell_ != nullptr && cell_->references > 0 && --cell_->references == 0) FreeCell(cell_);
  }
  T* get() const { return cell_; }
  T* operator->() const { return cell_; }
  T& operator*() const { return *cell_; }
  explicit operator bool() const { return cell_ != nullptr; }

 private:
  T* cell_ = nullptr;
};

struct NumberCell;
struct StringCell;
struct ArrayCell;
struct ObjectCell;
struct FunctionCell;
struct TupleCell;

// A value of JSONata: JSON, undefined or a function. Arrays and objects are shared; only who made one changes
// it.
class Value {
 public:
  Value() = default;
  explicit Value(bool boolean) : type_(Type::boolean) { data_.boolean = boolean; }
  explicit Value(double number) : type_(Type::number) { data_.number = number; }
  explicit Value(NumberCell* cell);
  explicit Value(StringCell* cell);
  explicit Value(ArrayCell* cell);
  explicit Value(ObjectCell* cell);
  explicit Value(FunctionCell* cell);
  explicit Value(TupleCell* cell);  // only inside tuple streams
  static Value Null() {
    Value value;
    value.type_ = Type::null;
    return value;
  }
  Value(const Value& other) : type_(other.type_), cell_(other.cell_), data_(other.data_) { Retain(); }
  Value(Value&& other) noexcept : type_(other.type_), cell_(other.cell_), data_(other.data_) {
    other.cell_ = false;
    other.type_ = Type::undefined;
  }
  Value& operator=(Value other) noexcept {
    std::swap(type_, other.type_);
    std::swap(cell_, other.cell_);
    std::swap(data_, other.data_);
    return *this;
  }
  ~Value() { Release(); }

  Type type() const { return type_; }
  bool is_undefined() const { return type_ == Type::undefined; }
  bool is_null() const { return type_ == Type::null; }
  bool is_boolean() const { return type_ == Type::boolean; }
  bool is_number() const { return type_ == Type::number; }
  bool is_string() const { return type_ == Type::string; }
  bool is_array() const { return type_ == Type::array; }
  bool is_object() const { return type_ == Type::object; }
  bool is_function() const { return type_ == Type::function; }
  // An array that a path made: one of a single value stands for that value.
  bool is_sequence() const;

  // These ask for the type that is there; check first.
  bool boolean() const { return data_.boolean; }
  double number() const;
  // The text that a number had in JSON where writing the number would give another; else nullptr.
  const std::string* number_text() const;
  const std::string& string() const;
  ArrayCell& array() const;
  ObjectCell& object() const;
  FunctionCell& function() const;
  TupleCell& tuple() const;
  const std::vector<Value>& items() const;  // of an array
  const void* identity() const { return cell_ ? data_.cell : nullptr; }

 private:
  void Retain() {
    if (cell_ && data_.cell->references >= 0) ++data_.cell->references;
  }
  void Release() {
    if (cell_ && data_.cell->references > 0 && --data_.cell->references == 0) FreeCell(data_.cell);
  }
  Value(Type type, Cell* cell) : type_(type), cell_(true) {
    data_.cell = cell;
    Retain();
  }

  Type type_ = Type::undefined;
  bool cell_ = false;
  union {
    bool boolean;
    double number;
    Cell* cell;
  } data_{.number = 0};
};

struct NumberCell : Cell {
  NumberCell() : Cell(Kind::number) {}
  double number = 0;
  std::string text;
};

struct StringCell : Cell {
  StringCell() : Cell(Kind::string) {}
  std::string text;
};

struct ArrayCell : Cell {
  ArrayCell() : Cell(Kind::array) {}
  const std::vector<Value>& Items() {
    if (!loaded) Load();
    return list;
  }
  void Push(Value value);
  void Reserve(std::size_t count);
  void Load();

  std::vector<Value> list;
  Json source;  // while not loaded: the array it stands for
  bool loaded = true;
  bool sequence = false;
  bool keep_singleton = false;  // stays an array though it has one item
  bool constructed = false;     // written as [...]: is not flattened in a path
  bool outer = false;           // wraps the input of the whole expression
  bool tuples = false;          // a stream of TupleCells
};

struct ObjectCell : Cell {
  using Member = std::pair<std::string, Value>;
  ObjectCell() : Cell(Kind::object) {}
  Value Find(std::string_view key);
  void Set(std::string_view key, Value value);
  void Erase(std::string_view key);
  std::vector<Member>& Members() {
    if (!loaded) Load();
    return list;
  }
  std::size_t Size() const { return loaded ? list.size() : source.object().size(); }
  void Load();

  std::vector<Member> list;
  std::unordered_map<std::string, std::size_t> places;  // of a large object's members, or empty
  Json source;
  bool loaded = true;

 private:
  std::size_t Place(std::string_view key);
};

// Variables by name, those of the frames around included.
struct Frame : Cell {
  Frame() : Cell(Kind::frame) {}
  void Bind(std::string_view name, Value value);
  const Value* Find(std::string_view name) const;

  Pointer<Frame> parent;
  std::vector<std::pair<std::string_view, Value>> bindings;
  bool captured = false;  // by a function, which it may hold itself
};

// An item of a path with what @, # and % know of it.
struct TupleCell : Cell {
  TupleCell() : Cell(Kind::tuple) {}
  void Set(std::string_view name, Value value);

  Value item;
  std::vector<std::pair<std::string_view, Value>> bindings;
};

struct FunctionCell : Cell {
  enum class Form : std::uint8_t { native, lambda, partial, composed, regex, next_match, transform };
  FunctionCell() : Cell(Kind::function) {}

  Form form = Form::native;
  const NativeFunction* native = nullptr;
  const Node* node = nullptr;  // of lambda and transform
  const Regex* regex = nullptr;
  Pointer<Frame> frame;
  Value input;
  std::vector<Value> values;  // partial: the function and its arguments; composed: both; next_match: the text
  std::vector<bool> is_given;  // partial: which arguments are
  std::size_t offset = 0;      // next_match: where to go on
};

}  // namespace fxlake::jsonata
