// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/trino_engine.h"

#include <fmt/format.h>

#include "fxlake/aws/uri.h"
#include "fxlake/base/base64.h"
#include "fxlake/base/excerpt.h"
#include "fxlake/base/json.h"
#include "fxlake/base/percent_encoding.h"
#include "fxlake/query/sql_text.h"
#include "fxlake/query/trino_value.h"

namespace fxlake::query {
namespace {

constexpr std::string_view kDoing = "running SQL in Trino";
constexpr std::size_t kMostMessage = 400;

Error ErrorOfStatus(const env::HttpResponse& response) {
  const auto message = fmt::format("{}: the response has status {}", kDoing, response.status);
  if (response.status == 401 || response.status == 403) return Denied(message);
  if (response.status == 429) return Throttled(message);
  return response.status >= 500 ? Unavailable(message) : InvalidInput(message);
}

Error ErrorOfStatement(const Json& error) {
  const auto text = [&](const char* key) {
    const auto value = error.StringAt(key);
    return value ? std::string(Excerpt(*value, kMostMessage)) : std::string();
  };
  const auto message = fmt::format("{}: {}: {}", kDoing, text("errorName"), text("message"));
  const auto type = text("errorType");
  if (text("errorName") == "PERMISSION_DENIED") return Denied(message);
  return type == "USER_ERROR" ? InvalidInput(message) : Unavailable(message);
}

std::vector<Column> ReadColumns(const Json& columns) {
  std::vector<Column> read;
  for (const auto& column : columns.array()) {
    const auto name = column.StringAt("name"), type = column.StringAt("type");
    read.push_back(TrinoColumn(name ? *name : "", type ? *type : ""));
  }
  return read;
}

void AppendCell(ValueKind kind, const Json& cell, TextColumn& texts) {
  if (cell.is_null()) return texts.AppendNull();
  const auto text = cell.is_string() ? cell.string() : cell.Dump();
  AppendTrinoValue(kind, text, texts.Open());
  texts.Close();
}

Result<RowBatch> ReadRows(const Json& data, const std::vector<Column>& columns) {
  RowBatch batch;
  batch.columns.resize(columns.size());
  for (const auto& row : data.array()) {
    if (!row.is_array() || row.array().size() != columns.size())
      return Unavailable(fmt::format("{}: the response has a row that does not match its columns", kDoing));
    for (std::size_t i = 0; i < columns.size(); ++i)
      AppendCell(columns[i].kind, row.array()[i], batch.columns[i]);
    ++batch.rows;
  }
  return batch;
}

const Json* ArrayAt(const Json& page, std::string_view key) {
  const auto* found = page.Find(key);
  return found != nullptr && found->is_array() ? found : nullptr;
}

}  // namespace

Result<TrinoOptions> ParseTrinoUrl(const std::string& url) {
  const auto parts = aws::SplitUrl(url);
  TrinoOptions options;
  const auto at = parts.authority.rfind('@');
  const auto user = at == std::string_view::npos ? std::string_view() : parts.authority.substr(0, at);
  const auto host = parts.authority.substr(at == std::string_view::npos ? 0 : at + 1);
  const bool form = (parts.scheme == "https" || parts.scheme == "http") && !host.empty() &&
                    !user.contains(':') && parts.query.empty();
  if (!form)
    return InvalidInput("reading the URL of Trino: not in the format https://user@host:port/catalog/schema");
  options.server = fmt::format("{}://{}", parts.scheme, host);
  options.user = user.empty() ? "fxlake" : PercentDecode(user);
  auto path = parts.path.empty() ? parts.path : parts.path.substr(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  options.catalog = path.substr(0, path.find('/'));
  if (path.contains('/')) options.schema = path.substr(path.find('/') + 1);
  if (options.schema.contains('/'))
    return InvalidInput("reading the URL of Trino: the path must be /catalog/schema");
  return options;
}

Result<env::HttpResponse> TrinoEngine::Send(std::string method, const std::string& url, std::string body) {
  env::HttpRequest request{.method = std::move(method), .url = url, .headers = {}, .body = std::move(body)};
  request.headers = {{"X-Trino-User", options_.user},
                     {"X-Trino-Source", "fxlake"},
                     {"X-Trino-Time-Zone", "UTC"},
                     {"Content-Type", "text/plain"}};
  if (!options_.catalog.empty()) request.headers.emplace_back("X-Trino-Catalog", options_.catalog);
  if (!options_.schema.empty()) request.headers.emplace_back("X-Trino-Schema", options_.schema);
  if (!options_.password.empty()) {
    request.headers.emplace_back("Authorization",
                                 "Basic " + Base64Encode(options_.user + ":" + options_.password.Reveal()));
  }
  ASSIGN_OR_RETURN(auto response, http_.Send(request).In(kDoing));
  if (response.status / 100 != 2) return ErrorOfStatus(response);
  return response;
}

Result<void> TrinoEngine::Run(const std::string& sql, RowSink& sink) {
  if (!options_.password.empty() && !options_.server.starts_with("https:"))
    return Denied(fmt::format("{}: a password is only sent over https", kDoing));
  std::vector<Column> columns;
  bool begun = false;
  ASSIGN_OR_RETURN(auto response,
                   Send("POST", options_.server + "/v1/statement", std::string(WithoutTerminator(sql))));
  while (true) {
    ASSIGN_OR_RETURN(const auto page, Json::Parse(response.body).In(kDoing));
    if (const auto* error = page.Find("error"); error != nullptr && error->is_object())
      return ErrorOfStatement(*error);
    const auto next = page.StringAt("nextUri");
    const auto take = [&]() -> Result<void> {
      const auto* reported = ArrayAt(page, "columns");
      if (!begun && reported != nullptr) {
        columns = ReadColumns(*reported);
        begun = true;
        RETURN_IF_ERROR(sink.Begin(columns));
      }
      const auto* data = ArrayAt(page, "data");
      if (data == nullptr || !begun) return {};
      ASSIGN_OR_RETURN(const auto batch, ReadRows(*data, columns));
      return sink.Rows(batch);
    };
    if (const auto taken = take(); !taken) {
      // The remaining result is not needed.
      if (next && next->starts_with(options_.server + "/")) (void)Send("DELETE", *next, "");
      return taken.error();
    }
    if (!next) break;
    // Name and password must only be sent to this server.
    if (!next->starts_with(options_.server + "/"))
      return Denied(fmt::format("{}: the response refers to another server", kDoing));
    ASSIGN_OR_RETURN(response, Send("GET", *next, ""));
  }
  if (!begun) RETURN_IF_ERROR(sink.Begin(columns));
  return sink.End();
}

}  // namespace fxlake::query
