// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/asl/definition/machine.h"
#include "fxlake/asl/expression/failure.h"
#include "fxlake/base/instant.h"
#include "fxlake/env/object_store.h"

namespace fxlake::asl {

// The items of a Map state.
struct MapItems {
  Json::Array values;
  std::vector<std::string> keys;  // parallel to values, when they are the members of an object
};

// The source of an item reader, with its parameters evaluated.
struct ItemSource {
  std::string bucket;
  std::string key;     // of getObject
  std::string prefix;  // for listObjectsV2
};

// Reads a data set: one object as JSON, JSON Lines or CSV, a manifest of such objects, or the list of objects
// under a prefix. At most `most` items. Listed objects have `now` as LastModified, because stores do not
// report it. Errors: States.ItemReaderFailed.
Evaluated<MapItems> ReadItems(const ItemReader& reader, const ItemSource& source, std::size_t most,
                              Instant now, env::ObjectStore* objects);

// The items of an array, or the members of an object with their keys (the iteration's input is then {"Key":
// .., "Value": ..}). States.Runtime for other types.
Evaluated<MapItems> ItemsOf(const Json& value);

// The value at a JSON pointer (RFC 6901), or nullptr.
const Json* AtPointer(const Json& document, std::string_view pointer);

}  // namespace fxlake::asl
