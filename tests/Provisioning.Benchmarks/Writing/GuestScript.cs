namespace Provisioning.Benchmarks.Writing;

/// <summary>Process 1 of the guest: brings the network up as the deploy image does, then runs everything in turns and prints a line for each.</summary>
internal static class GuestScript
{
    /// <summary>How lines with figures begin: then name, exit code, start and end in seconds, CPU ticks of the whole guest.</summary>
    public const string Mark = "FIGURE";

    public static string Text(int rounds, int port) =>
        $$"""
        #!/bin/busybox sh
        /bin/busybox mkdir -p /dev /proc /sys /run /tmp
        /bin/busybox mount -t devtmpfs dev /dev
        exec < /dev/console > /dev/console 2>&1
        /bin/busybox mount -t proc proc /proc
        /bin/busybox mount -t sysfs sys /sys
        /bin/busybox --install -s /bin
        export PATH=/bin; set -o pipefail
        modprobe -q -a $(cat /etc/modules.always)
        for round in 1 2 3; do find /sys/devices -name modalias | xargs cat | sort -u | xargs modprobe -q -a; done 2>/dev/null
        until [ -e /sys/class/net/eth0 ] && [ -e /dev/nvme0n1 ]; do sleep 1; done
        ip link set lo up; ip link set eth0 up
        ip addr add 10.0.2.15/24 dev eth0; ip route add default via {{GuestMachine.Gateway}}
        cat /os.raw /tools/* /bin/baremetal-agent > /dev/null
        from=https://{{GuestMachine.Gateway}}:{{port}}/image disk=/dev/nvme0n1

        plain() { /tools/dd if=/os.raw of=$disk bs=4M oflag=direct conv=fsync; }
        pipe_raw() { /tools/wget -q --ca-certificate=/ca.pem -O- $from/os.raw | /tools/dd of=$disk bs=4M iflag=fullblock oflag=direct conv=fsync; }
        pipe_zst() { /tools/wget -q --ca-certificate=/ca.pem -O- $from/os.raw.zst | /tools/zstd -qdc | /tools/dd of=$disk bs=4M iflag=fullblock oflag=direct conv=fsync; }
        agent() { baremetal-agent; [ $? = 4 ]; }
        now() { read up idle < /proc/uptime; echo $up; }
        busy() { read cpu user nice system idle wait irq soft rest < /proc/stat; echo $((user + nice + system + irq + soft)); }
        measure() {
          sync; echo 3 > /proc/sys/vm/drop_caches
          cpu=$(busy); start=$(now)
          $2 > /run/said 2>&1; code=$?
          end=$(now); echo "{{Mark}} $1 $code $start $end $(($(busy) - cpu))"
          [ $code = 0 ] || cat /run/said
        }
        for round in $(seq {{rounds}}); do
          measure dd plain; measure pipe-zst pipe_zst; measure agent-zst agent; measure pipe-raw pipe_raw; measure agent-raw agent
        done
        poweroff -f

        """;
}
