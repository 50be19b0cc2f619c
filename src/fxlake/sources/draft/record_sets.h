// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// A candidate field: its path relative to the row, and its values in the first rows.
struct SampleField {
  std::string path;
  std::vector<std::string> samples;
};

// A candidate set of rows: the reader's keys that select it ("rows = ..", "header = .."), and its fields.
struct RecordSet {
  std::string keys;
  std::vector<SampleField> fields;
  bool is_wide = false;                 // its columns or members may be currencies
  std::vector<std::string> names = {};  // names of those columns or members
};

// The candidates in a document of that format, as returned by Unpack. Empty when nothing looks like rows.
Result<std::vector<RecordSet>> FindRecordSets(BodyFormat format, const std::string& document);

}  // namespace fxlake::sources
