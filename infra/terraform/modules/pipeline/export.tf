# SPDX-License-Identifier: Apache-2.0
# After each successful execution, exports the latest value of every rate as CSV.
locals {
  exports = var.exports ? toset(["csv"]) : toset([])
}

resource "aws_cloudwatch_event_rule" "export" {
  for_each = local.exports

  name        = var.names.export
  description = "A successful execution of ${var.names.state_machine}"

  event_pattern = jsonencode({
    source      = ["aws.states"]
    detail-type = ["Step Functions Execution Status Change"]
    detail      = { status = ["SUCCEEDED"], stateMachineArn = [aws_sfn_state_machine.machine["workflow"].arn] }
  })
}

resource "aws_cloudwatch_event_target" "export" {
  for_each = local.exports

  rule       = aws_cloudwatch_event_rule.export[each.key].name
  arn        = aws_sfn_state_machine.machine["export"].arn
  role_arn   = var.roles["export_rule"]
  input_path = "$.detail"

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }
}
