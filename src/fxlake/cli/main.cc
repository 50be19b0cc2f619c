// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/main.h"

#include <CLI/CLI.hpp>
#include <map>

#include "fxlake/cli/command.h"

namespace fxlake::cli {
namespace {

constexpr std::string_view kDescription =
    "Exchange rates of central banks in a data lake that can be trusted: every byte kept, every number exact, every figure traceable.";

class Program {
 public:
  Program() : app_(std::string(kDescription), "fxlake") {
    app_.require_subcommand(0, 1);
    app_.fallthrough();
    app_.set_version_flag("--version", "fxlake " FXLAKE_VERSION);
    app_.add_option("--lake", options_.lake, "Where the lake is: a folder or file:// URI")->envname("FXLAKE_LAKE")->capture_default_str();
    app_.add_option("--sources", options_.sources_folder, "A folder of source files that add to or replace the built-in ones")->envname("FXLAKE_SOURCES");
    app_.add_option("--today", options_.today, "Take this day (YYYY-MM-DD) for today");
    app_.add_flag("--json", options_.json, "Answer in JSON on standard output");
    app_.add_flag("-q,--quiet", options_.quiet, "No remarks on standard error");
    for (auto& command : AllCommands()) Add(command);
  }

  int Run(int argc, const char* const* argv, const World& world) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      const int code = app_.exit(error);  // prints help, version or what is wrong
      return code == 0 ? kSuccess : TraitsOf(ErrorKind::invalid_input).exit_code;
    }
    if (!chosen_) {
      std::fputs(app_.help().c_str(), world.out);
      return kSuccess;
    }
    Session session(world, options_);
    const auto result = chosen_(session);
    if (result) return *result;
    if (options_.json) {
      session.PrintJson(JsonObject({{"error", TraitsOf(result.error().kind()).name}, {"message", result.error().message()}}));
    }
    std::fprintf(world.err, "fxlake: %s\n", result.error().message().c_str());
    return TraitsOf(result.error().kind()).exit_code;
  }

 private:
  // "source list" lies in the group "source", which is made by its first command.
  CLI::App& GroupOf(std::string_view& name) {
    const auto blank = name.find(' ');
    if (blank == std::string_view::npos) return app_;
    const std::string group(name.substr(0, blank));
    name.remove_prefix(blank + 1);
    auto& found = groups_[group];
    if (found == nullptr) {
      found = app_.add_subcommand(group, "");
      found->require_subcommand(1);
      found->fallthrough();
    }
    return *found;
  }

  void Add(const Command& command) {
    auto name = command.name;
    auto& group = GroupOf(name);
    auto* app = group.add_subcommand(std::string(name), std::string(command.summary));
    if (&group != &app_) {
      const auto known = group.get_description();
      group.description(known + (known.empty() ? "" : "; ") + std::string(command.summary));
    }
    app->fallthrough();
    app->footer(std::string(command.details));
    Arguments arguments(*app);
    app->callback([this, action = command.declare(arguments)] { chosen_ = action; });
  }

  CLI::App app_;
  GlobalOptions options_;
  std::map<std::string, CLI::App*> groups_;
  Action chosen_;
};

}  // namespace

int Main(int argc, const char* const* argv, const World& world) { return Program().Run(argc, argv, world); }

}  // namespace fxlake::cli
