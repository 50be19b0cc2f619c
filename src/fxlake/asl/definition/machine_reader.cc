// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/machine_reader.h"

#include <array>
#include <vector>

#include "fxlake/asl/definition/state_reader.h"
#include "fxlake/asl/expression/intrinsic_text.h"
#include "fxlake/base/excerpt.h"

namespace fxlake::asl {
namespace {

constexpr std::size_t kMostNameCharacters = 80;
constexpr std::string_view kMissingTarget = "MISSING_TRANSITION_TARGET";

class MachineReader {
 public:
  MachineReader(const Json& source, std::string pointer, MachineRole role, Reading& reading)
      : role_(role),
        reading_(reading),
        fields_(source, std::move(pointer), false, reading.diagnostics),
        machine_(std::make_unique<Machine>()) {}

  std::unique_ptr<Machine> Read() {
    if (!fields_.IsObject(role_ == MachineRole::top ? "the definition" : "a nested state machine"))
      return std::move(machine_);
    ReadHead();
    const bool outer_language = reading_.jsonata;
    if (const auto language = fields_.OneOf("QueryLanguage", {"JSONPath", "JSONata"}))
      reading_.jsonata = language == "JSONata";
    ReadStates();
    reading_.jsonata = outer_language;
    return std::move(machine_);
  }

 private:
  void ReadHead() {
    static constexpr std::array<std::string_view, 5> kTop = {"StartAt", "States", "Version", "TimeoutSeconds",
                                                             "QueryLanguage"};
    static constexpr std::array<std::string_view, 3> kBranch = {"StartAt", "States", "QueryLanguage"};
    static constexpr std::array<std::string_view, 3> kProcessor = {"StartAt", "States", "ProcessorConfig"};
    switch (role_) {
      case MachineRole::top: fields_.RejectUnknown(kTop, "the definition"); break;
      case MachineRole::branch: fields_.RejectUnknown(kBranch, "a branch"); break;
      case MachineRole::processor: fields_.RejectUnknown(kProcessor, "the processor of a Map"); break;
    }
    if (const auto* comment = fields_.Find("Comment"); comment != nullptr && comment->is_string())
      machine_->comment = comment->string();
    if (role_ != MachineRole::top) return;
    fields_.OneOf("Version", {"1.0"});
    machine_->timeout_seconds = fields_.Whole("TimeoutSeconds", 1, ObjectReader::kMostSeconds);
  }

  void ReadStates() {
    const auto* states = fields_.Find("States");
    if (states == nullptr || !states->is_object() || states->object().empty()) {
      reading_.diagnostics.Add(states == nullptr ? fields_.pointer() : fields_.At("States"),
                               "States is not an object with states", "an object with at least one state");
      fields_.RequiredText("StartAt");
      return;
    }
    for (std::size_t i = 0; i < states->object().size(); ++i) places_.emplace(states->object()[i].first, i);
    reached_from_.resize(states->object().size());
    bool terminal = false;
    for (const auto& [name, source] : states->object()) {
      const auto pointer = Below(fields_.At("States"), name);
      CheckName(name, pointer);
      const auto from = machine_->states.size();
      const TargetFinder target = [&, from](const Json* wanted, const std::string& place) {
        return Target(wanted, place, from);
      };
      StateReader reader(source, pointer, target, reading_);
      machine_->states.push_back(reader.Read(name));
      terminal = terminal || reader.terminal();
    }
    const auto* start = fields_.Find("StartAt");
    if (start == nullptr) {
      fields_.RequiredText("StartAt");
      return;
    }
    const auto first = Target(start, fields_.At("StartAt"), std::nullopt);
    if (!terminal) {
      reading_.diagnostics.Add({Severity::error, "MISSING_END_STATE", fields_.pointer(),
                                "Workflow has no terminal state", "a Succeed or Fail state, or End: true",
                                ""});
    } else if (first) {
      machine_->start = *first;
      RejectUnreachable(*first);
    }
  }

  void CheckName(const std::string& name, const std::string& pointer) {
    if (name.empty() || CharactersOf(name) > kMostNameCharacters) {
      reading_.diagnostics.Add(
          pointer, "the name of a state has " + std::to_string(CharactersOf(name)) + " characters",
          "1 to 80 characters");
    }
    const auto [known, added] = reading_.state_names.emplace(name, pointer);
    if (added) return;
    reading_.diagnostics.Add({Severity::error, "DUPLICATE_STATE_NAME", pointer,
                              "the state name " + JsonQuote(name) + " is also used at " + known->second,
                              "names that are unique in the whole definition", ""});
  }

  std::optional<std::size_t> Target(const Json* wanted, const std::string& pointer,
                                    std::optional<std::size_t> from) {
    if (wanted == nullptr) return std::nullopt;
    if (!wanted->is_string()) {
      reading_.diagnostics.Add(pointer, "the name of a state is " + std::string(Excerpt(wanted->Dump(), 100)),
                               "a string");
      return std::nullopt;
    }
    const auto place = places_.find(wanted->string());
    if (place == places_.end()) {
      reading_.diagnostics.Add({Severity::error, std::string(kMissingTarget), pointer,
                                "there is no state " + JsonQuote(wanted->string()) + " in this scope",
                                "the name of a state of the same States", Suggest(wanted->string())});
      return std::nullopt;
    }
    if (from) reached_from_[*from].push_back(place->second);
    return place->second;
  }

  std::string Suggest(const std::string& wanted) const {
    static constexpr std::size_t kMostCompared = 1000;
    std::vector<std::string_view> names;
    for (const auto& [name, place] : places_) {
      if (names.size() == kMostCompared) break;
      names.push_back(name);
    }
    return reading_.diagnostics.Suggest(wanted, names);
  }

  void RejectUnreachable(std::size_t first) {
    std::vector<bool> reached(machine_->states.size());
    std::vector<std::size_t> open = {first};
    reached[first] = true;
    while (!open.empty()) {
      const auto from = open.back();
      open.pop_back();
      for (const auto to : reached_from_[from]) {
        if (reached[to]) continue;
        reached[to] = true;
        open.push_back(to);
      }
    }
    for (std::size_t i = 0; i < reached.size(); ++i) {
      if (reached[i]) continue;
      const auto& name = machine_->states[i].name;
      reading_.diagnostics.Add({Severity::error, std::string(kMissingTarget),
                                Below(fields_.At("States"), name),
                                "State " + JsonQuote(name) + " is not reachable.",
                                "a transition to it from a state that can be reached", ""});
    }
  }

  MachineRole role_;
  Reading& reading_;
  ObjectReader fields_;
  std::unique_ptr<Machine> machine_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::vector<std::size_t>> reached_from_;
};

}  // namespace

std::unique_ptr<Machine> ReadMachine(const Json& source, const std::string& pointer, MachineRole role,
                                     Reading& reading) {
  return MachineReader(source, pointer, role, reading).Read();
}

}  // namespace fxlake::asl
