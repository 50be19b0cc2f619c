// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/graph.h"

#include <gtest/gtest.h>

#include "fxlake/asl/definition/definition.h"

namespace fxlake::asl {
namespace {

constexpr std::string_view kDefinition = R"({"StartAt":"Pick","States":{
  "Pick":{"Type":"Choice","Choices":[{"Variable":"$.a","StringEquals":"x","Next":"Each"}],"Default":"Bad"},
  "Each":{"Type":"Map","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Bad"}],"ItemProcessor":{"StartAt":"In","States":{"In":{"Type":"Pass","End":true}}},"End":true},
  "Bad":{"Type":"Fail"}}})";

TEST(Graph, Mermaid) {
  EXPECT_EQ(ToMermaid(*ReadDefinition(kDefinition).machine), R"(flowchart TD
  p1(( ))
  p1 --> s1
  s1{"Pick : Choice"}
  s1 -->|"$.a StringEquals #quot;x#quot;"| s2
  s1 -->|"Default"| s3
  s2["Each : Map"]
  p2((( )))
  s2 --> p2
  s2 -.->|"States.ALL"| s3
  subgraph box1 ["Each: for each item"]
    p3(( ))
    p3 --> s4
    s4["In : Pass"]
    p4((( )))
    s4 --> p4
  end
  s2 --> s4
  s3["Bad : Fail"]
  p5((( )))
  s3 --> p5
)");
}

TEST(Graph, Dot) {
  const auto dot = ToDot(*ReadDefinition(kDefinition).machine);
  for (const std::string_view line :
       {"digraph machine {\n", "  s1 [label=\"Pick\\nChoice\", shape=diamond];\n",
        "  s1 -> s2 [label=\"$.a StringEquals \\\"x\\\"\"];\n",
        "  s2 -> s3 [label=\"States.ALL\", style=dotted];\n",
        "  subgraph cluster_box1 {\n    label=\"Each: for each item\";\n"}) {
    EXPECT_TRUE(dot.contains(line)) << line << dot;
  }
}

}  // namespace
}  // namespace fxlake::asl
