// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake {

// Kinds of error; a kind exists only where a caller acts differently on it. error.cc maps each kind to its
// name, whether a retry may help, an HTTP status, a States Language error name and an exit code.
enum class ErrorKind {
  invalid_input,  // the input violates a rule; the caller must change it
  not_found,      // it does not exist
  conflict,       // another writer was first: read again and retry the whole step
  unavailable,    // no proper response: the same call may succeed later
  throttled,      // the rate limit of the other side was reached
  denied,         // no permission
  corrupt,        // stored bytes differ from what was written
  internal,       // a bug in this program
};

struct ErrorTraits {
  std::string_view name;
  bool retryable;
  int http_status;
  std::string_view asl_name;
  int exit_code;
};

const ErrorTraits& TraitsOf(ErrorKind kind);

// An error value. The message reads from the outermost context inwards, the cause last: `reading ECB feed:
// currency code is not three letters: "EU"`.
class Error {
 public:
  Error(ErrorKind kind, std::string message) : kind_(kind), message_(std::move(message)) {}

  ErrorKind kind() const { return kind_; }
  const std::string& message() const { return message_; }
  bool retryable() const { return TraitsOf(kind_).retryable; }

  // The same error with a context prepended: `context: message`.
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
