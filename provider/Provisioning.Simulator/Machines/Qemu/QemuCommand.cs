using System.Globalization;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>The command line of one virtual machine. Always emulated: that a host offers KVM does not mean that firmware runs under it.</summary>
internal static class QemuCommand
{
    public static IReadOnlyList<string> Arguments(ServerDefinition server, MachineDefinition.Virtual machine, Personality personality, QemuFiles files)
    {
        var arguments = new List<string>
        {
            "-name", server.Name, "-S", "-no-shutdown", "-machine", "q35,smm=off", "-accel", "tcg,thread=multi,tb-size=128", "-cpu", "max",
            "-smp", Text(machine.Processors), "-m", Text(machine.MemoryMebiBytes),
            "-display", "none", "-nodefaults", "-no-user-config",
            "-drive", $"if=pflash,unit=0,format=raw,readonly=on,file={Quote(QemuPrograms.FirmwareCode!)}",
            "-drive", $"if=pflash,unit=1,format=raw,file={Quote(files.Variables)}",
            "-qmp", $"unix:{Quote(files.QmpSocket)},server=on,wait=off",
            "-serial", "file:" + files.SerialLog,
            "-smbios", $"type=1,manufacturer={Quote(personality.SystemManufacturer)},product={Quote(personality.SystemModel)},serial={Quote(server.Serial)},uuid={server.Uuid}",
            "-device", "virtio-rng-pci",
            "-device", "virtio-scsi-pci,id=scsi0",
            "-drive", "if=none,id=cdd,media=cdrom,readonly=on",
            "-device", $"scsi-cd,bus=scsi0.0,drive=cdd,id={QemuDevices.Cd},bootindex={QemuDevices.CdIndex}",
        };
        for (var index = 0; index < server.Disks.Count; index++) AddDisk(arguments, server.Disks[index], index, files);
        for (var index = 0; index < server.MacAddresses.Count; index++)
        {
            arguments.AddRange(["-netdev", $"user,id=n{index}"]);
            var boot = index == 0 ? $",bootindex={QemuDevices.NicIndex}" : "";

            // Without its ROM the NIC costs the firmware no time, and the firmware's own network boot still knows it.
            arguments.AddRange(["-device", $"virtio-net-pci,netdev=n{index},mac={server.MacAddresses[index]},romfile=,id={QemuDevices.Nic(index)}{boot}"]);
        }

        if (machine.Tpm)
        {
            arguments.AddRange(["-chardev", "socket,id=tpmc,path=" + Quote(files.TpmSocket), "-tpmdev", "emulator,id=tpm0,chardev=tpmc", "-device", "tpm-crb,tpmdev=tpm0"]);
        }

        return arguments;
    }

    private static void AddDisk(List<string> arguments, DiskDefinition disk, int index, QemuFiles files)
    {
        arguments.AddRange(["-drive", $"if=none,id=d{index},format=raw,cache=unsafe,file={Quote(files.Disk(index))}"]);
        var device = disk.Medium switch
        {
            DiskMedium.Nvme => $"nvme,serial={Quote(disk.Serial)}",
            DiskMedium.Ssd => $"scsi-hd,bus=scsi0.0,rotation_rate=1,serial={Quote(disk.Serial)}",
            _ => $"scsi-hd,bus=scsi0.0,rotation_rate=7200,serial={Quote(disk.Serial)}",
        };
        var boot = index == 0 ? $",bootindex={QemuDevices.DiskIndex}" : "";
        arguments.AddRange(["-device", $"{device},drive=d{index},id={QemuDevices.Disk(index)}{boot}"]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>QEMU takes a comma for the end of a value unless it stands twice.</summary>
    private static string Quote(string value) => value.Replace(",", ",,", StringComparison.Ordinal);
}
