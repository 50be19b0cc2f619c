// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/serve.h"

#include <exception>

namespace fxlake::cloud {
namespace {

Result<Json> Answer(const Invocation& invocation, const Function& function) {
  try {
    ASSIGN_OR_RETURN(const auto event, Json::Parse(invocation.event).In("reading the event"));
    return function(invocation, event);
  } catch (const std::exception& error) {
    return Internal(std::string("sending the response of the event: ") + error.what());
  }
}

}  // namespace

Error Serve(RuntimeApi& api, const Function& function) {
  for (;;) {
    const auto invocation = api.Next();
    if (!invocation) return invocation.error();
    const auto answer = Answer(*invocation, function);
    auto reported = answer ? api.Respond(*invocation, *answer) : api.Fail(*invocation, answer.error());
    if (!reported && answer && reported.error().kind() == ErrorKind::invalid_input)
      reported = api.Fail(*invocation, reported.error());
    if (!reported) return reported.error();
  }
}

}  // namespace fxlake::cloud
