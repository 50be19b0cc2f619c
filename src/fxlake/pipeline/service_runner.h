// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "fxlake/asl/run/task_runner.h"
#include "fxlake/pipeline/thread_pool.h"

namespace fxlake::pipeline {

// One service integration of the States Language, such as lambda:invoke: parameters in, AWS's answer or AWS's
// error out.
using Service = std::function<asl::Evaluated<Json>(const asl::TaskRequest& request)>;

// One that answers later than it returns.
using LateService = std::function<void(const asl::TaskRequest& request, asl::TaskReply reply)>;

// Does the tasks of a workflow in this process: each resource is a service, done on the threads of a lane.
// What is under way when this ends is waited for.
class ServiceRunner : public asl::TaskRunner {
 public:
  // `before_each` is called on the thread that is about to do a task.
  explicit ServiceRunner(std::function<void()> before_each = {}) : before_each_(std::move(before_each)) {}

  // The lane must outlive this.
  void Add(const std::string& resource, ThreadPool& pool, Service service);
  void AddLate(const std::string& resource, ThreadPool& pool, LateService service);
  // What is told of every task that nobody waits for any more.
  void OnCancel(std::function<void(std::uint64_t task)> cancel) { cancel_ = std::move(cancel); }

  void Start(asl::TaskRequest request, asl::TaskReply reply) override;
  void Cancel(std::uint64_t task) override {
    if (cancel_) cancel_(task);
  }

 private:
  struct Entry {
    ThreadPool* pool;
    LateService service;
  };
  std::function<void()> before_each_;
  std::unordered_map<std::string, Entry> services_;
  std::function<void(std::uint64_t task)> cancel_;
};

}  // namespace fxlake::pipeline
