// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/asl/definition/machine.h"
#include "fxlake/asl/expression/failure.h"
#include "fxlake/base/instant.h"
#include "fxlake/env/object_store.h"

namespace fxlake::asl {

// What a Map state iterates over.
struct MapItems {
  Json::Array values;
  std::vector<std::string> keys;  // beside values, when they are the members of an object
};

// Where an item reader looks, its parameters evaluated.
struct ItemSource {
  std::string bucket;
  std::string key;     // of getObject
  std::string prefix;  // of listObjectsV2
};

// Reads a data set: one object as JSON, JSON Lines or CSV, a manifest of such objects, or the list of objects
// under a prefix. At most `most` items. Listed objects say `now` where S3 says when they were last modified:
// stores do not tell. Failures are States.ItemReaderFailed.
Evaluated<MapItems> ReadItems(const ItemReader& reader, const ItemSource& source, std::size_t most,
                              Instant now, env::ObjectStore* objects);

// The items of an array, or the members of an object with their keys beside (an iteration's input is then
// {"Key": .., "Value": ..}). States.Runtime for anything else.
Evaluated<MapItems> ItemsOf(const Json& value);

// The value at a JSON pointer (RFC 6901), or nullptr.
const Json* AtPointer(const Json& document, std::string_view pointer);

}  // namespace fxlake::asl
