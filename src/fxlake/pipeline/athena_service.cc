// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/athena_service.h"

#include <charconv>
#include <map>
#include <mutex>

#include "fxlake/asl/expression/uuid.h"
#include "fxlake/pipeline/athena_results.h"
#include "fxlake/pipeline/aws_shapes.h"

namespace fxlake::pipeline {
namespace {

constexpr std::int64_t kMostRows = 1000;  // per page, as on AWS

class Athena {
 public:
  Athena(std::function<Result<query::Table>(const std::string& sql)> run, env::Clock& clock,
         env::Random& random)
      : run_(std::move(run)), clock_(clock), random_(random) {}

  asl::Evaluated<Json> StartQuery(const Json& parameters) {
    const auto sql = TextParameter(parameters, "QueryString");
    if (!sql) return sql.error();
    const auto id = asl::MakeUuid(random_);
    const auto submitted = clock_.Now();
    auto table = run_(*sql);
    auto status = JsonObject({{"State", table ? "SUCCEEDED" : "FAILED"},
                              {"SubmissionDateTime", EpochMillis(submitted)},
                              {"CompletionDateTime", EpochMillis(clock_.Now())}});
    if (!table) status.Set("StateChangeReason", table.error().message());
    auto execution =
        JsonObject({{"QueryExecutionId", id}, {"StatementType", "DML"}, {"Status", std::move(status)}});
    for (const auto* key : {"QueryExecutionContext", "WorkGroup"}) {
      if (const auto* given = parameters.Find(key)) execution.Set(key, *given);
    }
    auto answer = JsonObject({{"QueryExecution", std::move(execution)}});
    if (!table) return asl::Failure{std::string(asl::error_name::kTaskFailed), answer.Dump()};
    const std::lock_guard lock(guard_);
    results_[id] = *std::move(table);
    return answer;
  }

  asl::Evaluated<Json> GetResults(const Json& parameters) {
    const auto id = TextParameter(parameters, "QueryExecutionId");
    if (!id) return id.error();
    const std::lock_guard lock(guard_);
    const auto found = results_.find(*id);
    const auto first = FirstRow(parameters);
    if (found == results_.end() || !first) {
      return asl::Failure{"Athena.InvalidRequestException",
                          "QueryExecution " + *id + " or its page was not found"};
    }
    const auto* most = parameters.Find("MaxResults");
    const auto count = static_cast<std::size_t>(
        std::clamp<std::int64_t>(most != nullptr ? most->AsInt64().value_or(0) : kMostRows, 1, kMostRows));
    auto answer = AthenaOfTable(found->second, *first, count);
    if (*first + count < found->second.rows.size() + 1)
      answer.Set("NextToken", std::to_string(*first + count));
    return answer;
  }

 private:
  static std::optional<std::size_t> FirstRow(const Json& parameters) {
    const auto token = parameters.StringAt("NextToken");
    if (!token) return 0;
    std::size_t first = 0;
    const auto read = std::from_chars(token->data(), token->data() + token->size(), first);
    return read.ec == std::errc() && read.ptr == token->data() + token->size() ? std::optional(first)
                                                                               : std::nullopt;
  }

  std::function<Result<query::Table>(const std::string& sql)> run_;
  env::Clock& clock_;
  env::Random& random_;
  std::mutex guard_;
  std::map<std::string, query::Table> results_;
};

}  // namespace

AthenaServices MakeAthenaServices(std::function<Result<query::Table>(const std::string& sql)> run,
                                  env::Clock& clock, env::Random& random) {
  const auto athena = std::make_shared<Athena>(std::move(run), clock, random);
  return {.start_query =
              [athena](const asl::TaskRequest& request) { return athena->StartQuery(request.parameters); },
          .get_results =
              [athena](const asl::TaskRequest& request) { return athena->GetResults(request.parameters); }};
}

}  // namespace fxlake::pipeline
