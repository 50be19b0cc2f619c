// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/jsonata/problem.h"
#include "fxlake/jsonata/value.h"

namespace fxlake::jsonata {

class Heap;

// What arguments a function takes, as "<s-nn?:s>" says: types, "?" for one that may be missing, "-" for one
// that is the context when it is missing, "+" for one or more.
class Signature {
 public:
  static std::expected<Signature, Problem> Parse(std::string_view text);

  // The arguments as the function gets them: a single value where an array is wanted becomes one, and the
  // context fills in. T0410, T0411 or T0412.
  std::expected<std::vector<Value>, Problem> Validate(std::vector<Value> arguments, const Value& context,
                                                      std::string_view function, Heap& heap) const;

 private:
  struct Parameter {
    std::string types;  // letters of what is taken
    char type = 'x';
    char subtype = '\0';  // of an array
    bool optional = false;
    bool repeated = false;
    bool context = false;
  };
  bool Match(const std::string& given, std::size_t at, std::size_t parameter,
             std::vector<std::size_t>& taken) const;
  std::size_t FirstWrong(const std::string& given) const;

  std::vector<Parameter> parameters_;
};

}  // namespace fxlake::jsonata
