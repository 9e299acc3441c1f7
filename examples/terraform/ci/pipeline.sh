#!/usr/bin/env bash
# What CI runs, one step a job or all in one:  pipeline.sh check | plan | policy | apply | drift
# Ends with 0 when all is well and 1 when not; drift ends with 2 when a machine is not as it was left.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export TF_IN_AUTOMATION=1 TF_INPUT=0

case "${1:-}" in
check)
  terraform fmt -check -diff
  terraform init >/dev/null
  terraform validate
  ;;
plan)
  terraform init >/dev/null
  code=0
  terraform plan -out=plan.bin -detailed-exitcode || code=$?
  case $code in
  0) echo "nothing to do" ;;
  2) echo "there is something to do: plan.bin" ;;
  *) exit "$code" ;;
  esac
  terraform show -json plan.bin >plan.json
  ;;
policy)
  # An answer that cannot be had is a no: set -e ends the script when jq fails.
  violations=$(jq -rn -f policy.jq --slurpfile rules policy.json --arg now "${NOW:-$(date -u +%H:%M)}" plan.json)
  if [ -n "$violations" ]; then
    echo "$violations" >&2
    exit 1
  fi
  echo "the plan keeps to policy.json"
  ;;
apply)
  # Only what was planned and looked at. Terraform refuses a plan that is stale, and the engine a machine that is no longer as planned for.
  terraform init >/dev/null
  terraform apply plan.bin
  ;;
drift)
  # Reads only: no lock is taken, nothing is applied, and a BMC that does not answer is an error and not "no drift".
  terraform init >/dev/null
  BAREMETAL_ON_UNREACHABLE=fail terraform plan -refresh-only -lock=false -detailed-exitcode
  ;;
*)
  echo "usage: pipeline.sh check | plan | policy | apply | drift" >&2
  exit 64
  ;;
esac
