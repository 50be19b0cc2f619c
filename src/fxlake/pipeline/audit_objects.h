// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/lake/keys.h"
#include "fxlake/pipeline/ingest.h"
#include "fxlake/telemetry/audit_entry.h"
#include "fxlake/transform/transform.h"

namespace fxlake::pipeline {

// What a step left in the lake, for the journal: the record of a visit and its bodies, or partition files. Errors: the store's.
Result<std::vector<telemetry::AuditObject>> AuditObjects(const lake::Lake& lake, const IngestOutcome& outcome);
std::vector<telemetry::AuditObject> AuditObjects(const transform::SourceOutcome& outcome);

}  // namespace fxlake::pipeline
