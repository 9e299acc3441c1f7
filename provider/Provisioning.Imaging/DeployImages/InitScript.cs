namespace Provisioning.Imaging.DeployImages;

/// <summary>
/// The scripts of the ramdisk. <c>/init</c> is process 1: it must never end, because the kernel panics when it does. So the agent is a child of
/// it; when the agent ends on its own, that is said on the console and the machine switches off. It does not start the agent again or restart
/// into the same medium: a new agent would come with a new key, and a ticket is good for one.
/// </summary>
internal static class InitScript
{
    /// <summary>Where the stub puts the file of the medium's <c>extra.d</c> folder (systemd-stub(7)).</summary>
    public const string CredentialFile = "/.extra/credentials/agent.cred";

    /// <summary>Where the agent lies in the ramdisk.</summary>
    public const string AgentFile = "/bin/baremetal-agent";

    /// <summary>The script that busybox's DHCP client calls, <c>/etc/udhcpc.sh</c>.</summary>
    public const string DhcpScript =
        """
        #!/bin/sh
        # Called by udhcpc with what happened; the addresses are in the environment. Each network card gets its own metric,
        # so that the first one with a router wins and the others stay usable.
        case "$1" in
          deconfig)
            ip -4 addr flush dev "$interface"
            ip link set "$interface" up
            ;;
          bound|renew)
            ip -4 addr flush dev "$interface"
            ip -4 addr add "$ip/${mask:-24}" dev "$interface"
            index=$(cat "/sys/class/net/$interface/ifindex")
            for gateway in $router; do
              ip -4 route add default via "$gateway" dev "$interface" metric $((100 + index)) 2>/dev/null
            done
            : > /etc/resolv.conf
            for server in $dns; do echo "nameserver $server" >> /etc/resolv.conf; done
            echo "deploy: $interface has $ip/${mask:-24}"
            ;;
        esac
        exit 0

        """;

    /// <summary>The script of process 1, <c>/init</c>.</summary>
    public const string Init =
        """
        #!/bin/busybox sh
        # /dev first: until it is mounted there is nothing to write messages to.
        /bin/busybox mkdir -p /dev /proc /sys /run /tmp /bin /sbin
        /bin/busybox mount -t devtmpfs dev /dev
        exec < /dev/console > /dev/console 2>&1
        /bin/busybox mount -t proc proc /proc
        /bin/busybox mount -t sysfs sys /sys
        /bin/busybox mount -t securityfs securityfs /sys/kernel/security 2>/dev/null
        /bin/busybox --install -s /bin
        export PATH=/bin:/sbin HOME=/
        echo "deploy: ramdisk started"

        modprobe -q -a $(cat /etc/modules.always)
        mount -t efivarfs efivarfs /sys/firmware/efi/efivars 2>/dev/null
        ip link set lo up

        # Drivers for the hardware that is there. A bus driver brings new devices, hence the rounds; USB and slow controllers come
        # later, hence the watcher. It also starts a DHCP client on each network card, whenever that appears.
        coldplug() {
          find /sys/devices -name modalias 2>/dev/null | xargs cat 2>/dev/null | sort -u > /run/modalias
          if ! cmp -s /run/modalias /run/modalias.seen; then
            cp /run/modalias /run/modalias.seen
            xargs modprobe -q -a < /run/modalias 2>/dev/null
            return 0
          fi
          return 1
        }
        network() {
          for card in /sys/class/net/*; do
            name=${card##*/}
            if [ -e "$card/device" ] && [ ! -e "/run/dhcp.$name" ]; then
              : > "/run/dhcp.$name"
              ip link set "$name" up
              udhcpc -f -i "$name" -s /etc/udhcpc.sh -t 4 -T 2 -A 4 > /dev/null 2>&1 &
            fi
          done
        }
        network
        for round in 1 2 3; do coldplug || break; network; done
        (
          count=0
          while :; do
            sleep 2
            count=$((count + 1))
            [ $count -le 30 ] && coldplug
            network
          done
        ) &

        /bin/baremetal-agent
        code=$?
        case $code in
          3) what="another agent has this machine's ticket" ;;
          4) what="the attempt is over" ;;
          66) what="there is no ticket on the medium" ;;
          70) what="fault of the agent" ;;
          *) what="see the lines above" ;;
        esac
        echo "deploy: the agent ended with code $code: $what"
        echo "deploy: the machine switches off in 60 seconds"
        sleep 60
        sync
        poweroff -f
        while :; do sleep 3600; done

        """;
}
