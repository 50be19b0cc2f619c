// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/session.h"

#include "fxlake/aws/open_store.h"
#include "fxlake/base/printable.h"
#include "fxlake/cli/configured_http_client.h"
#include "fxlake/env/polite_http_client.h"
#include "fxlake/env/replay_http_client.h"
#include "fxlake/env/retrying_http_client.h"
#include "fxlake/env/secret_http_client.h"
#include "fxlake/tables/publisher.h"

namespace fxlake::cli {

Session::Session(const ProcessEnvironment& environment, GlobalOptions options, Config config)
    : environment_(environment), options_(std::move(options)), config_(std::move(config)) {}
Session::~Session() = default;

Result<env::Clock*> Session::Clock() {
  if (!options_.today) return &environment_.clock;
  if (!shifted_) {
    ASSIGN_OR_RETURN(const auto today, Date::Parse(*options_.today).In("reading --today"));
    shifted_ = std::make_unique<env::ShiftedClock>(environment_.clock, today);
  }
  return shifted_.get();
}

aws::AwsContext Session::AwsContext() const {
  return {environment_.network, environment_.clock, environment_.random, environment_.variable};
}

Result<lake::Lake> Session::Lake() {
  if (options_.raw && !raw_store_) {
    ASSIGN_OR_RETURN(raw_store_, aws::OpenStore(*options_.raw, AwsContext()));
  }
  if (!store_) {
    ASSIGN_OR_RETURN(store_, aws::OpenStore(options_.lake, AwsContext()));
  }
  return lake::Lake{raw_store_ ? *raw_store_ : *store_, *store_};
}

Result<tables::Publisher*> Session::Publisher() {
  if (!config_.tables.value_or(true)) return nullptr;
  if (!publisher_) {
    ASSIGN_OR_RETURN(const auto lake, Lake());
    ASSIGN_OR_RETURN(auto root, aws::RootOf(options_.lake, AwsContext()));
    publisher_ = std::make_unique<tables::Publisher>(
        tables::PublisherContext{lake.processed, std::move(root), environment_.clock, environment_.random});
  }
  return publisher_.get();
}

Result<Session::NoteCommit> Session::CommitNote() {
  ASSIGN_OR_RETURN(auto* publisher, Publisher());
  if (publisher == nullptr) return NoteCommit();
  return NoteCommit(
      [publisher](const lake::Manifest& manifest, std::map<std::string, std::string> partitions) {
        publisher->Note(manifest, std::move(partitions));
      });
}

Result<void> Session::PublishTables(const std::string& run) {
  ASSIGN_OR_RETURN(auto* publisher, Publisher());
  if (publisher == nullptr) return {};
  const auto published = publisher->Publish(run);
  if (published) return {};
  // A lake that was moved or copied still works; its tables are those of the other place.
  const auto other = publisher->OtherLocation();
  if (!other || other->empty()) return published.error();
  Note(fmt::format(
      "the open tables were not published, because they belong to {}: \"fxlake publish --replace\" "
      "creates them for this lake",
      *other));
  return {};
}

Result<const sources::Catalog*> Session::Catalog() {
  if (!catalog_) {
    const auto folder = options_.sources_folder
                            ? std::optional<std::filesystem::path>(*options_.sources_folder)
                            : std::nullopt;
    ASSIGN_OR_RETURN(auto catalog, sources::Catalog::Open(environment_.sources, folder));
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
    configured_ = std::make_unique<ConfiguredHttpClient>(environment_.network, config_);
    secrets_ = std::make_unique<env::SecretHttpClient>(*configured_, environment_.variable);
    polite_ = std::make_unique<env::PoliteHttpClient>(*secrets_, environment_.clock);
    http_ =
        std::make_unique<env::RetryingHttpClient>(*polite_, environment_.clock, environment_.random, policy);
  }
  return http_.get();
}

void Session::Print(std::string_view text) { Write(Printable(text)); }

void Session::Write(std::string_view data) { std::fwrite(data.data(), 1, data.size(), environment_.out); }

void Session::Note(std::string_view text) {
  if (options_.quiet) return;
  const auto formatted = Printable(text);
  std::fwrite(formatted.data(), 1, formatted.size(), environment_.err);
  std::fputc('\n', environment_.err);
}

}  // namespace fxlake::cli
