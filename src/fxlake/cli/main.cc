// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/main.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <map>

#include "fxlake/base/nearest.h"
#include "fxlake/base/printable.h"
#include "fxlake/cli/command.h"
#include "fxlake/cli/command_line.h"
#include "fxlake/cli/help.h"
#include "fxlake/cli/parse_error_text.h"

namespace fxlake::cli {
namespace {

class Program {
 public:
  Program() : app_("", "fxlake") {
    app_.require_subcommand(0, 1);
    app_.fallthrough();
    app_.set_version_flag("--version", "fxlake " FXLAKE_VERSION);
    Arguments arguments(&app_);
    DeclareGlobalOptions(arguments, options_);
    app_.formatter_fn([](const CLI::App*, const std::string&, CLI::AppFormatMode) {
      return ProgramHelp(DescribeProgram());
    });
    for (auto& command : AllCommands()) Add(command);
  }

  int Run(int argc, const char* const* argv, const ProcessEnvironment& environment) {
    try {
      auto words = MarkedWords(argc, argv);
      std::ranges::reverse(words);  // the order that CLI11 expects
      app_.parse(std::move(words));
    } catch (const CLI::CallForVersion& version) {
      std::fprintf(environment.out, "%s\n", version.what());
      return kSuccess;
    } catch (const CLI::CallForHelp&) {
      std::fputs(app_.help().c_str(), environment.out);
      return kSuccess;
    } catch (const CLI::ParseError& error) {
      return Report(InvalidInput(Explain(error)), environment);
    }
    if (!selected_) {
      std::fputs(app_.help().c_str(), environment.out);
      return kSuccess;
    }
    auto config = options_.config_file ? ReadConfig(*options_.config_file) : Result<Config>(Config());
    if (!config) return Report(config.error(), environment);
    FillIn(*config);
    Session session(environment, options_, std::move(*config));
    try {
      const auto result = selected_(session);
      return result ? *result : Report(result.error(), environment);
    } catch (const std::exception& thrown) {
      return Report(Internal(std::string("internal error or insufficient memory: ") + thrown.what()),
                    environment);
    }
  }

 private:
  // Sets options that neither the command line nor the environment gave.
  void FillIn(const Config& config) {
    if (config.lake && app_.get_option("--lake")->empty()) options_.lake = *config.lake;
    if (!options_.raw) options_.raw = config.raw;
    if (!options_.sources_folder) options_.sources_folder = config.sources_folder;
  }

  int Report(const Error& error, const ProcessEnvironment& environment) {
    const auto& traits = TraitsOf(error.kind());
    if (options_.json)
      Session(environment, options_)
          .PrintJson(JsonObject({{"error", traits.name}, {"message", error.message()}}));
    std::fprintf(environment.err, "fxlake: %s\n", Printable(error.message()).c_str());
    return traits.exit_code;
  }

  // "fxlake source list", as far as the words select a command.
  std::string SelectedName() const {
    std::string name = "fxlake";
    for (const auto* app = &app_; !app->get_subcommands().empty();) {
      app = app->get_subcommands().front();
      name += " " + app->get_name();
    }
    return name;
  }

  std::string Explain(const CLI::ParseError& error) const {
    const auto name = SelectedName();
    const auto advice =
        "\n"
        "For help: " +
        name + " --help";
    const auto extra = app_.remaining(true);
    const auto group = name == "fxlake" ? "" : GroupHelp(DescribeProgram(), name.substr(7));
    if (extra.empty() && !group.empty()) return "reading the command line: a subcommand is missing\n" + group;
    if (extra.empty()) return "reading the command line: " + ParseErrorText(error) + advice;
    const auto description = DescribeProgram();
    const auto* command = name == "fxlake" ? nullptr : description.Find(name.substr(7));
    const auto word = WithoutMark(extra.front());
    std::vector<std::string_view> known;
    const bool option = word.starts_with('-') && !IsMarked(extra.front());
    if (!option && command != nullptr)
      return "reading the command line: unexpected argument: " + word + advice;
    if (!option) {
      for (const auto& each : description.commands)
        known.push_back(std::string_view(each.name).substr(0, each.name.find(' ')));
    } else {
      for (const auto& parameter : description.global)
        known.insert(known.end(), parameter.names.begin(), parameter.names.end());
    }
    if (option && command != nullptr) {
      for (const auto& parameter : command->parameters)
        known.insert(known.end(), parameter.names.begin(), parameter.names.end());
    }
    return std::string("reading the command line: unknown ") + (option ? "option " : "command ") + word +
           DidYouMean(word, known) + advice;
  }

  // "source list" belongs to the group "source", which its first command creates.
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
      found->formatter_fn([group](const CLI::App*, const std::string&, CLI::AppFormatMode) {
        return GroupHelp(DescribeProgram(), group);
      });
    }
    return *found;
  }

  void Add(const Command& command) {
    auto name = command.name;
    auto* app = GroupOf(name).add_subcommand(std::string(name), "");
    app->fallthrough();
    app->formatter_fn(
        [full = std::string(command.name)](const CLI::App*, const std::string&, CLI::AppFormatMode) {
          const auto description = DescribeProgram();
          return CommandHelp(description, *description.Find(full));
        });
    Arguments arguments(app);
    app->callback([this, action = command.declare(arguments)] { selected_ = action; });
  }

  CLI::App app_;
  GlobalOptions options_;
  std::map<std::string, CLI::App*> groups_;
  Action selected_;
};

}  // namespace

int Main(int argc, const char* const* argv, const ProcessEnvironment& environment) {
  return Program().Run(argc, argv, environment);
}

}  // namespace fxlake::cli
