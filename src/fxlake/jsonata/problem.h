// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace fxlake::jsonata {

// What a message is about; each part has its place in the message of some codes.
struct ProblemDetails {
  std::string token = {};  // operator, name or function
  std::string value = {};  // as it is shown
  std::string value2 = {};
  std::size_t index = 0;  // of an argument, from 1
  std::string type = {};
};

// Why an expression is not valid, or why it gave no value.
struct Problem {
  std::string code;  // of JSONata's documentation: S.. syntax, T.. types, D.. values, U.. limits
  std::string message;
  std::size_t position = 0;  // the UTF-16 unit behind what is wrong
  std::string token;
};

// The problem of that code with its message.
Problem MakeProblem(std::string_view code, std::size_t position, const ProblemDetails& details);

}  // namespace fxlake::jsonata
