// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/task_runner.h"

#include "fxlake/asl/run/mailbox.h"

namespace fxlake::asl {

void TaskReply::Succeed(Json result) const { mailbox_->Post({task_, Evaluated<Json>(std::move(result))}); }

void TaskReply::Fail(Failure failure) const { mailbox_->Post({task_, Evaluated<Json>(std::move(failure))}); }

void TaskReply::Heartbeat() const { mailbox_->Post({task_, std::nullopt}); }

}  // namespace fxlake::asl
