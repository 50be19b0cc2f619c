// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "fxlake/lake/keys.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/telemetry/audit_entry.h"
#include "fxlake/transform/transform.h"

namespace fxlake::pipeline {

// The objects that a step wrote, for the audit journal: the fetch record ("": none) with its bodies, or
// partition files. Errors: the store's.
Result<std::vector<telemetry::AuditObject>> AuditObjects(const lake::Lake& lake,
                                                         const std::string& record_key);
std::vector<telemetry::AuditObject> AuditObjects(const transform::SourceOutcome& outcome);
// The objects of an execution under runs/, with their hashes.
Result<std::vector<telemetry::AuditObject>> RunAuditObjects(env::ObjectStore& store,
                                                            const std::string& execution);
// The fetch records of a source that the journal names and that were not deleted on purpose.
Result<std::set<std::string>> JournaledRecords(env::ObjectStore& store, const std::string& source);
// The partition files that differ between two manifests.
std::vector<telemetry::AuditObject> AuditObjects(const lake::Manifest& before, const lake::Manifest& after);

}  // namespace fxlake::pipeline
