#!/bin/sh
# Called by busybox's DHCP client; the addresses are in the environment.
case "$1" in
  deconfig)
    ip -4 addr flush dev "$interface"
    ip link set "$interface" up
    ;;
  bound|renew)
    ip -4 addr flush dev "$interface"
    ip -4 addr add "$ip/${mask:-24}" dev "$interface"
    for gateway in $router; do ip -4 route add default via "$gateway" dev "$interface" 2>/dev/null; done
    : > /run/resolv.conf
    for server in $dns; do echo "nameserver $server" >> /run/resolv.conf; done
    ;;
esac
