// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/catalog.h"

#include <gtest/gtest.h>

namespace fxlake::sources {
namespace {

constexpr std::string_view kRest = R"(title = "A bank"
home_currency = "EUR"
first_day = 1999-01-04
[parameters]
series = "EXR"
[[endpoint]]
name = "all"
url = "https://bank.example/{series}"
reader = "body"
[read.body]
format = "csv"
date = "d"
base = "b"
quote = "q"
rate = "r"
)";

Result<Catalog> Banks() {
  static const auto kBank = "name = \"bank\"\nenabled = true\n" + std::string(kRest);
  static const auto kOther = "name = \"other\"\n" + std::string(kRest);
  static const BuiltInFile kFiles[] = {{"bank.toml", kBank},
                                       {"broken.toml", "name = \"broken\"\ntitel = 1"},
                                       {"misnamed.toml", kOther},
                                       {"other.toml", kOther}};
  return Catalog::Open(kFiles, std::nullopt);
}

std::string Found(const Catalog& catalog, const std::string& name) {
  const auto spec = catalog.Find(name);
  return spec ? (*spec)->name + " " + (*spec)->parameters.at("series") : spec.error().message();
}

void Check(const std::string& name, std::string_view expected) { EXPECT_EQ(Found(*Banks(), name), expected); }

TEST(Catalog, FindsASourceWhateverIsWrongWithOthers) {
  Check("bank", "bank EXR");
  Check("other", "other EXR");
}

TEST(Catalog, SaysWhatIsWrongWithTheRequestedOne) {
  Check("bnk", "there is no source \"bnk\"; did you mean bank?");
  Check("misnamed", "misnamed.toml: the source is named \"other\", so its file must be named other.toml");
  EXPECT_TRUE(Found(*Banks(), "broken").starts_with("broken.toml:")) << Found(*Banks(), "broken");
  EXPECT_FALSE(Banks()->All());
}

TEST(Catalog, KnowsWhatRunsByItself) {
  EXPECT_EQ(*Banks()->EnabledNames(), std::vector<std::string>{"bank"});
  EXPECT_EQ(Banks()->Names().size(), 4U);
}

TEST(Catalog, TakesOtherParameters) {
  auto catalog = *Banks();
  ASSERT_TRUE(catalog.SetParameters("bank", {{"series", "FX"}}));
  EXPECT_EQ(Found(catalog, "bank"), "bank FX");
  EXPECT_EQ(Found(catalog, "other"), "other EXR");
  EXPECT_EQ(catalog.SetParameters("bank", {{"serie", "FX"}}).error().message(),
            "the source bank has no parameter \"serie\"; did you mean series?");
}

}  // namespace
}  // namespace fxlake::sources
