// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <optional>

#include "fxlake/env/object_store.h"

namespace fxlake::env {

// Wraps a store and fails operation number N (counted from 0 over all kinds), optionally also all later ones,
// to simulate a killed process or a broken disk at every point. A failing PutAll writes the requests before
// the fault.
class FaultyStore : public ObjectStore {
 public:
  struct Fault {
    std::uint64_t at = 0;
    bool all_after = false;  // simulates a kill; otherwise only one operation fails
    Error error = Unavailable("the store failed as configured");
  };
  FaultyStore(ObjectStore& store, std::optional<Fault> fault) : store_(store), fault_(std::move(fault)) {}

  // The number of operations so far.
  std::uint64_t operations() const { return operations_; }

  Result<ObjectBytes> Get(const std::string& key) override;
  Result<std::string> GetRange(const std::string& key, ByteRange range) override;
  std::vector<Result<std::string>> PutAll(std::span<const PutRequest> requests) override;
  Result<std::vector<StoredObject>> List(const std::string& prefix) override;
  Result<std::vector<std::string>> ListFolders(const std::string& prefix) override;
  Result<void> Delete(const std::string& key) override;
  std::size_t ReadsAtOnce() const override { return store_.ReadsAtOnce(); }
  std::string Describe() const override { return store_.Describe(); }

 private:
  bool Fails();

  ObjectStore& store_;
  std::optional<Fault> fault_;
  std::atomic<std::uint64_t> operations_ = 0;
};

}  // namespace fxlake::env
