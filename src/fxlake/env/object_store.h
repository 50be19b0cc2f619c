// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::env {

struct StoredObject {
  std::string key;
  std::uint64_t size = 0;
};

struct ObjectBytes {
  std::string bytes;
  std::string etag;  // names this content; two contents of one key never share it
};

// What must hold for a Put to happen; otherwise it changes nothing and its error is conflict.
struct Always {};
struct IfAbsent {};
struct IfMatch {
  std::string etag;
};
using PutCondition = std::variant<Always, IfAbsent, IfMatch>;

struct PutRequest {
  std::string key;
  std::string bytes;
  PutCondition condition;
};

struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;  // a range past the end gives what is there
};

// Objects by key: a folder, a bucket, memory. A key is relative, its parts between single slashes are neither
// empty nor
// "." nor "..", and it ends in none. A reader sees an object whole, as one Put wrote it. Safe to use from
// several threads. Errors: not_found, conflict, denied, unavailable, throttled, invalid_input (a bad key).
class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  virtual Result<ObjectBytes> Get(const std::string& key) = 0;
  virtual Result<std::string> GetRange(const std::string& key, ByteRange range) = 0;
  // Writes several objects, each by itself and in no certain order, and answers for each in the order of
  // `requests` with its etag or its error. What was written is durable when this returns.
  virtual std::vector<Result<std::string>> PutAll(std::span<const PutRequest> requests) = 0;
  // Objects whose key starts with `prefix` (any text, not only whole parts), sorted by key in byte order.
  virtual Result<std::vector<StoredObject>> List(const std::string& prefix) = 0;
  // The next level under a prefix that ends in "/" or is empty: its "folders", sorted, without the slash.
  virtual Result<std::vector<std::string>> ListFolders(const std::string& prefix) = 0;
  // Deleting what is not there succeeds.
  virtual Result<void> Delete(const std::string& key) = 0;
  // What processes that were killed left beside the places of objects, at least so many seconds ago: none of
  // it is an object, and Delete removes it by its key.
  virtual Result<std::vector<StoredObject>> ListLeftovers(std::int64_t /*seconds_old*/) {
    return std::vector<StoredObject>();
  }
  // One object of PutAll.
  Result<std::string> Put(std::string key, std::string bytes, PutCondition condition);
  // How many objects to read at once: 0 is one for each core, and more pays where a read waits for a network.
  virtual std::size_t ReadsAtOnce() const { return 0; }
  // For messages: "folder /data/lake", "s3://bucket/prefix".
  virtual std::string Describe() const = 0;
};

// invalid_input unless `key` is one that every store takes.
Result<void> CheckKey(std::string_view key);

}  // namespace fxlake::env
