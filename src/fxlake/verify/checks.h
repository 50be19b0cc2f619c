// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/verify/finding.h"
#include "fxlake/verify/survey.h"

// The checks of a whole lake. Each is independent; its errors are the store's, not findings.
namespace fxlake::verify {

Result<CheckOutcome> CheckManifest(const Survey& survey);
// Each partition that the manifest names exists with its bytes, rows, days and raw objects, and there are no
// other files beside them.
Result<CheckOutcome> CheckPartitions(const Survey& survey);
// Each fetch record is unchanged, and each that the manifest or the journal names exists.
Result<CheckOutcome> CheckRecords(const Survey& survey);
// Each body that a record names exists with its size; deep: with its bytes.
Result<CheckOutcome> CheckBodies(const Survey& survey);
// Decisions on quarantined rows, which are part of the raw zone, are unchanged, and those that the journal
// names exist.
Result<CheckOutcome> CheckDecisions(const Survey& survey);
// Raw objects that no record names, and files of killed processes.
Result<CheckOutcome> CheckLeftovers(const Survey& survey);
// Each open table from its hint to its data files: metadata, lists, manifests, the files' sizes and hashes;
// and whether it has the rows of the lake's manifest.
Result<CheckOutcome> CheckTables(const Survey& survey);
Result<CheckOutcome> CheckQuarantine(const Survey& survey);
Result<CheckOutcome> CheckRuns(const Survey& survey);
Result<CheckOutcome> CheckSchedules(const Survey& survey);
Result<CheckOutcome> CheckJournal(const Survey& survey);

}  // namespace fxlake::verify
