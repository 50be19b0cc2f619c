// SPDX-License-Identifier: Apache-2.0
// error: no match for 'operator<'
#include "fxlake/base/instant.h"

// A day is no point of time until somebody says in which zone it starts.
const bool kEarlier = fxlake::Date() < fxlake::Instant();
