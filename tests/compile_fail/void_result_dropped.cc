// SPDX-License-Identifier: Apache-2.0
// error: ignoring returned value of type 'fxlake::Result<void>'
#include "fxlake/base/result.h"

fxlake::Result<void> Commit();
void Run() { Commit(); }
