#!/usr/bin/env bash
# The main job on a simulated rack, from nothing: builds, starts a rack, runs the real terraform, shows drift, verifies receipts, takes it all down.
source "$(dirname "${BASH_SOURCE[0]}")/../../.ci/lib.sh"
HERE=$ROOT/examples/quickstart

say "Quickstart: the first run builds two native programs, a deploy image and an OS image, which may take ten minutes or more; later runs build what changed"
say "Prerequisites"
need_dotnet
need_terraform
need_packages "${PACKAGES_BUILD[@]}" "${PACKAGES_RACK[@]}" "${PACKAGES_IMAGE[@]}"
build_programs
build_agent_image
build_os_image

WORK=$(mktemp -d "${TMPDIR:-/tmp}/bmqs.XXXXXX")
export BAREMETAL_STATE=$WORK/state BAREMETAL_SITE=quickstart BMC_PASSWORD=rack-admin-01
export TF_CLI_CONFIG_FILE=$WORK/mirror/terraform.rc TF_IN_AUTOMATION=1
baremetal() { "$BIN/baremetal" "$@"; }
tf() { terraform -chdir="$WORK/tf" "$@"; }

down() {
  local code=$?
  say "Taking it down"
  if [ "$code" -ne 0 ]; then
    note "something went wrong (exit $code); the end of the engine's log:"
    tail -n 40 "$BAREMETAL_STATE"/quickstart/engine.log 2>/dev/null | sed 's/^/   | /' || true
  fi
  baremetal engine stop || true
  baremetal rack down --state "$WORK/rack" || true
  rm -rf "$WORK"
  exit "$code"
}
trap down EXIT

say "A rack: two simulated servers and one QEMU machine, all off, with empty disks"
baremetal rack up "$HERE/rack.yaml" --state "$WORK/rack" --detach >/dev/null
baremetal rack status --state "$WORK/rack"

say "terraform init"
provider_mirror "$WORK/mirror"
mkdir -p "$WORK/tf" && cp "$HERE"/*.tf "$WORK/tf/"
cat >"$WORK/tf/terraform.tfvars.json" <<JSON
{
  "rack": "$WORK/rack/rack.json",
  "media_port": $(free_port),
  "agent_image": "$AGENT_IMAGE",
  "os_image": { "url": "file://$OS_IMAGE/os.raw.zst", "sha256": "$(cut -d' ' -f1 "$OS_IMAGE/os.raw.zst.sha256")" }
}
JSON
tf init -input=false >"$WORK/init.log" || { cat "$WORK/init.log"; exit 1; }
note "the provider is installed from a local mirror, as on a site without internet"

say "terraform plan: what would happen, per machine; it reads the BMCs and changes nothing"
tf plan -input=false -out="$WORK/plan"

say "terraform apply: from powered off to Ready"
started=$SECONDS
tf apply -input=false "$WORK/plan"
note "$((SECONDS - started)) s for three machines, the QEMU machine's two boots under emulation included"
baremetal status

say "A second plan says that nothing is to be done"
tf plan -input=false -detailed-exitcode

say "Somebody changes a BIOS setting of node-1 at its console; terraform sees it by its path"
baremetal rack set node-1 bios.ProcTurboMode=Disabled --state "$WORK/rack"
code=0; tf plan -input=false -detailed-exitcode || code=$?
[ "$code" -eq 2 ] || die "the drift was not seen (plan ended with $code)"

say "terraform apply puts it right, with one restart"
tf apply -input=false -auto-approve

say "What the engine did, and why node-3 is where it is"
note "node-3 has a TPM, so its attestation is among the steps; status shows Attested? because it is recorded and no policy judges it yet"
baremetal history node-3 --limit 60
baremetal explain node-3

say "Receipts: one for each completed stage, signed and chained, verified without an engine"
baremetal receipts export --output "$WORK/receipts"
baremetal engine stop
baremetal receipts verify "$WORK/receipts" --key "$BAREMETAL_STATE/quickstart/keys/site.pub.pem"

say "Done: three machines went from powered off to Ready."
