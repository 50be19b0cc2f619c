// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "fxlake/env/clock.h"
#include "fxlake/env/object_store.h"
#include "fxlake/env/process.h"

namespace fxlake::pipeline {

enum class WhenBusy { refuse, wait };

struct RunLockOptions {
  WhenBusy when_busy = WhenBusy::refuse;
  std::chrono::seconds lease{60};  // a holder that has not renewed for so long counts as gone
  std::chrono::milliseconds poll{250};
  // called once when waiting begins; may be empty
  std::function<void(const std::string& execution)> waiting_for = {};
};

// Allows one execution at a time on a lake: an object in the lake names the holder and is changed by
// compare-and-swap. The holder renews its lease; it is replaced when its process is known to have ended or
// its lease has expired. Needs the true time, because other processes compare it.
class RunLock {
 public:
  // Errors: conflict when another execution is in progress and must not be waited for; the store's.
  static Result<std::unique_ptr<RunLock>> Take(env::ObjectStore& store, env::Clock& clock,
                                               env::Processes& processes, const std::string& execution,
                                               const RunLockOptions& options);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  // The execution that was killed while it held the lock, if any.
  const std::optional<std::string>& abandoned() const { return abandoned_; }
  // Stop is requested when the lock is lost: another execution considers this one gone.
  std::stop_token lost() const { return lost_.get_token(); }

 private:
  RunLock(env::ObjectStore& store, env::Clock& clock, std::string content_without_lease,
          std::chrono::seconds lease);
  void KeepRenewing(const std::stop_token& stop);
  // Puts the content that `make` gives in the place of this one's; what is thrown on the way is an error.
  Result<std::string> Replace(const std::function<std::string()>& make);
  std::string Content() const;

  env::ObjectStore& store_;
  env::Clock& clock_;
  const std::string holder_;  // JSON without the end of the lease
  const std::chrono::seconds lease_;
  std::optional<std::string> abandoned_;
  std::stop_source lost_;
  std::string etag_;
  std::mutex guard_;
  std::condition_variable_any stopped_;
  std::jthread renewal_;
};

}  // namespace fxlake::pipeline
