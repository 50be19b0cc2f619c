# SPDX-License-Identifier: Apache-2.0
locals {
  by_source = {
    "New rates"             = "ObservationsNew"
    "Revised rates"         = "ObservationsRevised"
    "Quarantined rows"      = "RowsQuarantined"
    "Bytes fetched"         = "BytesFetched"
    "Publication days late" = "StaleDays"
    "Failures to ask"       = "IngestFailures"
  }

  charts = concat(
    [
      {
        title = "Executions"
        lines = [for metric in ["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] : ["AWS/States", metric, "StateMachineArn", local.state_machine]]
      },
      {
        title = "Quality rules"
        lines = [for metric in ["QualityRulesPassed", "QualityRulesFailed", "EmptyResults"] : [var.names.namespace, metric]]
      },
      {
        title = "Seconds of a run"
        lines = [[var.names.namespace, "RunSeconds"]]
      },
      {
        title = "Duration of functions (ms)"
        lines = [for name in values(local.functions) : ["AWS/Lambda", "Duration", "FunctionName", name]]
      },
    ],
    [for title, metric in local.by_source : {
      title = title
      lines = [for source in var.sources : [var.names.namespace, metric, "Source", source]]
    }],
  )
}

resource "aws_cloudwatch_dashboard" "pipeline" {
  dashboard_name = var.context.prefix

  dashboard_body = jsonencode({
    widgets = concat(
      [{
        type   = "alarm"
        x      = 0
        y      = 0
        width  = 24
        height = 3
        properties = {
          title  = "Alarms"
          alarms = concat([aws_cloudwatch_composite_alarm.service_level.arn], [for alarm in aws_cloudwatch_metric_alarm.alarm : alarm.arn])
        }
      }],
      [for position, chart in local.charts : {
        type   = "metric"
        x      = position % 3 * 8
        y      = 3 + floor(position / 3) * 6
        width  = 8
        height = 6
        properties = {
          title   = chart.title
          region  = var.context.region
          metrics = chart.lines
          view    = "timeSeries"
          stat    = contains(["Seconds of a run", "Duration of functions (ms)", "Publication days late"], chart.title) ? "Maximum" : "Sum"
          period  = 3600
        }
      }],
    )
  })
}
