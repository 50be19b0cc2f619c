// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "fxlake/sources/tree/walk_tree.h"

namespace fxlake::sources {

Result<void> WalkXml(std::string body, RowProgram& program, const OnRow& on_row) {
  pugi::xml_document document;
  // Stores an element's text in the element, which halves the number of nodes.
  constexpr auto kOptions = pugi::parse_default | pugi::parse_embed_pcdata;
  const auto parsed = document.load_buffer_inplace(body.data(), body.size(), kOptions, pugi::encoding_utf8);
  if (!parsed)
    return InvalidInput(
        fmt::format("not a complete XML document: {} at byte {}", parsed.description(), parsed.offset));
  return WalkTree(document, program, on_row);
}

}  // namespace fxlake::sources
