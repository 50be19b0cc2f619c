// SPDX-License-Identifier: Apache-2.0
// error: ignoring return value of 'fxlake::Error fxlake::Error::In(std::string_view) const'
#include "fxlake/base/error.h"

void Run(const fxlake::Error& error) { error.In("reading the feed"); }
