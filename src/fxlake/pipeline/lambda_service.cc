// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/lambda_service.h"

#include "fxlake/asl/expression/uuid.h"
#include "fxlake/pipeline/aws_shapes.h"

namespace fxlake::pipeline {

Service LambdaService(Functions functions, env::Random& random) {
  return [functions = std::move(functions),
          &random](const asl::TaskRequest& request) -> asl::Evaluated<Json> {
    const auto name = TextParameter(request.parameters, "FunctionName");
    if (!name) return name.error();
    const auto function = functions.find(NameInArn(*name, "function"));
    if (function == functions.end())
      return asl::Failure{"Lambda.ResourceNotFoundException", "Function not found: " + *name};
    const auto* payload = request.parameters.Find("Payload");
    auto result = function->second(payload != nullptr ? *payload : Json::EmptyObject());
    if (!result) {
      const auto type = std::string(TraitsOf(result.error().kind()).asl_name);
      return asl::Failure{
          type, JsonObject({{"errorMessage", result.error().message()}, {"errorType", type}}).Dump()};
    }
    auto answer =
        JsonObject({{"ExecutedVersion", "$LATEST"}, {"Payload", *std::move(result)}, {"StatusCode", 200}});
    AddSdkMetadata(answer, asl::MakeUuid(random));
    return answer;
  };
}

}  // namespace fxlake::pipeline
