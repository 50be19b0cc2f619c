// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "fxlake/server/message/message.h"

namespace fxlake::server {

enum class ContentCoding { identity, gzip, zstd };

std::string_view NameOf(ContentCoding coding);
// The best coding that an Accept-Encoding header allows: zstd, then gzip.
ContentCoding ChooseCoding(std::string_view accept_encoding);
// Whether compression makes bodies of a media type smaller.
bool IsCompressible(std::string_view content_type);

// The body, compressed while it is sent.
std::unique_ptr<BodyStream> Compress(std::unique_ptr<BodyStream> body, ContentCoding coding);
std::string Compress(std::string_view body, ContentCoding coding);

}  // namespace fxlake::server
