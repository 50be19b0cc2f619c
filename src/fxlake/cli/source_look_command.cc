// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/sample.h"
#include "fxlake/sources/draft/look.h"

namespace fxlake::cli {

Command SourceLookCommand() {
  return {
      "source look", "Show the structure of a response in the terms of a source file",
      "Prints the format of the response; each path of a JSON or XML document with its number of occurrences "
      "and first values; the tables of a page, the sheets of a workbook, and the records of CSV, text and "
      "PDF, with cells in the order of #1, #2 and so on.\n"
      "\n"
      "Examples:\n"
      "  fxlake source look rates.xlsx\n"
      "  fxlake source look https://bank.example/rates.json",
      [](Arguments& arguments) -> Action {
        const auto sample = std::make_shared<std::string>();
        arguments.Word("sample", *sample, "File with a response, or the URL to fetch");
        return [sample](Session& session) -> Result<int> {
          ASSIGN_OR_RETURN(const auto bytes, ReadSample(session, *sample));
          ASSIGN_OR_RETURN(const auto seen, sources::Look(bytes).In("reading " + *sample));
          session.Print(seen);
          return kSuccess;
        };
      }};
}

}  // namespace fxlake::cli
