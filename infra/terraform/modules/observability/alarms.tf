# SPDX-License-Identifier: Apache-2.0
# Each alarm is a row. Its metric is one that AWS publishes or that FXLake writes: tests/infra_test.py compares.
locals {
  here          = "${var.context.region}:${var.context.account_id}"
  state_machine = "arn:${var.context.partition}:states:${local.here}:stateMachine:${var.names.state_machine}"
  backfill      = "arn:${var.context.partition}:states:${local.here}:stateMachine:${var.names.backfill}"
  export        = "arn:${var.context.partition}:states:${local.here}:stateMachine:${var.names.export}"
  functions     = { ingest = var.names.ingest, transform = var.names.transform, validate = var.names.validate }
  one_day       = 24 * 3600

  execution_alarms = {
    execution-failed    = { namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = local.state_machine }, says = "An execution failed: a source, a check or a step" }
    execution-timed-out = { namespace = "AWS/States", metric = "ExecutionsTimedOut", dimensions = { StateMachineArn = local.state_machine }, says = "An execution took longer than it may" }
    execution-aborted   = { namespace = "AWS/States", metric = "ExecutionsAborted", dimensions = { StateMachineArn = local.state_machine }, says = "Somebody ended an execution" }
    execution-throttled = { namespace = "AWS/States", metric = "ExecutionThrottled", dimensions = { StateMachineArn = local.state_machine }, says = "Steps of an execution had to wait" }
    backfill-failed     = { namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = local.backfill }, says = "Years of a backfill failed; its output names them" }
    backfill-timed-out  = { namespace = "AWS/States", metric = "ExecutionsTimedOut", dimensions = { StateMachineArn = local.backfill }, says = "A backfill took longer than a day" }
    no-execution = {
      namespace = "AWS/States", metric = "ExecutionsStarted", dimensions = { StateMachineArn = local.state_machine }, says = "No execution was started in four days: the longest pause is a weekend"
      below     = 1, period = local.one_day, periods = 4, missing = "breaching"
    }
  }

  function_alarms = merge([for key, name in local.functions : {
    "${key}-errors"    = { namespace = "AWS/Lambda", metric = "Errors", dimensions = { FunctionName = name }, says = "Calls of the function ended in an error" }
    "${key}-throttles" = { namespace = "AWS/Lambda", metric = "Throttles", dimensions = { FunctionName = name }, says = "Calls of the function were refused: too many at once" }
    "${key}-duration"  = { namespace = "AWS/Lambda", metric = "Duration", dimensions = { FunctionName = name }, says = "A call took over 80 % of the time after which it is ended", statistic = "Maximum", above = var.timeouts[key] * 800 }
  }]...)

  delivery_alarms = {
    dead-letters     = { namespace = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = var.names.dead_letters }, says = "A start failed for good and waits in the queue", statistic = "Maximum" }
    schedule-errors  = { namespace = "AWS/Scheduler", metric = "TargetErrorCount", dimensions = { ScheduleGroup = var.names.schedule_group }, says = "The schedule could not start the workflow" }
    schedule-dropped = { namespace = "AWS/Scheduler", metric = "InvocationDroppedCount", dimensions = { ScheduleGroup = var.names.schedule_group }, says = "The schedule gave up starting the workflow" }
  }

  event_alarms = { for key, rule in local.rules : key => {
    namespace = "AWS/Events", metric = "TriggeredRules", dimensions = { RuleName = "${var.context.prefix}-${key}" }, says = rule.description
  } }

  source_alarms = merge([for source in var.sources : {
    "${source}-stale"              = { namespace = var.names.namespace, metric = "StaleDays", dimensions = { Source = source }, says = "The source is over one publication day late by its own calendar", statistic = "Maximum", above = 1 }
    "${source}-quarantined"        = { namespace = var.names.namespace, metric = "RowsQuarantined", dimensions = { Source = source }, says = "Rows of the source could not be trusted" }
    "${source}-ingest-failures"    = { namespace = var.names.namespace, metric = "IngestFailures", dimensions = { Source = source }, says = "The source could not be asked" }
    "${source}-transform-failures" = { namespace = var.names.namespace, metric = "TransformFailures", dimensions = { Source = source }, says = "What the source sent could not be turned into tables" }
  }]...)

  check_alarms = {
    checks-failed = { namespace = var.names.namespace, metric = "QualityRulesFailed", dimensions = {}, says = "A quality rule failed" }
    empty-results = { namespace = var.names.namespace, metric = "EmptyResults", dimensions = {}, says = "The quality statement answered nothing: the checks did not run" }
  }

  audit_alarms = var.trail ? {
    unauthorized-calls = { namespace = var.names.namespace, metric = "UnauthorizedCalls", dimensions = {}, says = "Calls to AWS were refused", above = 5 }
  } : {}

  export_alarms = var.exports ? {
    export-failed = { namespace = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = local.export }, says = "The export to CSV failed" }
  } : {}

  alarms = { for key, alarm in merge(
    local.execution_alarms, local.function_alarms, local.delivery_alarms, local.event_alarms,
    local.source_alarms, local.check_alarms, local.audit_alarms, local.export_alarms,
    ) : key => {
    namespace  = alarm.namespace
    metric     = alarm.metric
    dimensions = alarm.dimensions
    says       = alarm.says
    statistic  = try(alarm.statistic, "Sum")
    below      = try(alarm.below, null)
    above      = try(alarm.above, 0)
    period     = try(alarm.period, 300)
    periods    = try(alarm.periods, 1)
    missing    = try(alarm.missing, "notBreaching")
  } }

  # What a user of the rates would notice.
  service_level = concat(
    ["execution-failed", "execution-timed-out", "no-execution", "checks-failed", "empty-results", "dead-letters"],
    [for source in var.sources : "${source}-stale"],
  )
}

resource "aws_cloudwatch_metric_alarm" "alarm" {
  for_each = local.alarms

  alarm_name          = "${var.context.prefix}-${each.key}"
  alarm_description   = each.value.says
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = each.value.period
  evaluation_periods  = each.value.periods
  comparison_operator = each.value.below == null ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = each.value.below == null ? each.value.above : each.value.below
  treat_missing_data  = each.value.missing
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]
}

resource "aws_cloudwatch_composite_alarm" "service_level" {
  alarm_name        = "${var.context.prefix}-rates-not-dependable"
  alarm_description = "Somebody who relies on the rates of ${var.context.prefix} would notice"
  alarm_rule        = join(" OR ", [for key in local.service_level : "ALARM(\"${aws_cloudwatch_metric_alarm.alarm[key].alarm_name}\")"])
  alarm_actions     = [aws_sns_topic.notifications.arn]
  ok_actions        = [aws_sns_topic.notifications.arn]
}
