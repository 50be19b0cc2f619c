// SPDX-License-Identifier: Apache-2.0
// What AWS's own parser says of each ruleset on standard input, a NUL between two: a line `valid`, `invalid ...` or `error ...`.

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.parser.DQDLParser;

public class Verdicts {
  public static void main(String[] arguments) throws IOException {
    String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    for (String ruleset : input.split("\0")) {
      System.out.println(verdict(ruleset).replace('\n', ' '));
    }
  }

  private static String verdict(String ruleset) {
    try {
      new DQDLParser().parse(ruleset);
      return "valid";
    } catch (InvalidDataQualityRulesetException invalid) {
      return "invalid " + invalid.getMessage();
    } catch (RuntimeException failure) {
      return "error " + failure;
    }
  }
}
