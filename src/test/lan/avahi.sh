#!/bin/sh
# Runs an Avahi of its own in the present network namespace; $1 is a folder for its files.
# avahi-browse finds it by DBUS_SYSTEM_BUS_ADDRESS=unix:path=$1/bus.
set -e
cd "$1"
cat > dbus.conf <<END
<busconfig><type>system</type><listen>unix:path=$1/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
<allow send_type="method_call"/></policy></busconfig>
END
printf '[server]\nhost-name=avahi-host\nuse-ipv4=yes\nuse-ipv6=yes\n' > avahi.conf
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$1/bus"
mount -t tmpfs tmpfs /run # ip netns exec gave us mounts of our own; the machine's Avahi keeps its files there
mkdir -p /run/avahi-daemon
dbus-daemon --nofork --config-file=dbus.conf &
while [ ! -S bus ]; do sleep 0.1; done
exec avahi-daemon -f avahi.conf --no-drop-root --no-chroot --no-rlimits
