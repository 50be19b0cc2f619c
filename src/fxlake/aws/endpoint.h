// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/aws/surroundings.h"
#include "fxlake/base/result.h"

namespace fxlake::aws {

// The region in use: AWS_REGION, AWS_DEFAULT_REGION, the profile's; "" when none of them says.
Result<std::string> ConfiguredRegion(const Surroundings& surroundings);

// An endpoint that was set in place of AWS's, without a slash at its end: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's
// endpoint_url; "" when there is none. `service` is in small letters.
std::string CustomEndpoint(const Surroundings& surroundings, const std::string& service);

// Where a service is asked: the custom endpoint, or https://<service>.<region>.amazonaws.com.
std::string ServiceEndpoint(const Surroundings& surroundings, const std::string& service, const std::string& region);

// amazonaws.com, or what it is called in the partition of that region.
std::string DomainOf(const std::string& region);

}  // namespace fxlake::aws
