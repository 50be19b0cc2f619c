// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/custom_sql.h"

#include <gtest/gtest.h>

namespace fxlake::quality {
namespace {

TEST(CustomSql, IsACountOfRowsInOneFormOnly) {
  const auto check = [](std::string_view sql, std::string_view expected) {
    const auto counted = AsRowCount(sql);
    EXPECT_EQ(counted ? counted->relation + "|" + counted->condition : "-", expected) << sql;
  };
  check("select count(*) from jumps", "jumps|");
  check("SELECT COUNT( * )\nFROM jumps WHERE size > 200", "jumps| size > 200");
  check("select count(*) from jumps where name = 'group by' and a = 1", "jumps| name = 'group by' and a = 1");
  check("select count(*) from jumps j where j.size > 1", "-");
  check("select count(*) from jumps, pairs", "-");
  check("select count(*) from jumps where", "-");
  check("select count(*) from lake.jumps", "-");
  check("select count(*), 1 from jumps", "-");
  check("select count(distinct a) from jumps", "-");
  check("select count(*) from jumps where size > 1 group by a", "-");
  check("select count(*) from jumps where size > (select 1)", "-");
  check("select count(*) from jumps where size > 1 -- large", "-");
  check("select max(rate) from jumps", "-");
  check("", "-");
}

}  // namespace
}  // namespace fxlake::quality
