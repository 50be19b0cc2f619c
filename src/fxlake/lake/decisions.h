// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/env/object_store.h"
#include "fxlake/rates/observation.h"

namespace fxlake::lake {

// A decision on suspect rows: accepted as rates, dismissed, or (made by the program) held because another
// source had a different rate when they were fetched.
enum class Verdict { accept, dismiss, hold };
std::string_view NameOf(Verdict verdict);

// An immutable object of the raw zone (raw/decisions/source=S/<decided_at>-<hash>.json), so that a rebuild
// decides the same. It applies to the rows' values: equal rows in any other fetch of the source are covered
// too.
struct Decision {
  Verdict verdict = Verdict::hold;
  Instant decided_at;
  std::string raw_object;  // in which the rows were found
  std::string reason;
  std::vector<rates::Observation> rows;
};

// Writes the decision unless it exists already and returns its key. Errors: the store's.
Result<std::string> KeepDecision(env::ObjectStore& raw, const std::string& source, const Decision& decision);
// The keys of a source's decisions, oldest first.
Result<std::vector<std::string>> DecisionKeys(env::ObjectStore& raw, const std::string& source);
// corrupt when the object's content does not match its hash.
Result<Decision> ReadDecision(env::ObjectStore& raw, const std::string& key);

// The effective decision for a row: the latest one by a person, else `hold` if there is one.
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
