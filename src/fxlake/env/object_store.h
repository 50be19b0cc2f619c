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
  std::string etag;  // identifies the content; two contents of one key never share it
};

// The condition of a Put. When it does not hold, nothing changes and the error is conflict.
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
  std::uint64_t length = 0;  // a range past the end returns the bytes that exist
};

// Objects by key, in a folder, a bucket or memory. A key is a relative path whose segments are separated by
// single slashes; no segment is empty, "." or "..", and the key does not end in a slash. Readers see each
// object as one Put wrote it. Thread-safe. Errors: not_found, conflict, denied, unavailable, throttled,
// invalid_input (invalid key).
class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  virtual Result<ObjectBytes> Get(const std::string& key) = 0;
  virtual Result<std::string> GetRange(const std::string& key, ByteRange range) = 0;
  // Writes several objects independently, in no particular order. Returns an etag or error for each request,
  // in order. Successful writes are durable on return.
  virtual std::vector<Result<std::string>> PutAll(std::span<const PutRequest> requests) = 0;
  // Objects whose key starts with `prefix` (any text, not only whole segments), sorted by key in byte order.
  virtual Result<std::vector<StoredObject>> List(const std::string& prefix) = 0;
  // The next level below a prefix that ends in "/" or is empty: sorted "folder" names without slash.
  virtual Result<std::vector<std::string>> ListFolders(const std::string& prefix) = 0;
  // Deleting an absent object succeeds.
  virtual Result<void> Delete(const std::string& key) = 0;
  // Temporary files that killed processes left at least `seconds_old` seconds ago. They are not objects;
  // Delete removes them by key.
  virtual Result<std::vector<StoredObject>> ListLeftovers(std::int64_t /*seconds_old*/) {
    return std::vector<StoredObject>();
  }
  // PutAll with one request.
  Result<std::string> Put(std::string key, std::string bytes, PutCondition condition);
  // The number of concurrent reads to use: 0 is one per core; remote stores return more, because reads wait
  // for the network.
  virtual std::size_t ReadsAtOnce() const { return 0; }
  // For messages: "folder /data/lake", "s3://bucket/prefix".
  virtual std::string Describe() const = 0;
};

// invalid_input unless `key` is valid in every store.
Result<void> CheckKey(std::string_view key);

}  // namespace fxlake::env
