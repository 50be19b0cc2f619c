// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/audit_objects.h"

#include "fxlake/base/sha256.h"
#include "fxlake/lake/raw_zone.h"

namespace fxlake::pipeline {

Result<std::vector<telemetry::AuditObject>> AuditObjects(const lake::Lake& lake, const IngestOutcome& outcome) {
  std::vector<telemetry::AuditObject> objects;
  if (outcome.record_key.empty()) return objects;
  ASSIGN_OR_RETURN(const auto record, lake.raw.Get(outcome.record_key));
  ASSIGN_OR_RETURN(const auto visit, lake::RawZone(lake.raw).ReadRecord(outcome.record_key));
  for (const auto& body : visit.bodies) objects.push_back({body.key, body.sha256});
  objects.push_back({outcome.record_key, Sha256Hex(record.bytes)});
  return objects;
}

std::vector<telemetry::AuditObject> AuditObjects(const transform::SourceOutcome& outcome) {
  std::vector<telemetry::AuditObject> objects;
  for (const auto& partition : outcome.written) objects.push_back({partition.key, partition.sha256});
  return objects;
}

}  // namespace fxlake::pipeline
