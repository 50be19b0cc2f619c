// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/aws_context.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// The configured region: AWS_REGION, AWS_DEFAULT_REGION, or the profile's; "" when none is set.
Result<std::string> ConfiguredRegion(const AwsContext& aws_context);

// A custom endpoint without trailing slash: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, or the profile's
// endpoint_url; "" when none is set. `service` is in lower case.
std::string CustomEndpoint(const AwsContext& aws_context, const std::string& service);

// The URL of a service: the custom endpoint, or https://<service>.<region>.amazonaws.com.
std::string ServiceEndpoint(const AwsContext& aws_context, const std::string& service,
                            const std::string& region);

// amazonaws.com, or the domain of the partition that the region belongs to.
std::string DomainOf(const std::string& region);

}  // namespace fxlake::aws
