// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "fxlake/asl/run/task_runner.h"
#include "fxlake/pipeline/thread_pool.h"

namespace fxlake::pipeline {

// A service integration of the States Language, such as lambda:invoke: parameters to AWS's response or error.
using Service = std::function<asl::Evaluated<Json>(const asl::TaskRequest& request)>;

// A service that may reply after it returns.
using LateService = std::function<void(const asl::TaskRequest& request, asl::TaskReply reply)>;

// Executes a workflow's tasks in this process: each resource is a service that runs on a thread pool. The
// destructor waits for tasks in progress.
class ServiceRunner : public asl::TaskRunner {
 public:
  // `before_each` is called on the task's thread before each task.
  explicit ServiceRunner(std::function<void()> before_each = {}) : before_each_(std::move(before_each)) {}

  // The pool must outlive this.
  void Add(const std::string& resource, ThreadPool& pool, Service service);
  void AddLate(const std::string& resource, ThreadPool& pool, LateService service);
  // Called for every task whose outcome is no longer needed.
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
