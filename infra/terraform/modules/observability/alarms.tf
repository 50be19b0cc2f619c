# SPDX-License-Identifier: Apache-2.0
# One row per alarm. A test verifies that AWS or FXLake publishes its metric, and what each would do on good and bad days.
#
# Alarms are states, not pulses. A metric that is published with every run, zeros too, keeps its alarm until the next run says otherwise
# (missing = "ignore"). A count that AWS publishes only when something went wrong keeps its alarm for a day (hours = 24).
#
# One failure, one message. The workflow itself reports a failed source, rule, or step; the alarms that watch the same are states to look at
# and send nothing. Those with mails = true watch what the workflow cannot report.
locals {
  here          = "${var.context.region}:${var.context.account_id}"
  state_machine = "arn:${var.context.partition}:states:${local.here}:stateMachine:${var.names.state_machine}"
  backfill      = "arn:${var.context.partition}:states:${local.here}:stateMachine:${var.names.backfill}"
  export        = "arn:${var.context.partition}:states:${local.here}:stateMachine:${var.names.export}"
  functions     = { ingest = var.names.ingest, transform = var.names.transform, validate = var.names.validate }
  one_day       = 24 * 3600

  execution_alarms = {
    execution-failed    = { namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = local.state_machine }, description = "An execution failed: a source, a quality rule, or a step" }
    execution-timed-out = { namespace = "AWS/States", metric = "ExecutionsTimedOut", dimensions = { StateMachineArn = local.state_machine }, description = "An execution timed out", mails = true }
    execution-aborted   = { namespace = "AWS/States", metric = "ExecutionsAborted", dimensions = { StateMachineArn = local.state_machine }, description = "An execution was aborted", mails = true }
    execution-throttled = { namespace = "AWS/States", metric = "ExecutionThrottled", dimensions = { StateMachineArn = local.state_machine }, description = "Steps of an execution were throttled" }
    backfill-failed     = { namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = local.backfill }, description = "Years of a backfill failed; the output of the execution names them", mails = true }
    backfill-timed-out  = { namespace = "AWS/States", metric = "ExecutionsTimedOut", dimensions = { StateMachineArn = local.backfill }, description = "A backfill ran longer than a day", mails = true }
    no-execution = {
      namespace = "AWS/States", metric = "ExecutionsStarted", dimensions = { StateMachineArn = local.state_machine }, description = "No execution started in four days; the longest regular pause is a weekend"
      # Without data it has no state. A new stack has none either, but only a change of state sends a message.
      below = 1, period = local.one_day, periods = 4, missing = "missing", mails_without_data = true
    }
  }

  function_alarms = merge([for key, name in local.functions : {
    "${key}-errors"    = { namespace = "AWS/Lambda", metric = "Errors", dimensions = { FunctionName = name }, description = "Calls of the function failed" }
    "${key}-throttles" = { namespace = "AWS/Lambda", metric = "Throttles", dimensions = { FunctionName = name }, description = "Calls of the function were throttled" }
    "${key}-duration"  = { namespace = "AWS/Lambda", metric = "Duration", dimensions = { FunctionName = name }, description = "A call took more than 80 % of its timeout", statistic = "Maximum", above = var.timeouts[key] * 800 }
  }]...)

  delivery_alarms = {
    dead-letters     = { namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = var.names.dead_letters }, description = "A start failed after all retries and is in the queue", statistic = "Maximum", missing = "ignore", mails = true }
    schedule-errors  = { namespace = "AWS/Scheduler", metric = "TargetErrorCount", dimensions = { ScheduleGroup = var.names.schedule_group }, description = "The schedule could not start the workflow" }
    schedule-dropped = { namespace = "AWS/Scheduler", metric = "InvocationDroppedCount", dimensions = { ScheduleGroup = var.names.schedule_group }, description = "The schedule dropped a start of the workflow" }
  }

  event_alarms = { for key, rule in local.rules : key => {
    namespace = "AWS/Events", metric = "TriggeredRules", dimensions = { RuleName = "${var.context.prefix}-${key}" }, description = rule.description
  } }

  source_alarms = merge([for source in var.sources : {
    "${source}-stale"              = { namespace = var.names.namespace, metric = "StaleDays", dimensions = { Source = source }, description = "The source is more than one publication day behind its calendar", statistic = "Maximum", above = 1, missing = "ignore" }
    "${source}-quarantined"        = { namespace = var.names.namespace, metric = "RowsQuarantined", dimensions = { Source = source }, description = "Rows of the source were rejected", missing = "ignore" }
    "${source}-ingest-failures"    = { namespace = var.names.namespace, metric = "IngestFailures", dimensions = { Source = source }, description = "The fetch of the source failed", missing = "ignore" }
    "${source}-transform-failures" = { namespace = var.names.namespace, metric = "TransformFailures", dimensions = { Source = source }, description = "The transform of the source failed", missing = "ignore" }
  }]...)

  check_alarms = {
    checks-failed = { namespace = var.names.namespace, metric = "QualityRulesFailed", dimensions = {}, description = "A quality rule failed", missing = "ignore" }
    empty-results = { namespace = var.names.namespace, metric = "EmptyResults", dimensions = {}, description = "The quality statement returned nothing; the rules were not evaluated", missing = "ignore" }
  }

  audit_alarms = var.trail ? {
    unauthorized-calls = { namespace = var.names.namespace, metric = "UnauthorizedCalls", dimensions = {}, description = "API calls were denied", above = 5, mails = true }
  } : {}

  export_alarms = var.exports ? {
    export-failed = { namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = local.export }, description = "The export to CSV failed", mails = true }
  } : {}

  alarms = { for key, alarm in merge(
    local.execution_alarms, local.function_alarms, local.delivery_alarms, local.event_alarms,
    local.source_alarms, local.check_alarms, local.audit_alarms, local.export_alarms,
    ) : key => {
    namespace   = alarm.namespace
    metric      = alarm.metric
    dimensions  = alarm.dimensions
    description = alarm.description
    statistic   = try(alarm.statistic, "Sum")
    below       = try(alarm.below, null)
    above       = try(alarm.above, 0)
    missing     = try(alarm.missing, "notBreaching")
    period      = try(alarm.period, try(alarm.missing, "") == "ignore" ? 300 : 3600)
    periods     = try(alarm.periods, try(alarm.missing, "") == "ignore" ? 1 : 24)
    mails       = try(alarm.mails, false)
    mails_empty = try(alarm.mails_without_data, false)
  } }

  # The alarms that affect users of the rates.
  service_level = concat(
    [for key in ["execution-failed", "execution-timed-out", "checks-failed", "empty-results", "dead-letters"] : "ALARM(\"${var.context.prefix}-${key}\")"],
    [for source in var.sources : "ALARM(\"${var.context.prefix}-${source}-stale\")"],
    ["INSUFFICIENT_DATA(\"${var.context.prefix}-no-execution\")"],
  )
}

