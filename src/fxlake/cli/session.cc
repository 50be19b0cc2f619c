// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/session.h"

#include "fxlake/aws/open_store.h"
#include "fxlake/base/printable.h"
#include "fxlake/cli/configured_http_client.h"
#include "fxlake/env/polite_http_client.h"
#include "fxlake/env/replay_http_client.h"
#include "fxlake/env/retrying_http_client.h"
#include "fxlake/env/secret_http_client.h"

namespace fxlake::cli {

Session::Session(const World& world, GlobalOptions options, Config config)
    : world_(world), options_(std::move(options)), config_(std::move(config)) {}
Session::~Session() = default;

Result<env::Clock*> Session::Clock() {
  if (!options_.today) return &world_.clock;
  if (!shifted_) {
    ASSIGN_OR_RETURN(const auto today, Date::Parse(*options_.today).In("reading --today"));
    shifted_ = std::make_unique<env::ShiftedClock>(world_.clock, today);
  }
  return shifted_.get();
}

aws::Surroundings Session::Outside() const { return {world_.network, world_.clock, world_.random, world_.variable}; }

Result<lake::Lake> Session::Lake() {
  if (options_.raw && !raw_store_) {
    ASSIGN_OR_RETURN(raw_store_, aws::OpenStore(*options_.raw, Outside()));
  }
  if (!store_) {
    ASSIGN_OR_RETURN(store_, aws::OpenStore(options_.lake, Outside()));
  }
  return lake::Lake{raw_store_ ? *raw_store_ : *store_, *store_};
}

Result<const sources::Catalog*> Session::Catalog() {
  if (!catalog_) {
    const auto folder = options_.sources_folder ? std::optional<std::filesystem::path>(*options_.sources_folder) : std::nullopt;
    ASSIGN_OR_RETURN(auto catalog, sources::Catalog::Open(world_.sources, folder));
    RETURN_IF_ERROR(config_.Apply(catalog));
    catalog_ = std::move(catalog);
  }
  return &*catalog_;
}

Result<env::HttpClient*> Session::Http(const std::optional<std::string>& replay) {
  if (replay) {
    ASSIGN_OR_RETURN(auto recording, env::ReplayHttpClient::Open(*replay));
    http_ = std::make_unique<env::ReplayHttpClient>(std::move(recording));
  } else {
    env::RetryPolicy policy;
    policy.attempts = static_cast<int>(config_.attempts.value_or(policy.attempts));
    configured_ = std::make_unique<ConfiguredHttpClient>(world_.network, config_);
    secrets_ = std::make_unique<env::SecretHttpClient>(*configured_, world_.variable);
    polite_ = std::make_unique<env::PoliteHttpClient>(*secrets_, world_.clock);
    http_ = std::make_unique<env::RetryingHttpClient>(*polite_, world_.clock, world_.random, policy);
  }
  return http_.get();
}

void Session::Print(std::string_view text) { Write(Printable(text)); }

void Session::Write(std::string_view data) { std::fwrite(data.data(), 1, data.size(), world_.out); }

void Session::Remark(std::string_view text) {
  if (options_.quiet) return;
  const auto shown = Printable(text);
  std::fwrite(shown.data(), 1, shown.size(), world_.err);
  std::fputc('\n', world_.err);
}

}  // namespace fxlake::cli
