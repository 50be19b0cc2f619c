// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/mocks.h"

#include <algorithm>
#include <charconv>

namespace fxlake::asl {
namespace {

// "3" or "1-2".
bool ReadRange(std::string_view text, std::int64_t& from, std::int64_t& to) {
  const auto* end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, from);
  if (read.ec != std::errc() || from < 0) return false;
  to = from;
  if (read.ptr == end) return true;
  if (*read.ptr != '-') return false;
  read = std::from_chars(read.ptr + 1, end, to);
  return read.ec == std::errc() && read.ptr == end && to >= from;
}

bool IsFunction(std::string_view resource) {
  return resource.contains(":lambda:") && resource.contains(":function:");
}

const Json* FindTestCase(const Json& config, std::string_view machine, std::string_view test_case) {
  const auto* machines = config.Find("StateMachines");
  if (machines == nullptr || !machines->is_object()) return nullptr;
  for (const auto& [name, source] : machines->object()) {
    if (!machine.empty() && name != machine) continue;
    const auto* cases = source.Find("TestCases");
    const auto* found = cases == nullptr ? nullptr : cases->Find(test_case);
    if (found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace

Result<MockTaskRunner::Mock> MockTaskRunner::ReadMock(const Json& source, const std::string& name) {
  Mock mock;
  const auto wrong = [&](const std::string& what) {
    return InvalidInput("reading mocked response " + JsonQuote(name) + ": " + what);
  };
  if (!source.is_object()) return wrong("it is not an object");
  for (const auto& [attempts, outcome] : source.object()) {
    Answer answer;
    if (!ReadRange(attempts, answer.from, answer.to))
      return wrong("not a number or range of attempts: " + JsonQuote(attempts));
    if (const auto* result = outcome.Find("Return")) {
      answer.outcome = *result;
    } else if (const auto* thrown = outcome.Find("Throw")) {
      answer.outcome =
          Failure{thrown->StringAt("Error").value_or(""), thrown->StringAt("Cause").value_or("")};
    } else {
      return wrong("attempt " + attempts + " has neither Return nor Throw");
    }
    mock.answers.push_back(std::move(answer));
  }
  if (mock.answers.empty()) return wrong("it has no results");
  std::ranges::sort(mock.answers, {}, &Answer::from);
  return mock;
}

Result<std::unique_ptr<MockTaskRunner>> MockTaskRunner::Read(std::string_view config,
                                                             std::string_view machine,
                                                             std::string_view test_case,
                                                             TaskRunner* otherwise) {
  auto parsed = Json::Parse(config);
  if (!parsed) return parsed.error().In("reading mocks");
  const auto* found = FindTestCase(*parsed, machine, test_case);
  if (found == nullptr || !found->is_object())
    return InvalidInput("reading mocks: there is no test case " + JsonQuote(test_case));
  const auto* responses = parsed->Find("MockedResponses");
  auto runner = std::make_unique<MockTaskRunner>();
  runner->otherwise_ = otherwise;
  for (const auto& [state, name] : found->object()) {
    const auto* response =
        responses == nullptr || !name.is_string() ? nullptr : responses->Find(name.string());
    if (response == nullptr)
      return InvalidInput("reading mocks: state " + JsonQuote(state) + " has no mocked response " +
                          name.Dump());
    ASSIGN_OR_RETURN(auto mock, ReadMock(*response, name.string()));
    runner->mocks_.emplace(state, std::move(mock));
  }
  return runner;
}

const MockTaskRunner::Answer* MockTaskRunner::AnswerTo(Mock& mock, std::int64_t retry_count) {
  const auto attempt = mock.attempts++;
  if (mock.answers.size() == 1) return &mock.answers.front();
  for (const auto number : {attempt, retry_count}) {
    for (const auto& answer : mock.answers) {
      if (answer.from <= number && number <= answer.to) return &answer;
    }
  }
  return nullptr;
}

void MockTaskRunner::Start(TaskRequest request, TaskReply reply) {
  const auto mock = mocks_.find(request.state);
  if (mock == mocks_.end()) {
    if (otherwise_ != nullptr) return otherwise_->Start(std::move(request), std::move(reply));
    return reply.Fail(
        {std::string(error_name::kTaskFailed), "there is no mock for the state " + JsonQuote(request.state)});
  }
  const auto* answer = AnswerTo(mock->second, request.retry_count);
  if (answer == nullptr) {
    return reply.Fail({std::string(error_name::kTaskFailed),
                       "the mock of the state " + JsonQuote(request.state) + " has no result for attempt " +
                           std::to_string(mock->second.attempts - 1)});
  }
  if (!answer->outcome) return reply.Fail(answer->outcome.error());
  // With a function's ARN as resource the result is the payload, but its mock has the format of Invoke's
  // response.
  const auto* payload = IsFunction(request.resource) ? answer->outcome->Find("Payload") : nullptr;
  reply.Succeed(payload != nullptr ? *payload : *answer->outcome);
}

void MockTaskRunner::Cancel(std::uint64_t id) {
  if (otherwise_ != nullptr) otherwise_->Cancel(id);
}

}  // namespace fxlake::asl
