#!/usr/bin/env bash
# Builds a tiny operating system image that can be installed: Debian's kernel, busybox and curl, nothing else. No root, no mounts.
# Usage: build.sh FOLDER
# Makes FOLDER/os.raw, FOLDER/os.raw.zst and their SHA-256 in os.raw.sha256 and os.raw.zst.sha256 (64 hex digits).
# The layout is what the deploy agent expects of any image: a GPT with an EFI system partition that boots without a boot entry, a root
# partition, and a small FAT partition labelled CIDATA, where host name, user data and the way to report in are written.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -eq 1 ] || { echo "usage: build.sh FOLDER" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)

need() {
  PATH=$PATH:/usr/sbin:/sbin command -v "$1" > /dev/null || { echo "error: $1 is missing (Debian package $2)" >&2; exit 1; }
}
need apt-get apt; need dpkg dpkg; need depmod kmod; need objcopy binutils; need mkfs.vfat dosfstools; need mcopy mtools
need mke2fs e2fsprogs; need sfdisk fdisk; need zstd zstd; need curl curl; need ldd libc-bin
export PATH=$PATH:/usr/sbin:/sbin LC_ALL=C
stub=/usr/lib/systemd/boot/efi/linuxx64.efi.stub
[ -f "$stub" ] || { echo "error: $stub is missing (Debian package systemd-boot-efi)" >&2; exit 1; }
[ -x /bin/busybox ] && ! ldd /bin/busybox > /dev/null 2>&1 || { echo "error: /bin/busybox is not a static one (Debian package busybox-static)" >&2; exit 1; }

if [ -f "$out/os.raw.zst.sha256" ] && [ -z "$(find "$here" -newer "$out/os.raw.zst.sha256" -type f | head -n 1)" ]; then
  echo "unchanged: $out/os.raw.zst"
  exit 0
fi

