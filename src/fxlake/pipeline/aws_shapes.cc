// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/aws_shapes.h"

namespace fxlake::pipeline {

std::string NameInArn(std::string_view arn_or_name, std::string_view resource_type) {
  const auto marker = ":" + std::string(resource_type) + ":";
  if (const auto at = arn_or_name.find(marker); at != std::string_view::npos)
    arn_or_name.remove_prefix(at + marker.size());
  return std::string(arn_or_name.substr(0, arn_or_name.find(':')));
}

asl::Evaluated<std::string> TextParameter(const Json& parameters, std::string_view key) {
  auto text = parameters.StringAt(key);
  if (!text) return asl::RuntimeFailure("The field '" + std::string(key) + "' is required but was missing");
  return *std::move(text);
}

void AddSdkMetadata(Json& answer, const std::string& request_id) {
  answer.Set("SdkHttpMetadata", JsonObject({{"HttpStatusCode", 200}}));
  answer.Set("SdkResponseMetadata", JsonObject({{"RequestId", request_id}}));
}

Json EpochMillis(Instant at) { return at.micros() / 1000; }

}  // namespace fxlake::pipeline
