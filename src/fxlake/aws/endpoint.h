// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// The region in use: AWS_REGION, AWS_DEFAULT_REGION, the profile's; "" when none of them says.
Result<std::string> ConfiguredRegion(const AwsContext& aws_context);

// An endpoint that was set in place of AWS's, without a slash at its end: AWS_ENDPOINT_URL_<SERVICE>,
// AWS_ENDPOINT_URL, the profile's endpoint_url; "" when there is none. `service` is in small letters.
std::string CustomEndpoint(const AwsContext& aws_context, const std::string& service);

// Where a service is asked: the custom endpoint, or https://<service>.<region>.amazonaws.com.
std::string ServiceEndpoint(const AwsContext& aws_context, const std::string& service,
                            const std::string& region);

// amazonaws.com, or what it is called in the partition of that region.
std::string DomainOf(const std::string& region);

}  // namespace fxlake::aws
