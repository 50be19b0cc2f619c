// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/json_path.h"
#include "fxlake/asl/expression/path_filter.h"

namespace fxlake::asl {
namespace {

const Json* At(const Json& value, std::int64_t index) {
  if (!value.is_array()) return nullptr;
  const auto size = std::ssize(value.array());
  if (index < 0) index += size;
  return index >= 0 && index < size ? &value.array()[static_cast<std::size_t>(index)] : nullptr;
}

class Collector {
 public:
  Collector(const std::vector<PathStep>& steps, std::size_t count, const Json& root, Scope& scope,
            std::vector<const Json*>& found)
      : steps_(steps), count_(count), root_(root), scope_(scope), found_(found) {}

  bool Examine(std::size_t step, const Json& value) {
    if (scope_.nodes_left == 0) return false;
    --scope_.nodes_left;
    if (step == count_) {
      found_.push_back(&value);
      return true;
    }
    return std::visit([&](const auto& kind) { return Apply(kind, step + 1, value); }, steps_[step]);
  }

 private:
  bool Maybe(std::size_t next, const Json* value) { return value == nullptr || Examine(next, *value); }

  bool Apply(const NameStep& step, std::size_t next, const Json& value) {
    return Maybe(next, value.Find(step.name));
  }

  bool Apply(const NamesStep& step, std::size_t next, const Json& value) {
    for (const auto& name : step.names) {
      if (!Maybe(next, value.Find(name))) return false;
    }
    return true;
  }

  bool Apply(const IndexStep& step, std::size_t next, const Json& value) {
    return Maybe(next, At(value, step.index));
  }

  bool Apply(const IndexesStep& step, std::size_t next, const Json& value) {
    for (const auto index : step.indexes) {
      if (!Maybe(next, At(value, index))) return false;
    }
    return true;
  }

  bool Apply(const SliceStep& step, std::size_t next, const Json& value) {
    if (!value.is_array()) return true;
    const auto size = std::ssize(value.array());
    const auto clamp = [&](std::int64_t index) {
      return std::min<std::int64_t>(std::max<std::int64_t>(index < 0 ? index + size : index, 0), size);
    };
    const auto to = clamp(step.to.value_or(size));
    for (auto index = clamp(step.from.value_or(0)); index < to; ++index) {
      if (!Examine(next, value.array()[static_cast<std::size_t>(index)])) return false;
    }
    return true;
  }

  bool Apply(const WildcardStep&, std::size_t next, const Json& value) {
    return ForEachChild(value, [&](const Json& child) { return Examine(next, child); });
  }

  bool Apply(const DeepStep& step, std::size_t next, const Json& value) {
    if (!Examine(next, value)) return false;
    return ForEachChild(value, [&](const Json& child) {
      if (scope_.nodes_left == 0) return false;
      --scope_.nodes_left;
      return Apply(step, next, child);
    });
  }

  bool Apply(const FilterStep& step, std::size_t next, const Json& value) {
    if (value.is_object()) return !step.filter->Accepts(value, root_, scope_) || Examine(next, value);
    if (!value.is_array()) return true;
    for (const auto& item : value.array()) {
      if (step.filter->Accepts(item, root_, scope_) && !Examine(next, item)) return false;
    }
    return true;
  }

  template <typename Action>
  static bool ForEachChild(const Json& value, const Action& action) {
    if (value.is_array()) {
      for (const auto& item : value.array()) {
        if (!action(item)) return false;
      }
    } else if (value.is_object()) {
      for (const auto& [name, member] : value.object()) {
        if (!action(member)) return false;
      }
    }
    return true;
  }

  const std::vector<PathStep>& steps_;
  std::size_t count_;
  const Json& root_;
  Scope& scope_;
  std::vector<const Json*>& found_;
};

}  // namespace

const Json* FollowSteps(const std::vector<PathStep>& steps, std::size_t count, const Json& from) {
  const Json* at = &from;
  for (std::size_t i = 0; i < count && at != nullptr; ++i) {
    if (const auto* name = std::get_if<NameStep>(&steps[i])) {
      at = at->Find(name->name);
    } else {
      at = At(*at, std::get<IndexStep>(steps[i]).index);
    }
  }
  return at;
}

bool CollectSteps(const std::vector<PathStep>& steps, std::size_t count, const Json& from, Scope& scope,
                  std::vector<const Json*>& found) {
  return Collector(steps, count, from, scope, found).Examine(0, from);
}

}  // namespace fxlake::asl
