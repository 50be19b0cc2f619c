// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/run_history.h"

#include "fxlake/lake/keys.h"

namespace fxlake::pipeline {

void RunHistory::Record(const asl::HistoryEvent& event) {
  auto slim = event;
  slim.parameters = {};  // the details contain them as text
  const auto line = asl::ToJson(slim).Dump();
  const std::lock_guard lock(guard_);
  lines_ += line;
  lines_ += '\n';
  ++recorded_;
}

void RunHistory::Flush() {
  const std::lock_guard one_writer(writing_);
  std::string lines;
  std::uint64_t first = 0;
  {
    const std::lock_guard lock(guard_);
    if (lines_.empty()) return;
    lines.swap(lines_);
    first = first_;
    first_ = recorded_ + 1;
  }
  auto kept = store_.Put(lake::RunHistoryKey(execution_, first), std::move(lines), env::IfAbsent());
  const std::lock_guard lock(guard_);
  if (!kept && problem_) problem_ = kept.error().In("storing the history of the run");
}

Result<void> RunHistory::problem() const {
  const std::lock_guard lock(guard_);
  return problem_;
}

Result<std::vector<Json>> ReadHistory(env::ObjectStore& store, const std::string& execution) {
  ASSIGN_OR_RETURN(const auto objects, store.List(lake::RunHistoryFolder(execution)));
  std::vector<Json> events;
  for (const auto& object : objects) {
    const auto doing = "reading " + object.key;
    ASSIGN_OR_RETURN(const auto text, store.GetRange(object.key, {0, UINT64_MAX}).In(doing));
    for (std::size_t start = 0; start < text.size();) {
      const auto end = std::min(text.find('\n', start), text.size());
      ASSIGN_OR_RETURN(auto event, Json::Parse(std::string_view(text).substr(start, end - start)).In(doing));
      events.push_back(std::move(event));
      start = end + 1;
    }
  }
  return events;
}

}  // namespace fxlake::pipeline
