// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/verify/finding.h"
#include "fxlake/verify/survey.h"

// The checks of a whole lake. Each looks at one thing and knows no other; an error is the store's, and no
// finding.
namespace fxlake::verify {

Result<CheckOutcome> CheckManifest(const Survey& survey);
// Each partition that the manifest names: there, with its bytes, rows, days and raw objects; and no other
// file beside them.
Result<CheckOutcome> CheckPartitions(const Survey& survey);
// Each record is the one that was kept; each that the manifest or the journal knows is there.
Result<CheckOutcome> CheckRecords(const Survey& survey);
// Each body that a record names is there, with its size; deep: with its bytes.
Result<CheckOutcome> CheckBodies(const Survey& survey);
// What was decided of rows in quarantine is part of the raw zone: unchanged, and there as far as the journal
// knows it.
Result<CheckOutcome> CheckDecisions(const Survey& survey);
// Raw objects that no record names, and files of processes that were killed.
Result<CheckOutcome> CheckLeftovers(const Survey& survey);
Result<CheckOutcome> CheckQuarantine(const Survey& survey);
Result<CheckOutcome> CheckRuns(const Survey& survey);
Result<CheckOutcome> CheckSchedules(const Survey& survey);
Result<CheckOutcome> CheckJournal(const Survey& survey);

}  // namespace fxlake::verify
