// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake {

// What went wrong, as far as any caller acts differently on it. error.cc holds the one table that maps a
// kind to its name, whether asking again may help, an HTTP status, a States Language error name and an exit
// code.
enum class ErrorKind {
  invalid_input,  // what was given breaks a rule: fix it
  not_found,      // it is not there
  conflict,       // somebody else was first: read again and retry the whole step
  unavailable,    // the other side did not answer properly: the same call may succeed later
  throttled,      // the other side asks for a slower pace
  denied,         // no permission
  corrupt,        // stored bytes are not what was written
  internal,       // a broken promise of this program
};

struct ErrorTraits {
  std::string_view name;
  bool retryable;
  int http_status;
  std::string_view asl_name;
  int exit_code;
};

const ErrorTraits& TraitsOf(ErrorKind kind);

// An error as a value. The message reads from the outside in, the fact last:
// `reading ECB feed: currency code is not three letters: "EU"`.
class Error {
 public:
  Error(ErrorKind kind, std::string message) : kind_(kind), message_(std::move(message)) {}

  ErrorKind kind() const { return kind_; }
  const std::string& message() const { return message_; }
  bool retryable() const { return TraitsOf(kind_).retryable; }

  // The same error seen from further outside: `context: message`.
  [[nodiscard]] Error In(std::string_view context) const;

  friend bool operator==(const Error&, const Error&) = default;

 private:
  ErrorKind kind_;
  std::string message_;
};

Error InvalidInput(std::string message);
Error NotFound(std::string message);
Error Conflict(std::string message);
Error Unavailable(std::string message);
Error Throttled(std::string message);
Error Denied(std::string message);
Error Corrupt(std::string message);
Error Internal(std::string message);

}  // namespace fxlake
