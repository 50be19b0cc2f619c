# SPDX-License-Identifier: Apache-2.0
# Tests the connections between modules, with a mock provider and without an account.
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_resource "aws_sfn_state_machine" {
    defaults = { arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:mock" }
  }
  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:mock" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mock" }
  }
  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/mock" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:mock" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:mock" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/mock" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mock" }
  }
}

variables {
  environment       = "dev"
  sns_email_address = "rates@example.com"
  package_dir       = "tests/package"
}

run "names" {
  command = plan

  assert {
    condition     = output.buckets["raw"] == "fxlake-dev-raw-123456789012"
    error_message = "Buckets are named by pipeline, environment, zone and account."
  }
  assert {
    condition     = output.lake == "s3://fxlake-dev-processed-123456789012"
    error_message = "The lake's address is that of the processed zone."
  }
  assert {
    condition     = output.database == "fxlake_dev"
    error_message = "Athena wants no hyphen in a database's name."
  }
}

run "chosen_names" {
  command = plan

  variables {
    bucket_names         = { raw = "my-raw" }
    ingest_function_name = "my-ingest"
  }
  assert {
    condition     = output.buckets["raw"] == "my-raw" && output.buckets["processed"] == "fxlake-dev-processed-123456789012"
    error_message = "A chosen bucket name takes the place of the made one, and of no other."
  }
  assert {
    condition     = contains(output.log_groups, "/aws/lambda/my-ingest")
    error_message = "A chosen function name reaches the log group."
  }
}

run "environments_must_be_known" {
  command = plan

  variables {
    environment = "test"
  }
  expect_failures = [var.environment]
}

run "plain_http_is_refused" {
  command = plan

  variables {
    fx_base_api_url = "http://api.example.com"
  }
  expect_failures = [var.fx_base_api_url]
}

run "formats_must_be_known" {
  command = plan

  variables {
    fx_output_format = "orc"
  }
  expect_failures = [var.fx_output_format]
}