resource "aws_cloudwatch_metric_alarm" "alarm" {
  for_each = local.alarms

  alarm_name                = "${var.context.prefix}-${each.key}"
  alarm_description         = each.value.description
  namespace                 = each.value.namespace
  metric_name               = each.value.metric
  dimensions                = each.value.dimensions
  statistic                 = each.value.statistic
  period                    = each.value.period
  evaluation_periods        = each.value.periods
  datapoints_to_alarm       = 1
  comparison_operator       = each.value.below == null ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold                 = each.value.below == null ? each.value.above : each.value.below
  treat_missing_data        = each.value.missing
  alarm_actions             = each.value.mails ? [aws_sns_topic.notifications.arn] : []
  insufficient_data_actions = each.value.mails_empty ? [aws_sns_topic.notifications.arn] : []
  ok_actions                = []
}

# One state to page on: attach your pager's topic as its action. It sends no e-mail, since each of its causes does.
resource "aws_cloudwatch_composite_alarm" "service_level" {
  alarm_name        = "${var.context.prefix}-rates-not-dependable"
  alarm_description = "The rates of ${var.context.prefix} are missing, stale, or unchecked"
  alarm_rule        = join(" OR ", local.service_level)
  depends_on        = [aws_cloudwatch_metric_alarm.alarm]
}
