# What the scripts share: packages, builds and a word about each step. Sourced by bash, from any folder.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BIN=$ROOT/artifacts/bin
AGENT_IMAGE=$ROOT/artifacts/agent
OS_IMAGE=$ROOT/artifacts/os-image

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Native programs are linked with gcc, SQLite and zlib.
PACKAGES_BUILD=(gcc libc6-dev zlib1g-dev libsqlite3-dev)
# A machine of the rack: QEMU with UEFI firmware and a TPM.
PACKAGES_RACK=(qemu-system-x86 qemu-utils ovmf swtpm swtpm-tools)
# The deploy image and the example's OS image.
PACKAGES_IMAGE=(systemd-boot-efi mtools xorriso dosfstools e2fsprogs fdisk kmod busybox-static zstd openssl curl)
# What others wrote, to test with.
PACKAGES_TEST=(redfishtool python3-sushy tpm2-tools sbsigntool gdisk binutils gzip cpio strace jq)

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
note() { printf '   %s\n' "$*"; }
die() { printf '\nerror: %s\n' "$*" >&2; exit 1; }

need_dotnet() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing; install it (Debian and Ubuntu: package dotnet-sdk-10.0 of Microsoft's archive), then run this again."
  local version; version=$(cd "$ROOT" && dotnet --version 2>/dev/null) || die "the .NET 10 SDK is missing; found: $(dotnet --list-sdks | tr '\n' ' ')"
  note ".NET SDK $version"
}

need_terraform() {
  command -v terraform >/dev/null || die "terraform 1.11 or newer is missing; put it on PATH, then run this again."
  local version; version=$(terraform version -json 2>/dev/null | sed -n 's/.*"terraform_version": *"\([0-9.]*\)".*/\1/p')
  [ "$(printf '%s\n1.11.0\n' "$version" | sort -V | head -n 1)" = 1.11.0 ] || die "terraform $version is too old; 1.11 is the first with write-only arguments."
  note "terraform $version"
}

# Installs the Debian packages that are missing, and says which.
need_packages() {
  local missing=() package
  command -v dpkg-query >/dev/null || { note "no dpkg here; these must be present in some form: $*"; return 0; }
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  note "installing Debian packages: ${missing[*]}"
  local run=()
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null || die "run as root, or install: apt-get install ${missing[*]}"; run=(sudo); }
  "${run[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# A publish for one platform restores more than a build does; it keeps its own lock, so that the ones in git stay what a build finds.
PUBLISH_LOCK=(-p:NuGetLockFilePath=obj/publish.lock.json -p:RestoreLockedMode=false)

# The executable: command, engine, rack and Terraform plugin in one file.
build_programs() {
  say "Building baremetal (NativeAOT; the first time takes a few minutes)"
  mkdir -p "$BIN"
  (cd "$ROOT" && dotnet publish provider/Provisioning.Provider/Provisioning.Provider.csproj -c Release -r linux-x64 \
    "${PUBLISH_LOCK[@]}" -p:CppCompilerAndLinker=gcc -o artifacts/publish/baremetal -v quiet --nologo)
  install -m 755 "$ROOT/artifacts/publish/baremetal/baremetal" "$BIN/baremetal.new"
  cmp -s "$BIN/baremetal.new" "$BIN/baremetal" 2>/dev/null && rm "$BIN/baremetal.new" || mv "$BIN/baremetal.new" "$BIN/baremetal"
  ln -sf baremetal "$BIN/terraform-provider-baremetal"
  note "$(du -h "$BIN/baremetal" | cut -f1) $BIN/baremetal"
}

# The agent that machines boot, and the deploy image around it.
build_agent_image() {
  say "Building the deploy image (kernel of Debian, our agent, one UKI for all machines)"
  (cd "$ROOT" && dotnet publish provider/Provisioning.Agent/Provisioning.Agent.csproj -c Release -r linux-x64 \
    "${PUBLISH_LOCK[@]}" -p:PublishAot=true -p:CppCompilerAndLinker=gcc -o artifacts/publish/agent -v quiet --nologo)
  install -m 755 "$ROOT/artifacts/publish/agent/baremetal-agent" "$BIN/baremetal-agent"
  if [ -f "$AGENT_IMAGE/agent.efi" ] && [ "$AGENT_IMAGE/agent.efi" -nt "$BIN/baremetal-agent" ] && [ "$AGENT_IMAGE/agent.efi" -nt "$BIN/baremetal" ]; then
    note "unchanged: $AGENT_IMAGE"
    return 0
  fi
  "$BIN/baremetal" agent build --agent "$BIN/baremetal-agent" --output "$AGENT_IMAGE"
}

# A tiny operating system to install.
build_os_image() {
  say "Building a small OS image (Debian's kernel and busybox) to install"
  bash "$ROOT/examples/quickstart/os-image/build.sh" "$OS_IMAGE"
}

# A port that is free now.
free_port() {
  bash -c 'for try in $(seq 50); do p=$((20000 + RANDOM % 20000)); (exec 3<>/dev/tcp/127.0.0.1/$p) 2>/dev/null || { echo $p; exit 0; }; done; exit 1'
}

# A mirror that terraform installs the provider from; it holds exactly one file.
provider_mirror() {
  local mirror=$1 place
  place=$mirror/terraform.local/provisioning/baremetal/0.1.0/linux_amd64
  mkdir -p "$place"
  ln -f "$BIN/baremetal" "$place/terraform-provider-baremetal_v0.1.0" 2>/dev/null || cp "$BIN/baremetal" "$place/terraform-provider-baremetal_v0.1.0"
  cat >"$mirror/terraform.rc" <<RC
provider_installation {
  filesystem_mirror {
    path    = "$mirror"
    include = ["terraform.local/provisioning/*"]
  }
}
disable_checkpoint = true
RC
}
