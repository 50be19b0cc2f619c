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
#include "fxlake/lake/rate_table.h"

namespace fxlake::lake {

// Facts about a request: enough to read its response body again and to identify its source. Never contains
// secrets.
struct RequestFacts {
  std::string reader;  // name of the source's reader for the body
  std::string method;
  std::string url;
  std::string content_type;                      // from the response, or ""
  std::map<std::string, std::string> variables;  // loop variables of the request: date, from, to, code ...
  // validators for conditional requests, or ""
  std::string etag = {}, last_modified = {};
  // request body as sent, with placeholders for secrets; "" when there was none or it was not kept
  std::string body = {};

  // Compares the request only, not the validators of the response.
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

// One fetch: the requests to a source at one time and the raw objects with their responses, in request order.
struct Fetch {
  std::string key;
  std::string source;
  Instant recorded_at;
  bool replayed = false;  // from a recording, not the network
  std::vector<RawBody> bodies;
};

// The raw zone: response bodies as received, never changed, and a fetch record for each fetch
// (<recorded_at>-<hash>.fetch.json). A fetch exists once its record does.
class RawZone {
 public:
  explicit RawZone(env::ObjectStore& store) : store_(store) {}

  struct Kept {
    Fetch fetch;
    bool is_new = true;
  };
  // Writes the bodies, then the record. When requests and bodies equal those of the source's newest fetch,
  // nothing is written and that fetch is returned, unless `keep_same` returns true for it.
  Result<Kept> Keep(const std::string& source, Instant recorded_at, bool replayed,
                    std::vector<FetchedBody> bodies,
                    const std::function<Result<bool>(const Fetch& newest)>& keep_same = {});

  // Keys of a source's fetch records, oldest first, except those of some months ("2026/03").
  Result<std::vector<std::string>> Records(const std::string& source,
                                           const std::set<std::string>& excluded_months);
  Result<std::vector<std::string>> Sources();
  Result<Fetch> ReadRecord(const std::string& key);
  // The fetch that brought the raw object of a rate, if its record exists.
  Result<std::optional<Fetch>> FindFetch(const std::string& source, const Origin& origin);
  // The source's newest fetch, if any.
  Result<std::optional<Fetch>> Newest(const std::string& source);
  // The bytes of a raw object; corrupt when they do not match the record.
  Result<std::string> ReadBody(const RawBody& body);

 private:
  env::ObjectStore& store_;
};

}  // namespace fxlake::lake
