// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/service_runner.h"

#include <exception>

#include "fxlake/base/error.h"

namespace fxlake::pipeline {

void ServiceRunner::Add(const std::string& resource, ThreadPool& pool, Service service) {
  services_[resource] = {
      &pool, [service = std::move(service)](const asl::TaskRequest& request, const asl::TaskReply& reply) {
        auto answer = service(request);
        if (answer) {
          reply.Succeed(*std::move(answer));
        } else {
          reply.Fail(std::move(answer).error());
        }
      }};
}

void ServiceRunner::AddLate(const std::string& resource, ThreadPool& pool, LateService service) {
  services_[resource] = {&pool, std::move(service)};
}

void ServiceRunner::Start(asl::TaskRequest request, asl::TaskReply reply) {
  const auto found = services_.find(request.resource);
  if (found == services_.end()) {
    reply.Fail(
        {std::string(asl::error_name::kTaskFailed), "no service is available for " + request.resource});
    return;
  }
  const auto* entry = &found->second;
  entry->pool->Do([this, entry, request = std::move(request), reply = std::move(reply)] {
    // Out of its thread an exception would end the program: it is the failure of that task alone.
    try {
      if (before_each_) before_each_();
      entry->service(request, reply);
    } catch (const std::exception& thrown) {
      reply.Fail({std::string(TraitsOf(ErrorKind::internal).asl_name), thrown.what()});
    }
  });
}

}  // namespace fxlake::pipeline
