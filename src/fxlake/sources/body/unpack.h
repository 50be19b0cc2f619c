// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/sources/language/spec.h"

namespace fxlake::sources {

// The document that a body holds, in UTF-8 (but for workbooks): unpacked, decoded, extracted and unwrapped as
// the spec says. A body that should be a zip archive and is plainly none is taken as it is, for some servers
// and caches hand archives out unpacked. invalid_input when a step fails or nothing is there. `member`, when
// there is one, becomes the name of the file within the archive.
Result<std::string> Unpack(const BodySpec& spec, std::string bytes, std::string* member = nullptr);

// What was expected, `error`, and how the bytes that came begin, as one error.
Error NotAsExpected(const BodySpec& spec, const std::string& bytes, const Error& error);

}  // namespace fxlake::sources
