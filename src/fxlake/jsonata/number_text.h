// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fxlake::jsonata {

// A number as ECMAScript writes it (ECMA-262, Number::toString): the fewest digits that read back equal,
// with an exponent from 1e21 and below 1e-6. Finite.
std::string NumberText(double number);
// The same, after rounding to `digits` significant ones (at most 17).
double RoundSignificant(double number, int digits);
// What $number accepts: decimal, or 0x, 0o and 0b with digits. nullopt when it is none, or not finite.
std::optional<double> ReadNumber(std::string_view text);
// `number` with exactly `places` digits after the point, the halves rounded to even. Finite.
std::string FixedText(double number, int places);
// Rounded to `places` digits after the point, negative for powers of ten; halves go to the even digit. Works
// on the shortest decimal text, as JSONata does.
double RoundHalfEven(double number, int places);

}  // namespace fxlake::jsonata
