// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/config_template.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::optional<std::string> file;
  std::vector<std::string> sources;
};

// As the file is to name it: a folder is seen from the file's, which need not be this one.
std::string LakeAsSeenFrom(const std::filesystem::path& file, const std::string& lake) {
  if (lake.contains("://") || !file.has_parent_path()) return lake;
  return std::filesystem::absolute(lake).lexically_normal().string();
}

Result<void> WriteNew(const std::string& path, std::string_view text) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wbx"), std::fclose);
  if (!file && errno == EEXIST) return Conflict("writing the configuration: file exists: " + path);
  if (!file) return Denied(fmt::format("writing the configuration {}: {}", path, std::strerror(errno)));
  if (std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() || std::fflush(file.get()) != 0)
    return Unavailable(fmt::format("writing the configuration {}: {}", path, std::strerror(errno)));
  return {};
}

Result<int> Init(Session& session, const Options& options) {
  const auto path = options.file.value_or("fxlake.toml");
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  for (const auto& source : options.sources) RETURN_IF_ERROR(catalog->Find(source));
  RETURN_IF_ERROR(
      WriteNew(path, ConfigTemplate(LakeAsSeenFrom(path, session.options().lake), options.sources)));
  session.Print(fmt::format(
      "wrote {0}\n\nNext:\n  export FXLAKE_CONFIG={0}\n  fxlake run\n  fxlake serve --schedule\n", path));
  return kSuccess;
}

}  // namespace

Command InitCommand() {
  return {"init", "Write a commented fxlake.toml",
          "The file sets the lake and the sources; every other key is a comment that explains it. An "
          "existing file is not "
          "changed.\n\nExamples:\n"
          "  fxlake init\n"
          "  fxlake init --source ecb --source nbp --lake s3://rates/lake\n"
          "  fxlake init /etc/fxlake/fxlake.toml --lake /var/lib/fxlake",
          [](Arguments& arguments) -> Action {
            const auto options = std::make_shared<Options>();
            arguments.Word("file", options->file, "File to write. Default: fxlake.toml");
            arguments.Option("--source", options->sources,
                             "Source to enable (repeatable). Default: the sources enabled in their files.");
            return [options](Session& session) { return Init(session, *options); };
          }};
}

}  // namespace fxlake::cli
