#!/usr/bin/env bash
# Kills the engine three times while one QEMU machine goes from powered off to Ready: in the agent's boot, in the image write, in the installed
# system's boot. Then applies once more, and looks that nothing was done twice and that the receipts verify.
source "$(dirname "${BASH_SOURCE[0]}")/../.ci/lib.sh"
cd "$ROOT"

say "Prerequisites"
need_dotnet
need_terraform
need_packages "${PACKAGES_BUILD[@]}" "${PACKAGES_RACK[@]}" "${PACKAGES_IMAGE[@]}"

say "Building"
dotnet build tests/Provisioning.EndToEnd.Tests -c Debug -v quiet --nologo
build_programs
build_agent_image
build_os_image

say "A machine whose engine is killed three times"
export BAREMETAL_PROGRAM=$BIN/baremetal BAREMETAL_AGENT_IMAGE=$AGENT_IMAGE BAREMETAL_OS_IMAGE=$OS_IMAGE
exec tests/Provisioning.EndToEnd.Tests/bin/Debug/net10.0/Provisioning.EndToEnd.Tests --no-ansi --output detailed --filter-class "*MachineKillTests"