work=$(mktemp -d "$out/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# 1. The kernel, unpacked but not installed. The meta package names the real one; a pattern would fetch every version there is.
package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: \(linux-image-.*\)/\1/p' | head -n 1)
[ -n "$package" ] || { echo "error: apt knows no kernel package; run apt-get update" >&2; exit 1; }
kernel=$out/cache/$package
if [ ! -d "$kernel" ]; then
  mkdir -p "$work/deb" "$out/cache"
  (cd "$work/deb" && apt-get -qq download "$package" 2> "$work/apt.log") || { cat "$work/apt.log" >&2; exit 1; }
  dpkg -x "$work"/deb/*.deb "$work/kernel"
  version=$(ls "$work/kernel/lib/modules")
  depmod -b "$work/kernel" "$version"
  mv "$work/kernel" "$kernel"
fi
version=$(ls "$kernel/lib/modules")
echo "kernel $version"

# 2. The root file system.
root=$work/root
mkdir -p "$root"/{bin,sbin,dev,proc,sys,run,tmp,etc,root,usr/bin,lib/modules/"$version"}
cp /bin/busybox "$root/bin/busybox"
for applet in $(/bin/busybox --list); do
  [ "$applet" = busybox ] || ln -s /bin/busybox "$root/bin/$applet"
done
install -m 755 "$here/init" "$root/sbin/init"
install -m 755 "$here/udhcpc.sh" "$root/etc/udhcpc.sh"
ln -s /run/resolv.conf "$root/etc/resolv.conf"
printf 'ID=baremetal-example\nPRETTY_NAME="baremetal example OS"\n' > "$root/etc/os-release"
# curl with all its libraries: an installed system reports over TLS, trusting the site's CA.
cp "$(command -v curl)" "$root/usr/bin/curl"
ldd "$(command -v curl)" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) .*/\1/p' | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done
# The modules that a virtual machine's devices and the CIDATA partition need, with all they depend on; NVMe and ext4 are in the kernel.
for module in virtio_pci virtio_net virtio_blk virtio_scsi sd_mod vfat nls_cp437 nls_ascii; do
  sed -n "s|^\(.*/$module\.ko[^:]*\):\(.*\)|\1\2|p" "$kernel/lib/modules/$version/modules.dep"
done | tr ' ' '\n' | sort -u | while read -r file; do
  [ -n "$file" ] || continue
  mkdir -p "$root/lib/modules/$version/$(dirname "$file")"
  cp "$kernel/lib/modules/$version/$file" "$root/lib/modules/$version/$file"
done
cp "$kernel/lib/modules/$version"/modules.{builtin,builtin.modinfo,order} "$root/lib/modules/$version/"
depmod -b "$root" "$version"

# 3. The boot loader is the kernel itself: systemd's EFI stub with kernel and command line attached as sections.
partuuid=6b5f2b0e-2d0c-4c5d-8b1e-0d7a5f3c9a10
printf 'ID=baremetal-example\nPRETTY_NAME="baremetal example OS"\n' > "$work/osrel"
printf 'console=tty0 console=ttyS0,115200 quiet loglevel=4 rootwait rw root=PARTUUID=%s' "$partuuid" > "$work/cmdline"
page() { echo $((($1 + 4095) / 4096 * 4096)); }
end=0
while read -r _ name size address _; do
  case $name in .*) last=$((16#$size + 16#$address)); [ "$last" -gt "$end" ] && end=$last;; esac
done < <(objdump -h "$stub")
at_osrel=$(page "$end")
at_cmdline=$(page $((at_osrel + $(stat -c %s "$work/osrel"))))
at_linux=$(page $((at_cmdline + $(stat -c %s "$work/cmdline"))))
objcopy --add-section .osrel="$work/osrel" --change-section-vma .osrel=$at_osrel \
  --add-section .cmdline="$work/cmdline" --change-section-vma .cmdline=$at_cmdline \
  --add-section .linux="$kernel/boot/vmlinuz-$version" --change-section-vma .linux=$at_linux "$stub" "$work/boot.efi"

# 4. The partitions: 36 MiB EFI system partition (FAT32 needs 33), 64 MiB root, 4 MiB CIDATA.
mkfs.vfat -F 32 -n ESP -C "$work/esp.img" $((36 * 1024)) > /dev/null
mmd -i "$work/esp.img" ::/EFI ::/EFI/BOOT
mcopy -i "$work/esp.img" "$work/boot.efi" ::/EFI/BOOT/BOOTX64.EFI
mke2fs -q -t ext4 -O ^has_journal -d "$root" "$work/root.img" 64M > /dev/null
mkfs.vfat -n CIDATA -C "$work/cidata.img" $((4 * 1024)) > /dev/null

# 5. The disk. The last MiB holds the backup partition table.
rm -f "$work/os.raw"
truncate -s 106M "$work/os.raw"
sfdisk -q "$work/os.raw" <<LAYOUT
label: gpt
first-lba: 2048
start=2048, size=$((36 * 2048)), type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=ESP
start=$((37 * 2048)), size=$((64 * 2048)), type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, uuid=$partuuid, name=root
start=$((101 * 2048)), size=$((4 * 2048)), type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7, name=CIDATA
LAYOUT
dd if="$work/esp.img" of="$work/os.raw" bs=1M seek=1 conv=notrunc,sparse status=none
dd if="$work/root.img" of="$work/os.raw" bs=1M seek=37 conv=notrunc,sparse status=none
dd if="$work/cidata.img" of="$work/os.raw" bs=1M seek=101 conv=notrunc,sparse status=none

zstd -q -f -10 "$work/os.raw" -o "$work/os.raw.zst"
for file in os.raw os.raw.zst; do
  sha256sum < "$work/$file" | cut -d ' ' -f 1 > "$work/$file.sha256"
  mv "$work/$file" "$work/$file.sha256" "$out/"
done
printf '%s: %s MiB, sha256 %s\n' "$out/os.raw" "$(($(stat -c %s "$out/os.raw") >> 20))" "$(cat "$out/os.raw.sha256")"
printf '%s: %s MiB, sha256 %s\n' "$out/os.raw.zst" "$(($(stat -c %s "$out/os.raw.zst") >> 20))" "$(cat "$out/os.raw.zst.sha256")"
