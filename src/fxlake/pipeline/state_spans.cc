// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/state_spans.h"

#include <algorithm>
#include <map>

namespace fxlake::pipeline {
namespace {

constexpr std::size_t kNone = SIZE_MAX;

// An iteration or branch, or the execution itself.
struct Branch {
  std::size_t parent = kNone;
  int depth = 0;
  std::string item;
  std::vector<std::size_t> spans;
};

class SpanReader {
 public:
  void Read(const Json& event) {
    const auto type = event.StringAt("type").value_or("");
    const auto id = event.Int64At("id").value_or(0);
    auto branch = BranchOf(event.Int64At("previousEventId").value_or(0));
    if (type == "MapIterationStarted") {
      branch = OpenIteration(branch, event);
    } else if (type.ends_with("StateEntered")) {
      Enter(branch, event, type);
    } else if (type == "MapStateExited" || type == "ParallelStateExited") {
      branch = AwsContext(branch, event);
    }
    branches_of_[id] = branch;
    const auto span = OpenSpan(branch, event.StringAt("state").value_or(""));
    if (span != kNone) Fill(spans_[span], event, type);
  }

  std::vector<StateSpan> InOrder() {
    std::vector<StateSpan> all;
    if (!branches_.empty()) Append(0, all);
    return all;
  }

 private:
  std::size_t BranchOf(std::int64_t event) {
    if (branches_.empty()) branches_.emplace_back();
    const auto found = branches_of_.find(event);
    return found == branches_of_.end() ? 0 : found->second;
  }

  std::size_t OpenIteration(std::size_t parent, const Json& event) {
    const auto* details = event.Find("mapIterationStartedEventDetails");
    // The iterations of one Map are chained by their events; a new one has the Map's parent.
    const auto name = details != nullptr ? details->StringAt("name").value_or("") : "";
    auto outside = parent;
    while (branches_[outside].parent != kNone && OpenSpan(outside, name) == kNone)
      outside = branches_[outside].parent;
    Branch branch{.parent = outside, .depth = branches_[outside].depth + 1};
    branch.item = details != nullptr ? std::to_string(details->Int64At("index").value_or(0)) : "";
    branches_.push_back(std::move(branch));
    children_[{outside, OpenSpan(outside, name)}].push_back(branches_.size() - 1);
    return branches_.size() - 1;
  }

  // The last unfinished span of that state; branches of a Parallel state interleave.
  std::size_t OpenSpan(std::size_t branch, const std::string& state) const {
    const auto& spans = branches_[branch].spans;
    const auto found = std::find_if(spans.rbegin(), spans.rend(), [&](std::size_t at) {
      return spans_[at].state == state && !spans_[at].left;
    });
    return found == spans.rend() ? kNone : *found;
  }

  std::size_t AwsContext(std::size_t branch, const Json& event) const {
    const auto state = event.StringAt("state").value_or("");
    while (branches_[branch].parent != kNone && OpenSpan(branch, state) == kNone)
      branch = branches_[branch].parent;
    return branch;
  }

  void Enter(std::size_t branch, const Json& event, const std::string& type) {
    StateSpan span{.state = event.StringAt("state").value_or(""),
                   .type = type.substr(0, type.size() - 12),
                   .depth = branches_[branch].depth};
    span.entered = TimeOf(event);
    if (branches_[branch].parent != kNone && branches_[branch].spans.empty()) NameItem(branch, event);
    span.item = branches_[branch].item;
    spans_.push_back(std::move(span));
    branches_[branch].spans.push_back(spans_.size() - 1);
  }

  // An iteration over a source gets the source's name.
  void NameItem(std::size_t branch, const Json& event) {
    const auto* details = event.Find("stateEnteredEventDetails");
    const auto input = Json::Parse(details != nullptr ? details->StringAt("input").value_or("") : "");
    const auto* source = input ? input->Find("source") : nullptr;
    if (source == nullptr) return;
    if (const auto name = source->is_object() ? source->StringAt("source") : input->StringAt("source"))
      branches_[branch].item = *name;
  }

  static Instant TimeOf(const Json& event) {
    return Instant::Parse(event.StringAt("timestamp").value_or("")).value_or(Instant());
  }

  static void Fill(StateSpan& span, const Json& event, const std::string& type) {
    if (type == "TaskScheduled") ++span.attempts;
    if (type.ends_with("StateExited")) span.left = TimeOf(event);
    if (type.ends_with("Failed") || type.ends_with("TimedOut")) {
      for (const auto& [key, value] : event.object()) {
        if (key.ends_with("EventDetails")) span.error = value.StringAt("error").value_or("");
      }
    }
  }

  void Append(std::size_t branch, std::vector<StateSpan>& all) {
    for (const auto span : branches_[branch].spans) {
      all.push_back(spans_[span]);
      const auto children = children_.find({branch, span});
      if (children == children_.end()) continue;
      for (const auto child : children->second) Append(child, all);
    }
  }

  std::vector<Branch> branches_;
  std::vector<StateSpan> spans_;
  std::map<std::int64_t, std::size_t> branches_of_;
  // by branch and the span that opened them
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> children_;
};

}  // namespace

std::vector<StateSpan> StatesOf(const std::vector<Json>& events) {
  SpanReader reader;
  for (const auto& event : events) {
    if (event.is_object()) reader.Read(event);
  }
  return reader.InOrder();
}

Json ToJson(const StateSpan& span) {
  const auto micros = span.Micros();
  return JsonObject({{"state", span.state},
                     {"type", span.type},
                     {"depth", span.depth},
                     {"item", span.item},
                     {"entered", span.entered.ToString()},
                     {"left", span.left ? Json(span.left->ToString()) : Json()},
                     {"milliseconds", micros ? Json(*micros / 1000) : Json()},
                     {"attempts", span.attempts},
                     {"error", span.error}});
}

}  // namespace fxlake::pipeline
