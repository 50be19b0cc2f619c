// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/env/object_store.h"
#include "fxlake/rates/observation.h"

namespace fxlake::lake {

// What was decided of suspect rows: that they are rates, that they never will be, or, by the program itself,
// that they are held since another source differed when they came.
enum class Verdict { accept, dismiss, hold };
std::string_view NameOf(Verdict verdict);

// A part of the raw zone (raw/decisions/source=S/<decided_at>-<hash>.json), never changed: a rebuild decides
// as was decided. It is about what the rows say: the same said again by the source, in whichever fetch, is
// decided too.
struct Decision {
  Verdict verdict = Verdict::hold;
  Instant decided_at;
  std::string raw_object;  // in which the rows were met
  std::string reason;
  std::vector<rates::Observation> rows;
};

// Errors: the store's. What is there already is kept as it is. The answer is the key.
Result<std::string> KeepDecision(env::ObjectStore& raw, const std::string& source, const Decision& decision);
// The keys of a source's decisions, oldest first.
Result<std::vector<std::string>> DecisionKeys(env::ObjectStore& raw, const std::string& source);
// corrupt when an object is not the one that was kept.
Result<Decision> ReadDecision(env::ObjectStore& raw, const std::string& key);

// What holds of rows: by a person the last decision, else that they are held.
class Decisions {
 public:
  static Result<Decisions> Read(env::ObjectStore& raw, const std::vector<std::string>& keys);
  bool empty() const { return of_rows_.empty(); }
  struct Held {
    Verdict verdict;
    std::string reason;
  };
  const Held* Find(const rates::Observation& row) const;

 private:
  std::map<rates::Observation, Held> of_rows_;
};

}  // namespace fxlake::lake
