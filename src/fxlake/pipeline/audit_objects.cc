// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/audit_objects.h"

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/telemetry/known_objects.h"

namespace fxlake::pipeline {

Result<std::vector<telemetry::AuditObject>> AuditObjects(const lake::Lake& lake,
                                                         const std::string& record_key) {
  std::vector<telemetry::AuditObject> objects;
  if (record_key.empty()) return objects;
  ASSIGN_OR_RETURN(const auto record, lake.raw.Get(record_key));
  ASSIGN_OR_RETURN(const auto fetch, lake::RawZone(lake.raw).ReadRecord(record_key));
  for (const auto& body : fetch.bodies) objects.push_back({body.key, body.sha256});
  objects.push_back({record_key, Sha256Hex(record.bytes)});
  return objects;
}

std::vector<telemetry::AuditObject> AuditObjects(const transform::SourceOutcome& outcome) {
  std::vector<telemetry::AuditObject> objects;
  for (const auto& partition : outcome.written) objects.push_back({partition.key, partition.sha256});
  return objects;
}

Result<std::vector<telemetry::AuditObject>> RunAuditObjects(env::ObjectStore& store,
                                                            const std::string& execution) {
  ASSIGN_OR_RETURN(const auto listed, store.List(lake::RunFolder(execution)));
  std::vector<telemetry::AuditObject> objects(listed.size());
  RETURN_IF_ERROR(ParallelFor(listed.size(), store.ReadsAtOnce(), [&](std::size_t i) -> Result<void> {
    ASSIGN_OR_RETURN(const auto bytes, store.GetRange(listed[i].key, {0, UINT64_MAX}));
    objects[i] = {listed[i].key, Sha256Hex(bytes)};
    return {};
  }));
  return objects;
}

Result<std::set<std::string>> JournaledRecords(env::ObjectStore& store, const std::string& source) {
  ASSIGN_OR_RETURN(const auto lines, telemetry::ReadAuditLines(store));
  std::set<std::string> records;
  for (const auto& [key, sha256] : telemetry::KnownObjects(lines)) {
    if (lake::IsRecordKey(key) && key.starts_with(lake::RawFolder(source)) && !sha256.empty())
      records.insert(key);
  }
  return records;
}

std::vector<telemetry::AuditObject> AuditObjects(const lake::Manifest& before, const lake::Manifest& after) {
  std::vector<telemetry::AuditObject> objects;
  const auto hash_in = [](const lake::Manifest& manifest, const std::string& source,
                          lake::PartitionId id) -> std::string {
    const auto state = manifest.sources.find(source);
    if (state == manifest.sources.end()) return "";
    const auto partition = state->second.partitions.find(id);
    return partition == state->second.partitions.end() ? "" : partition->second.sha256;
  };
  for (const auto& [source, state] : after.sources) {
    for (const auto& [id, partition] : state.partitions) {
      if (hash_in(before, source, id) != partition.sha256)
        objects.push_back({lake::PartitionKey(source, id), partition.sha256});
    }
  }
  for (const auto& [source, state] : before.sources) {
    for (const auto& [id, partition] : state.partitions) {
      if (hash_in(after, source, id).empty()) objects.push_back({lake::PartitionKey(source, id), ""});
    }
  }
  return objects;
}

}  // namespace fxlake::pipeline
