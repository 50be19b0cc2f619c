// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/sns_service.h"

#include "fxlake/asl/expression/uuid.h"
#include "fxlake/pipeline/aws_shapes.h"

namespace fxlake::pipeline {

Service SnsService(Notify notify, env::Random& random) {
  return [notify = std::move(notify), &random](const asl::TaskRequest& request) -> asl::Evaluated<Json> {
    const auto* message = request.parameters.Find("Message");
    if (message == nullptr)
      return asl::Failure{"SNS.InvalidParameterException", "Invalid parameter: Empty message"};
    const auto subject = request.parameters.StringAt("Subject").value_or("");
    const auto sent = notify(subject, message->is_string() ? message->string() : message->Dump());
    if (!sent)
      return asl::Failure{
          sent.error().retryable() ? "SNS.InternalErrorException" : "SNS.InvalidParameterException",
          sent.error().message()};
    auto answer = JsonObject({{"MessageId", asl::MakeUuid(random)}});
    AddSdkMetadata(answer, asl::MakeUuid(random));
    return answer;
  };
}

}  // namespace fxlake::pipeline
