// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fxlake/asl/definition/choice_rule.h"
#include "fxlake/asl/definition/payload_template.h"
#include "fxlake/asl/definition/retry_policy.h"
#include "fxlake/asl/expression/jsonata_expression.h"
#include "fxlake/asl/expression/reference_path.h"

namespace fxlake::asl {

struct Machine;

// A path that may be null; null means {}.
struct DataPath {
  bool nothing = false;
  JsonPath path = JsonPath::Whole();
};

// ResultPath: where the result is put in the state's input. `discard` is a null ResultPath, which keeps the
// input unchanged.
struct ResultPlace {
  bool discard = false;
  ReferencePath path;
};

// A literal number, a path to one or an expression; monostate when the field is absent.
using NumberOrPath = std::variant<std::monostate, double, JsonPath, JsonataExpression>;
// A literal text or an expression for it; monostate when the field is absent.
using TextOrExpression = std::variant<std::monostate, std::string, Expression, JsonataExpression>;

struct Catcher {
  std::vector<std::string> error_equals;
  ResultPlace result_path;
  std::optional<PayloadTemplate> output;  // in JSONata
  std::optional<PayloadTemplate> assign;
  std::size_t next = 0;
};

struct PassState {
  std::optional<Json> result;
};

struct TaskState {
  std::string resource;
  NumberOrPath timeout_seconds;
  NumberOrPath heartbeat_seconds;
  std::optional<PayloadTemplate> credentials;
};

struct ChoiceState {
  struct Rule {
    std::variant<ChoiceRule, JsonataExpression, bool> condition;
    std::optional<PayloadTemplate> output;  // in JSONata
    std::optional<PayloadTemplate> assign;
    std::size_t next = 0;
  };
  std::vector<Rule> rules;
  std::optional<std::size_t> otherwise;
};

struct WaitState {
  // seconds, a timestamp, a path to either, or an expression
  std::variant<std::int64_t, Instant, JsonPath, JsonataExpression> until;
  bool path_to_timestamp = false;  // what the path or expression leads to
};

struct SucceedState {};

struct FailState {
  TextOrExpression error;
  TextOrExpression cause;
};

struct ParallelState {
  std::vector<std::unique_ptr<Machine>> branches;
};

struct ItemReader {
  enum class Format { json, jsonl, csv, manifest, parquet };
  std::string resource;  // ...s3:getObject or ...s3:listObjectsV2
  std::optional<PayloadTemplate> parameters;
  Format format = Format::json;
  bool header_given = false;  // CSVHeaders, not the first row
  std::vector<std::string> headers;
  char delimiter = ',';
  std::string items_pointer;  // JSON pointer into a JSON document
  NumberOrPath max_items;
};

struct ItemBatcher {
  NumberOrPath max_items;
  NumberOrPath max_bytes;
  std::optional<PayloadTemplate> batch_input;
};

struct ResultWriter {
  std::string resource;
  std::optional<PayloadTemplate> parameters;
  bool flatten = false;      // Transformation FLATTEN
  bool with_details = true;  // false: Transformation NONE or COMPACT, which keeps outputs only
  bool as_jsonl = false;
};

struct MapState {
  std::unique_ptr<Machine> processor;
  bool distributed = false;
  std::string label;
  JsonPath items_path = JsonPath::Whole();
  std::optional<PayloadTemplate> items;  // in JSONata
  std::optional<PayloadTemplate> item_selector;
  NumberOrPath max_concurrency;
  NumberOrPath tolerated_count;
  NumberOrPath tolerated_percentage;
  std::optional<ItemReader> reader;
  std::optional<ItemBatcher> batcher;
  std::optional<ResultWriter> writer;
};

using StateKind = std::variant<PassState, TaskState, ChoiceState, WaitState, SucceedState, FailState,
                               ParallelState, MapState>;

// One validated state: everything that can be checked before execution has been.
struct State {
  std::string name;
  bool jsonata = false;  // its query language
  DataPath input_path;
  std::optional<PayloadTemplate> parameters;  // in JSONata: Arguments
  std::optional<PayloadTemplate> output;      // in JSONata
  std::optional<PayloadTemplate> result_selector;
  ResultPlace result_path;
  DataPath output_path;
  std::optional<PayloadTemplate> assign;
  std::vector<Retrier> retriers;
  std::vector<Catcher> catchers;
  std::optional<std::size_t> next;  // absent for terminal states and for Choice
  StateKind kind;

  std::string_view type() const;  // "Pass", "Task", ...
};

// A state machine, or the nested machine of a Parallel branch or Map. Immutable; thread-safe.
struct Machine {
  std::string comment;
  std::vector<State> states;  // in document order
  std::size_t start = 0;
  std::optional<std::int64_t> timeout_seconds;
};

std::string_view TypeName(const StateKind& kind);

}  // namespace fxlake::asl
