// SPDX-License-Identifier: Apache-2.0
// Lists a bucket: ListObjectsV2, page by page.
#include <algorithm>
#include <pugixml.hpp>

#include "fxlake/aws/s3_store.h"
#include "fxlake/aws/uri.h"
#include "fxlake/base/percent_encoding.h"

namespace fxlake::aws {
namespace {

constexpr std::string_view kOwnNames = ".fxlake-";

// Other programs may store anything in the bucket, for example folder markers, whose keys end in a slash.
bool IsObject(const std::string& key) {
  return env::CheckKey(key).has_value() &&
         !std::string_view(key).substr(key.rfind('/') + 1).starts_with(kOwnNames);
}

}  // namespace

Result<S3Store::Listing> S3Store::ListAll(const std::string& prefix, bool folders) {
  const auto doing = "listing " + prefix + " in " + Describe();
  const auto above = location_.prefix.empty() ? std::string() : location_.prefix + "/";
  std::map<std::string, std::string> query = {
      {"list-type", "2"}, {"encoding-type", "url"}, {"prefix", above + prefix}};
  if (folders) query["delimiter"] = "/";
  Listing listing;
  while (true) {
    ASSIGN_OR_RETURN(
        const auto response,
        Send({.url = location_.BucketUrl() + "?" + EncodeQuery(query), .headers = {}, .body = ""}).In(doing));
    if (response.status != 200) return RejectionError(response).In(doing);
    pugi::xml_document document;
    const auto parsed = document.load_buffer(response.body.data(), response.body.size());
    const auto page = document.child("ListBucketResult");
    if (!parsed || !page) return Unavailable(doing + ": the response is not a listing");
    for (const auto object : page.children("Contents")) {
      auto key = PercentDecode(object.child_value("Key"));
      if (!key.starts_with(above))
        return Unavailable(doing + ": the response lists objects that were not requested");
      key.erase(0, above.size());
      if (IsObject(key)) listing.objects.push_back({std::move(key), object.child("Size").text().as_ullong()});
    }
    for (const auto folder : page.children("CommonPrefixes")) {
      auto name = PercentDecode(folder.child_value("Prefix"));
      if (name.size() <= above.size() + prefix.size() + 1) continue;
      listing.folders.push_back(
          name.substr(above.size() + prefix.size(), name.size() - above.size() - prefix.size() - 1));
    }
    const std::string next = page.child_value("NextContinuationToken");
    if (std::string_view(page.child_value("IsTruncated")) != "true" || next.empty()) return listing;
    query["continuation-token"] = next;
  }
}

Result<std::vector<env::StoredObject>> S3Store::List(const std::string& prefix) {
  ASSIGN_OR_RETURN(auto listing, ListAll(prefix, false));
  std::ranges::sort(listing.objects, {}, &env::StoredObject::key);
  return std::move(listing.objects);
}

Result<std::vector<std::string>> S3Store::ListFolders(const std::string& prefix) {
  ASSIGN_OR_RETURN(auto listing, ListAll(prefix, true));
  std::ranges::sort(listing.folders);
  return std::move(listing.folders);
}

}  // namespace fxlake::aws
