// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "fxlake/base/result.h"

namespace fxlake::env {

// A message to people.
struct Notification {
  std::string subject;  // one line
  std::string message;  // any text
};

// Delivers notifications to people. Errors never contain secrets: no password, and of a URL only the host.
// Errors: unavailable, throttled, denied, not_found, invalid_input.
class Notifier {
 public:
  virtual ~Notifier() = default;
  virtual Result<void> Notify(const Notification& notification) = 0;
  // For messages: "log", "webhook https://hooks.example.org", "e-mail to a@example.org".
  virtual std::string Describe() const = 0;
};

// Passes each notification to a function: a log, or a test.
class FunctionNotifier : public Notifier {
 public:
  FunctionNotifier(std::string name, std::function<void(const Notification&)> notify)
      : name_(std::move(name)), notify_(std::move(notify)) {}
  Result<void> Notify(const Notification& notification) override {
    notify_(notification);
    return {};
  }
  std::string Describe() const override { return name_; }

 private:
  std::string name_;
  std::function<void(const Notification&)> notify_;
};

}  // namespace fxlake::env
