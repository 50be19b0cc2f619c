// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/definition/machine.h"

namespace fxlake::asl {

// Reads the fields of one JSON object of a definition. An invalid field adds a diagnostic and counts as
// absent.
class ObjectReader {
 public:
  static constexpr std::int64_t kMostSeconds = 99'999'999;

  // With `jsonata`, numbers and texts may also be expressions. `field` is the object's place in its state,
  // for messages about expressions: "ItemReader/ReaderConfig"; "" for the state itself.
  ObjectReader(const Json& object, std::string pointer, bool jsonata, Diagnostics& diagnostics,
               std::string field = "")
      : object_(object),
        pointer_(std::move(pointer)),
        field_(std::move(field)),
        jsonata_(jsonata),
        diagnostics_(diagnostics) {}

  // False, with a diagnostic, unless the value is an object.
  bool IsObject(std::string_view what) const;
  // Adds a diagnostic for each field that is not in `known`; Comment is always allowed.
  void RejectUnknown(std::span<const std::string_view> known, std::string_view where) const;
  void AtMostOne(std::initializer_list<std::string_view> keys) const;
  void ExactlyOne(std::initializer_list<std::string_view> keys) const;

  bool Has(std::string_view key) const { return Find(key) != nullptr; }
  const Json* Find(std::string_view key) const { return object_.Find(key); }
  std::string At(std::string_view key) const { return Below(pointer_, key); }
  const std::string& pointer() const { return pointer_; }
  bool jsonata() const { return jsonata_; }
  // Whether the value is a text "{% ... %}", which only JSONata allows.
  bool IsExpression(const Json& value) const;
  // The expression at `key`; nullopt when there is none, or when it is wrong, which diagnostics are told.
  std::optional<JsonataExpression> ExpressionAt(std::string_view key) const;
  // Where `key` stands in its state.
  std::string FieldOf(std::string_view key) const;
  Diagnostics& diagnostics() const { return diagnostics_; }

  std::optional<std::string> Text(std::string_view key) const;
  std::optional<std::string> RequiredText(std::string_view key) const;
  std::optional<bool> Boolean(std::string_view key) const;
  std::optional<std::int64_t> Whole(std::string_view key, std::int64_t least, std::int64_t most) const;
  std::optional<double> Number(std::string_view key, double least, double most) const;
  std::optional<JsonPath> Path(std::string_view key) const;
  std::optional<std::string> OneOf(std::string_view key,
                                   std::initializer_list<std::string_view> values) const;
  // `key` as a number within the range, or `key`Path; both at once is an error.
  NumberOrPath WholeOrPath(std::string_view key, std::int64_t least, std::int64_t most) const;
  NumberOrPath NumberOrPathAt(std::string_view key, double least, double most) const;
  // `key` as text, or `key`Path as a path or intrinsic function; both at once is an error.
  TextOrExpression TextOrPath(std::string_view key) const;
  std::optional<PayloadTemplate> Template(std::string_view key) const;
  DataPath NullablePath(std::string_view key) const;
  ResultPlace ResultPath() const;

  void Wrong(std::string_view key, std::string message, std::string expected) const;

 private:
  NumberOrPath PathInstead(std::string_view key) const;

  const Json& object_;
  std::string pointer_;
  std::string field_;
  bool jsonata_;
  Diagnostics& diagnostics_;
};

// Checks that every text in `value` that begins with "{%" ends with "%}", and vice versa, and is not empty
// between.
void CheckJsonataTexts(const Json& value, const std::string& pointer, Diagnostics& diagnostics);

}  // namespace fxlake::asl
