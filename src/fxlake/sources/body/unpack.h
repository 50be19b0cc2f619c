// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// The document in a body, in UTF-8 (except workbooks): unpacked, decoded, extracted and unwrapped as the spec
// says. A body that should be a zip archive but clearly is not is used as it is, because some servers and
// caches unpack archives. invalid_input when a step fails or the document is empty. `member`, if not null,
// receives the file name in the archive.
Result<std::string> Unpack(const BodySpec& spec, std::string bytes, std::string* member = nullptr);

// An error with what was expected, `error`, and the first bytes of the body.
Error NotAsExpected(const BodySpec& spec, const std::string& bytes, const Error& error);

}  // namespace fxlake::sources
