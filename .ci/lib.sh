# What the scripts share: packages, builds and a word about each step. Sourced by bash, from any folder.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BIN=$ROOT/artifacts/bin
AGENT_IMAGE=$ROOT/artifacts/agent
OS_IMAGE=$ROOT/artifacts/os-image

# The version stands in one place; programs, mirrors and packages are named after it.
VERSION=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' "$ROOT/Directory.Build.props")
PROVIDER=terraform.local/provisioning/baremetal

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Native programs are linked with gcc, SQLite and zlib.
PACKAGES_BUILD=(gcc libc6-dev zlib1g-dev libsqlite3-dev)
# A machine of the rack: QEMU with UEFI firmware and a TPM.
PACKAGES_RACK=(qemu-system-x86 qemu-utils ovmf swtpm swtpm-tools)
# The deploy image and the example's OS image.
PACKAGES_IMAGE=(systemd-boot-efi mtools xorriso dosfstools e2fsprogs fdisk kmod busybox-static zstd openssl curl)
# Packages of the provider; gnupg is for the signing command that the guide shows.
PACKAGES_PACK=(zip gnupg)
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
    # One that is there for two architectures answers twice.
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  note "installing Debian packages: ${missing[*]}"
  local run=()
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null || die "run as root, or install: apt-get install ${missing[*]}"; run=(sudo); }
  "${run[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# publish PROJECT NAME PLATFORM [PROPERTY…]: a native program in artifacts/publish/PLATFORM/NAME, and beside it what its bill of materials is
# made of: NAME.assets.json and NAME.lock.json (what NuGet brought) and NAME.natives (what the linker took from this machine).
# It restores more than a build does and keeps its own lock, so that the ones in git stay what a build finds.
publish() {
  local project=$1 name=$2 platform=$3 rid machine compiler=gcc objcopy=objcopy; shift 3
  case $platform in
    linux_amd64) rid=linux-x64 machine=x86_64 ;;
    linux_arm64) rid=linux-arm64 machine=aarch64 ;;
    *) die "no program is made for $platform" ;;
  esac
  [ "$machine" = "$(uname -m)" ] || compiler=$machine-linux-gnu-gcc objcopy=$machine-linux-gnu-objcopy
  local folder=$ROOT/artifacts/publish/$platform
  rm -f "$folder/$name".{assets.json,lock.json,natives}
  (cd "$ROOT" && dotnet publish "provider/$project/$project.csproj" -c Release -r "$rid" "-p:NuGetLockFilePath=obj/publish.$rid.lock.json" \
    -p:RestoreLockedMode=false "-p:CppCompilerAndLinker=$compiler" "-p:ObjCopyName=$objcopy" "$@" -o "$folder/$name" -v quiet --nologo) \
    || die "$name could not be built for $platform"
  linked_natives "$compiler" "$platform" "$name" >"$folder/$name.natives"
  cp "$ROOT/provider/$project/obj/project.assets.json" "$folder/$name.assets.json"
  cp "$ROOT/provider/$project/obj/publish.$rid.lock.json" "$folder/$name.lock.json"
}

# What the linker takes from this machine, a line each: NAME|VERSION|PURL|LICENCE.
linked_natives() {
  local compiler=$1 platform=$2 name=$3 version package
  version=$("$compiler" -dumpfullversion)
  echo "libgcc|$version|pkg:generic/libgcc@$version|GPL-3.0-or-later WITH GCC-exception-3.1"
  [ "$name" = baremetal ] || return 0
  version=$(printf '#include <sqlite3.h>\nSQLITE_VERSION\n' | "$compiler" -E -P - | tail -n 1 | tr -d '"')
  package=$(dpkg-query -W -f='${Version}' "libsqlite3-dev:${platform#linux_}" 2>/dev/null || true)
  if [ -n "$package" ]; then package="pkg:deb/$(. /etc/os-release && echo "$ID")/libsqlite3-dev@$package?arch=${platform#linux_}"; else package=pkg:generic/sqlite@$version; fi
  echo "sqlite|$version|$package|blessing"
}

# The executable: command, engine, rack and Terraform plugin in one file.
build_programs() {
  say "Building baremetal (NativeAOT; the first time takes a few minutes)"
  mkdir -p "$BIN"
  publish Provisioning.Provider baremetal linux_amd64
  install -m 755 "$ROOT/artifacts/publish/linux_amd64/baremetal/baremetal" "$BIN/baremetal.new"
  cmp -s "$BIN/baremetal.new" "$BIN/baremetal" 2>/dev/null && rm "$BIN/baremetal.new" || mv "$BIN/baremetal.new" "$BIN/baremetal"
  ln -sf baremetal "$BIN/terraform-provider-baremetal"
  note "$(du -h "$BIN/baremetal" | cut -f1) $BIN/baremetal"
}

# The agent that machines boot, and the deploy image around it.
build_agent_image() {
  say "Building the deploy image (kernel of Debian, our agent, one UKI for all machines)"
  publish Provisioning.Agent baremetal-agent linux_amd64 -p:PublishAot=true
  install -m 755 "$ROOT/artifacts/publish/linux_amd64/baremetal-agent/baremetal-agent" "$BIN/baremetal-agent"
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

# provider_mirror MIRROR: a mirror that terraform installs the provider from, and a configuration that names it.
provider_mirror() {
  install_provider "$1" "$BIN/baremetal"
  write_terraform_rc "$1"
}

write_terraform_rc() {
  cat >"$1/terraform.rc" <<RC
provider_installation {
  filesystem_mirror {
    path    = "$1"
    include = ["${PROVIDER%/*}/*"]
  }
  direct {
    exclude = ["${PROVIDER%/*}/*"]
  }
}
disable_checkpoint = true
RC
}

# install_provider MIRROR PROGRAM: puts the program where terraform looks. The folder holds exactly one file: terraform hashes all of it.
# INSTALLED becomes new, changed or unchanged.
install_provider() {
  local mirror=$1 program=$2 place file had=new
  place=$mirror/$PROVIDER/$VERSION/linux_amd64
  file=$place/terraform-provider-baremetal_v$VERSION
  mkdir -p "$place"
  if cmp -s "$program" "$file"; then had=unchanged; fi
  if [ "$had" = new ]; then
    [ -e "$file" ] && had=changed
    # Beside the folder, not in it, and renamed: a terraform that runs now keeps the file that it has.
    install -m 755 "$program" "$mirror/.baremetal.new"
    mv -f "$mirror/.baremetal.new" "$file"
  fi
  find "$place" -mindepth 1 ! -name "${file##*/}" -delete
  INSTALLED=$had
}
