// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/env/object_store.h"

namespace fxlake::lake {

// What a request was: enough to read its body again and to tell where it came from. Never a secret.
struct RequestFacts {
  std::string reader;  // which of the source's ways to read a body applies
  std::string method;
  std::string url;
  std::string content_type;                      // as the answer said, or ""
  std::map<std::string, std::string> variables;  // of the request's loops: date, from, to, code ...
  std::string etag = {},
              last_modified = {};  // by which the server tells whether the answer is still the same, or ""
  std::string body =
      {};  // that was sent, with the names of secrets; "" when there was none or it was not kept

  // What was asked; not by what an answer is known again.
  friend bool operator==(const RequestFacts& a, const RequestFacts& b) {
    return a.reader == b.reader && a.method == b.method && a.url == b.url &&
           a.content_type == b.content_type && a.variables == b.variables;
  }
};

struct FetchedBody {
  RequestFacts request;
  std::string bytes;
  std::string extension;  // of the raw object: zip, json, xml ...
};

struct RawBody {
  RequestFacts request;
  std::string key;
  std::string sha256;
  std::uint64_t size = 0;
};

// One visit to a source: what was asked and which raw objects came of it, in the order of the requests.
struct Fetch {
  std::string key;
  std::string source;
  Instant recorded_at;
  bool replayed = false;  // recorded bytes in place of the network
  std::vector<RawBody> bodies;
};

// The raw zone: every body as received, never changed, and beside the bodies of a visit its record
// (<recorded_at>-<hash>.fetch.json). A visit exists when its record does.
class RawZone {
 public:
  explicit RawZone(env::ObjectStore& store) : store_(store) {}

  struct Kept {
    Fetch fetch;
    bool is_new = true;
  };
  // Keeps the bodies, then the record. When the visit asked and got the very same as the source's newest one
  // nothing is written, and that one is the answer, unless `keep_same` says of that one that the same is
  // worth keeping again.
  Result<Kept> Keep(const std::string& source, Instant recorded_at, bool replayed,
                    std::vector<FetchedBody> bodies,
                    const std::function<Result<bool>(const Fetch& newest)>& keep_same = {});

  // Keys of the records of a source, oldest first, but for some months ("2026/03").
  Result<std::vector<std::string>> Records(const std::string& source,
                                           const std::set<std::string>& left_out_months);
  Result<std::vector<std::string>> Sources();
  Result<Fetch> ReadRecord(const std::string& key);
  // The source's last visit, if there was one.
  Result<std::optional<Fetch>> Newest(const std::string& source);
  // The bytes of a raw object; corrupt when they are not those that were kept.
  Result<std::string> ReadBody(const RawBody& body);

 private:
  env::ObjectStore& store_;
};

}  // namespace fxlake::lake
