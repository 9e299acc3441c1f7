#!/usr/bin/env bash
# Passes all tests. The only other thing it needs is the .NET 10 SDK and terraform; Debian packages are installed, and named.
# Usage: bash tests/run.sh [PROJECT…]   e.g. bash tests/run.sh Engine Bmc
source "$(dirname "${BASH_SOURCE[0]}")/../.ci/lib.sh"
cd "$ROOT"

say "Prerequisites"
need_dotnet
need_terraform
need_packages "${PACKAGES_BUILD[@]}" "${PACKAGES_RACK[@]}" "${PACKAGES_IMAGE[@]}" "${PACKAGES_PACK[@]}" "${PACKAGES_TEST[@]}"

say "Building the solution"
dotnet build Provisioning.sln -c Debug -v quiet --nologo -m:2 || die "the build failed"
# The format is looked at while the programs are made: it is one thread most of the time.
dotnet format Provisioning.sln --verify-no-changes --no-restore -v quiet &
format=$!

build_programs
build_agent_image
build_os_image
wait "$format" || die "the format is not clean: run dotnet format"

export BAREMETAL_PROGRAM=$BIN/baremetal
export BAREMETAL_AGENT_PROGRAM=$BIN/baremetal-agent
export BAREMETAL_AGENT_IMAGE=$AGENT_IMAGE
export BAREMETAL_OS_IMAGE=$OS_IMAGE
logs=$ROOT/artifacts/test-logs
mkdir -p "$logs"

projects=()
for folder in tests/*.Tests; do
  project=$(basename "$folder")
  short=${project#Provisioning.}; short=${short%.Tests}
  if [ $# -gt 0 ] && [[ " $* " != *" $short "* ]]; then continue; fi
  [ -x "$folder/bin/Debug/net10.0/$project" ] || die "$project was not built"
  # The longest first: the others run beside it.
  if [ "$short" = EndToEnd ]; then projects=("$project" "${projects[@]}"); else projects+=("$project"); fi
done

run_project() {
  local project=$1 code=0
  timeout --kill-after=30 1200 "tests/$project/bin/Debug/net10.0/$project" --no-progress --no-ansi --output detailed >"$logs/$project.log" 2>&1 || code=$?
  echo "$code" >"$logs/$project.code"
}

say "Testing, two projects at a time"
rm -f "$logs"/*.code
for project in "${projects[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
  run_project "$project" &
done
wait

passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  log=$logs/$project.log
  code=$(cat "$logs/$project.code")
  of() { sed -n "s/^ *$1: *\([0-9]*\)$/\1/p" "$log" | tail -n 1; }
  p=$(of succeeded) f=$(of failed) s=$(of skipped)
  # A run without a summary, or one that failed outside its tests, counts as a failure.
  if [ -z "$p" ]; then p=0 s=0 f=1; elif [ "$code" -ne 0 ] && [ "${f:-0}" -eq 0 ]; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%-42s %5d passed %3d failed %3d skipped   %s\n' "$project" "$p" "$f" "$s" "$(sed -n 's/^ *duration: *//p' "$log" | tail -n 1)"
  if [ "$f" -gt 0 ]; then
    [ "$code" -eq 124 ] && echo "   stopped after 1200 s"
    grep -vE '^(passed|skipped) ' "$log" | tail -n 80 | sed 's/^/   | /'
  fi
  [ "$s" -gt 0 ] && grep -A 1 -E '^skipped ' "$log" | grep -v '^--' | sed 's/^/   /' | head -n 20
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
