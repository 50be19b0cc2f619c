// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// A field that rows of a document may have: its path, seen from the row, and what stands there in the first
// rows.
struct SampleField {
  std::string path;
  std::vector<std::string> samples;
};

// A place where rows may be: the keys of a reader that say so ("rows = ..", "header = .."), and the fields
// there.
struct RecordSet {
  std::string keys;
  std::vector<SampleField> fields;
  bool is_wide = false;                 // its columns or members may be currencies by themselves:
  std::vector<std::string> names = {};  // their names
};

// Where rows may be in a document of that format, as Unpack gives it. Empty when nothing looks like rows.
Result<std::vector<RecordSet>> FindRecordSets(BodyFormat format, const std::string& document);

}  // namespace fxlake::sources
