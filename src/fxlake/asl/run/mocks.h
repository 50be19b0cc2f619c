// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/asl/run/task_runner.h"
#include "fxlake/base/result.h"

namespace fxlake::asl {

// Answers tasks from a MockConfigFile of AWS Step Functions Local. Attempts of a state are numbered from 0
// over the whole execution, retries included. A state whose mock has one answer always gets that answer.
class MockTaskRunner : public TaskRunner {
 public:
  // The mocks of one test case. `machine` "" selects the only state machine that has the case. States without
  // a mock are passed to `otherwise`, or fail with States.TaskFailed when it is nullptr. invalid_input when
  // the file does not have the expected form.
  static Result<std::unique_ptr<MockTaskRunner>> Read(std::string_view config, std::string_view machine,
                                                      std::string_view test_case,
                                                      TaskRunner* otherwise = nullptr);

  void Start(TaskRequest request, TaskReply reply) override;
  void Cancel(std::uint64_t id) override;

 private:
  struct Answer {
    std::int64_t from = 0;  // range of attempts
    std::int64_t to = 0;
    Evaluated<Json> outcome;
  };
  struct Mock {
    std::vector<Answer> answers;  // ordered by attempt
    std::int64_t attempts = 0;
  };

  static Result<Mock> ReadMock(const Json& source, const std::string& name);
  static const Answer* AnswerTo(Mock& mock, std::int64_t retry_count);

  std::map<std::string, Mock, std::less<>> mocks_;  // by state
  TaskRunner* otherwise_ = nullptr;
};

}  // namespace fxlake::asl
