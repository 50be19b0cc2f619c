// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/jsonata/node.h"

// Finds the steps whose input the operator % stands for.
namespace fxlake::jsonata {

// What `value` seeks and cannot find inside, `node` around it seeks.
void PushAncestry(Node& node, const Node& value);
// Goes up into `node` as far as `slot` asks; false where what it stands for cannot be known.
bool SeekParent(Node& node, ParentSlot& slot, const std::shared_ptr<ParentSlot>& shared);
// Finds the steps of `path` that the slots of its last step ask for.
bool ResolveAncestry(Node& path);

}  // namespace fxlake::jsonata
