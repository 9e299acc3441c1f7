using Provisioning.Model.Collections;
using Provisioning.Model.Simulation;
using Provisioning.Simulator.Documents;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Definitions;

/// <summary>Reads one entry of a rack file's server list.</summary>
internal static class ServerDefinitionReader
{
    private const long GibiByte = 1L << 30;

    public static ServerDefinition Read(FieldReader fields, string rack, string name)
    {
        var defaults = RackDefinition.Defaults(rack, name);
        var uuid = defaults.Uuid;
        if (fields.Text("uuid") is { } text && !Guid.TryParse(text, out uuid)) fields.Problem("uuid", "a UUID");
        var personality = fields.Text("personality") ?? defaults.Personality;
        if (!PersonalityCatalogue.TryFind(personality, out _)) fields.Reject(path => SimulationDiagnostics.UnknownPersonality(path.Attribute("personality"), personality, PersonalityCatalogue.Names));
        var macs = fields.Texts("macs");
        var machine = Machine(fields);

        // What the BMC tells of a virtual machine is what QEMU gives it.
        var virtualMachine = machine as MachineDefinition.Virtual;
        return defaults with
        {
            Personality = personality,
            Serial = fields.Text("serial") ?? defaults.Serial,
            Uuid = uuid,
            Credentials = Credentials(fields),
            Reader = Reader(fields),
            Machine = machine,
            PostTime = fields.Seconds("postSeconds") ?? defaults.PostTime,
            Latency = fields.Seconds("latencySeconds") ?? defaults.Latency,
            BmcResetTime = fields.Seconds("bmcResetSeconds") ?? defaults.BmcResetTime,
            PoweredOn = fields.Flag("power") ?? defaults.PoweredOn,
            MaxSessions = fields.Number("maxSessions", 1, 1000) ?? defaults.MaxSessions,
            LockoutThreshold = fields.Number("lockoutThreshold", 0, 1000) ?? defaults.LockoutThreshold,
            LockoutTime = fields.Seconds("lockoutSeconds") ?? defaults.LockoutTime,
            Processors = virtualMachine is null ? fields.Number("processors", 1, 64) ?? defaults.Processors : 1,
            ThreadsPerProcessor = virtualMachine?.Processors ?? fields.Number("threads", 1, 1024) ?? defaults.ThreadsPerProcessor,
            MemoryMebiBytes = virtualMachine?.MemoryMebiBytes ?? (fields.Number("memoryGib", 1, 65536) << 10) ?? defaults.MemoryMebiBytes,
            MacAddresses = macs.Count == 0 ? defaults.MacAddresses : macs.ToValueArray(),
            Disks = Disks(fields, defaults),
            Bios = BiosReader.Read(fields, personality),
            Firmware = Texts(fields, "firmware"),
            Faults = fields.List("faults").Select(FaultReader.Read).OfType<FaultRule>().ToValueArray(),
        };
    }

    private static RackCredentials Credentials(FieldReader fields)
    {
        if (fields.Nested("credentials") is not { } nested) return RackCredentials.Default;
        var user = nested.Text("username") ?? RackCredentials.Default.UserName;
        var password = nested.Text("password") ?? RackCredentials.Default.Password;
        nested.RefuseOthers();
        return new RackCredentials(user, password);
    }

    private static RackCredentials? Reader(FieldReader fields)
    {
        if (fields.Nested("reader") is not { } nested) return null;
        var (user, password) = (nested.Text("username") ?? "", nested.Text("password") ?? "");
        if (user.Length == 0) nested.Problem("username", "the account's name");
        if (password.Length == 0) nested.Problem("password", "the account's password");
        nested.RefuseOthers();
        return new RackCredentials(user, password);
    }

    private static MachineDefinition Machine(FieldReader fields)
    {
        var kind = fields.Word("machine", "none", "simulated", "qemu") ?? "none";
        var machine = new MachineDefinition.Virtual();
        if (fields.Nested("qemu") is { } nested)
        {
            machine = new MachineDefinition.Virtual(
                nested.Number("memoryMiB", 192, 1 << 20) ?? machine.MemoryMebiBytes,
                nested.Number("cpus", 1, 64) ?? machine.Processors,
                nested.Flag("tpm") ?? machine.Tpm);
            nested.RefuseOthers();
            if (kind != "qemu") fields.Problem("qemu", "absent unless `machine: qemu`");
        }

        return kind switch
        {
            "qemu" => machine,
            "simulated" => new MachineDefinition.Simulated(),
            _ => new MachineDefinition.PowerOnly(),
        };
    }

    private static ValueArray<DiskDefinition> Disks(FieldReader fields, ServerDefinition defaults)
    {
        if (!fields.Has("disks")) return defaults.Disks;
        var first = defaults.Disks[0];
        return fields.List("disks").Select(disk =>
        {
            var medium = disk.Word("type", "nvme", "ssd", "hdd") switch { "ssd" => DiskMedium.Ssd, "hdd" => DiskMedium.Hdd, _ => DiskMedium.Nvme };
            var size = disk.Number("sizeGib", 1, 1 << 20) is { } gib ? gib * GibiByte : (disk.Number("sizeMib", 64, int.MaxValue) ?? 8192L) << 20;
            var definition = new DiskDefinition(disk.Text("serial") ?? first.Serial, size, medium, disk.Text("model") ?? first.Model);
            disk.RefuseOthers();
            return definition;
        }).ToValueArray();
    }

    private static ValueMap<string, string> Texts(FieldReader fields, string name) =>
        fields.Nested(name) is { } nested
            ? ValueMap<string, string>.From(nested.Scalars().Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Value ?? "")))
            : ValueMap<string, string>.Empty;
}
