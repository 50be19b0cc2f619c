// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "fxlake/asl/definition/field_rules.h"
#include "fxlake/asl/definition/machine_reader.h"
#include "fxlake/asl/definition/object_reader.h"

namespace fxlake::asl {

// Resolves a state name to its index in the machine and marks it as reachable. Adds a diagnostic and returns
// nullopt when there is no such state.
using TargetFinder = std::function<std::optional<std::size_t>(const Json* name, const std::string& pointer)>;

// Parses one state.
class StateReader {
 public:
  StateReader(const Json& source, std::string pointer, const TargetFinder& target, Reading& reading);

  State Read(const std::string& name);
  // Whether the machine may end in this state.
  bool terminal() const { return terminal_; }

 private:
  void ReadTransition(State& state, StateType type);
  void ReadDataFlow(State& state, StateType type);
  std::optional<PayloadTemplate> ReadAssign(const ObjectReader& fields) const;
  StateKind ReadKind(StateType type);
  TaskState ReadTask();
  void CheckCredentials() const;
  ChoiceState ReadChoice();
  void ReadJsonataRule(const ObjectReader& rule, ChoiceState::Rule& read) const;
  WaitState ReadWait();
  FailState ReadFail();
  ParallelState ReadParallel();
  MapState ReadMap();
  std::vector<Retrier> ReadRetry();
  std::vector<Catcher> ReadCatch();
  std::vector<std::string> ReadErrorEquals(const ObjectReader& fields, bool last) const;

  const Json& source_;
  const TargetFinder& target_;
  Reading& reading_;
  ObjectReader fields_;
  bool terminal_ = false;
};

// The parts of a Map state that are objects of their own.
ItemReader ReadItemReader(const ObjectReader& fields);
ItemBatcher ReadItemBatcher(const ObjectReader& fields);
ResultWriter ReadResultWriter(const ObjectReader& fields);

}  // namespace fxlake::asl
