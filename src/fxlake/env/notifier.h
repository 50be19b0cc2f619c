// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "fxlake/base/result.h"

namespace fxlake::env {

// What people are to be told.
struct Notification {
  std::string subject;  // one line
  std::string message;  // any text
};

// Tells people. An error never holds a secret: neither a password nor what a URL says besides its host.
// Errors: unavailable, throttled, denied, not_found, invalid_input.
class Notifier {
 public:
  virtual ~Notifier() = default;
  virtual Result<void> Notify(const Notification& notification) = 0;
  // For messages: "log", "webhook https://hooks.example.org", "e-mail to a@example.org".
  virtual std::string Describe() const = 0;
};

// Hands each notification to a function: to a log, or to a test.
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
