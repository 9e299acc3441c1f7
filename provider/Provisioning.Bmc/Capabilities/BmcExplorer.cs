using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Quirks;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Capabilities;

/// <summary>Finds out where things are, once, and reads the two resources that many questions are about.</summary>
internal sealed class BmcExplorer(RedfishClient client, BmcLayout layout, QuirkCatalogue quirks)
{
    private const int MostSystems = 16;
    private const int MostManagers = 8;

    private readonly Snapshots _snapshots = new(client);
    private QuirkFacts _facts = FactsOf(layout);

    /// <summary>What is known so far.</summary>
    public BmcLayout Layout => layout;

    /// <summary>Requests.</summary>
    public RedfishClient Client => client;

    /// <summary>Reads collections.</summary>
    public CollectionReader Collections { get; } = new(client, layout);

    /// <summary>Reads that several questions share.</summary>
    public Snapshots Snapshots => _snapshots;

    /// <summary>What the packs say of this BMC.</summary>
    public string? Quirk(QuirkBehaviour behaviour) => quirks.Find(behaviour, _facts);

    /// <summary>Takes in a service root.</summary>
    public static void AdoptRoot(BmcLayout layout, JsonElement root)
    {
        layout.Vendor = root.Text("Vendor") ?? root.At("Oem").Members().Select(member => member.Key).FirstOrDefault() ?? "";
        layout.Sessions = root.At("Links").Link("Sessions") ?? "";
        layout.AccountService = root.Link("AccountService") ?? "";
        layout.Systems = root.Link("Systems") ?? "";
        layout.Managers = root.Link("Managers") ?? "";
        layout.Chassis = root.Link("Chassis") ?? "";
        layout.UpdateService = root.Link("UpdateService") ?? "";
        layout.TaskService = root.Link("Tasks") ?? root.Link("TaskService") ?? "";
        layout.Registries = root.Link("Registries") ?? "";
        var expand = root.At("ProtocolFeaturesSupported").At("ExpandQuery");
        layout.ExpandLevels = expand.Flag("NoLinks") == true || expand.Flag("ExpandAll") == true
            ? (int)Math.Clamp(expand.Flag("Levels") == true ? expand.Whole("MaxLevels") ?? 1 : 1, 1, 6)
            : 0;
    }

    /// <summary>The body of the system, for one kind of question: the same question asked again reads again.</summary>
    public async ValueTask<PortResult<JsonElement>> ReadSystemAsync(string question, CancellationToken cancellationToken)
    {
        if (layout.System is not { } known) return await FindSystemAsync(question, cancellationToken);
        var got = await _snapshots.ReadAsync(known.Uri, question, cancellationToken);
        if (!got.TryGet(out var body, out var fault))
        {
            if (fault.Kind != FaultKind.Rejected) return fault;

            // The path of the record is gone: another firmware, or another machine.
            layout.ForgetMachine();
            return await FindSystemAsync(question, cancellationToken);
        }

        if ((body.Text("Manufacturer") ?? "") != known.Manufacturer || (body.Text("Model") ?? "") != known.Model)
        {
            layout.ForgetMachine();
            AdoptSystem(known.Uri, body);
        }

        return body;
    }

    /// <summary>What is known of the system, read if it is not known yet.</summary>
    public async ValueTask<PortResult<SystemLayout>> SystemAsync(CancellationToken cancellationToken)
    {
        if (layout.System is { } known) return known;
        var found = await FindSystemAsync("", cancellationToken);
        return found.TryGet(out _, out var fault) ? layout.System! : fault;
    }

    /// <summary>The body of the manager; undefined where the BMC shows none.</summary>
    public async ValueTask<PortResult<JsonElement>> ReadManagerAsync(string question, CancellationToken cancellationToken)
    {
        var path = layout.Manager?.Uri;
        if (path is null)
        {
            var system = await SystemAsync(cancellationToken);
            if (!system.TryGet(out var known, out var fault)) return fault;
            path = known.Manager;
            if (path.Length == 0)
            {
                var looked = await FindManagerAsync(known.Uri, cancellationToken);
                if (!looked.TryGet(out path, out fault)) return fault;
            }
        }

        if (path.Length == 0) return default(JsonElement);
        var got = await _snapshots.ReadAsync(path, question, cancellationToken);
        if (!got.TryGet(out var body, out var refused)) return refused;
        AdoptManager(path, body);
        return body;
    }

    /// <summary>What is known of the manager, read if it is not known yet.</summary>
    public async ValueTask<PortResult<ManagerLayout>> ManagerAsync(CancellationToken cancellationToken)
    {
        if (layout.Manager is { } known) return known;
        var read = await ReadManagerAsync("", cancellationToken);
        if (!read.TryGet(out _, out var fault)) return fault;
        return layout.Manager ?? new ManagerLayout { Uri = "" };
    }

    /// <summary>The types that a reset action offers, read from its description where they are not in the resource.</summary>
    public async ValueTask<PortResult<ActionLayout>> DescribeAsync(ActionLayout action, CancellationToken cancellationToken)
    {
        if (action.Info.Length == 0) return action;
        var got = await client.FindAsync(action.Info, cancellationToken);
        if (!got.TryGet(out var reply, out var fault)) return fault.EndsReading() ? fault : action with { Info = "" };
        var parameter = reply.Body.Items("Parameters").FirstOrDefault(item => item.Text("Name") == "ResetType");
        return action with { Info = "", Types = parameter.Texts("AllowableValues") };
    }

    private static QuirkFacts FactsOf(BmcLayout layout) =>
        new(layout.Vendor, layout.System?.Manufacturer, layout.System?.Model, layout.Manager?.Firmware);

    private async ValueTask<PortResult<JsonElement>> FindSystemAsync(string question, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(layout.Systems)) return BmcFaults.NoSystem(client.Address, "The service root links to no systems.");
        _facts = FactsOf(layout);
        if (Quirk(QuirkBehaviour.HttpExpand) == "off") layout.ExpandLevels = 0;
        var read = await Collections.ReadAsync(layout.Systems, MostSystems, 1, cancellationToken);
        if (!read.TryGet(out var members, out var fault)) return fault;
        var wanted = Quirk(QuirkBehaviour.IdentitySystem);
        var chosen = members
            .Where(member => wanted is null || ResourcePath.LastSegment(member.Uri).Equals(wanted, StringComparison.OrdinalIgnoreCase))
            .Where(member => member.Body.ValueKind == JsonValueKind.Object).MaxBy(member => Likeness(member.Body));
        if (chosen is null) return BmcFaults.NoSystem(client.Address, $"{layout.Systems} has no member that can be read.");
        AdoptSystem(chosen.Uri, chosen.Body);
        _snapshots.Note(chosen.Uri, chosen.Body, question);
        return chosen.Body;
    }

    // A GPU baseboard is a system too; the machine is the one that can be reset and boots.
    private static int Likeness(JsonElement system) =>
        (system.At("Actions").At("#ComputerSystem.Reset").ValueKind == JsonValueKind.Object ? 4 : 0)
        + (system.At("Boot").Members().Any() ? 2 : 0)
        + (system.Link("Bios") is null ? 0 : 1);

    private void AdoptSystem(string uri, JsonElement body)
    {
        var boot = body.At("Boot");
        layout.System = new SystemLayout
        {
            Uri = uri,
            Manufacturer = body.Text("Manufacturer") ?? "",
            Model = body.Text("Model") ?? "",
            Bios = body.Link("Bios") ?? "",
            Manager = body.At("Links").Items("ManagedBy").Select(item => item.SelfLink()).FirstOrDefault(link => link is not null) ?? "",
            Ethernet = body.Link("EthernetInterfaces") ?? "",
            Storage = body.Link("Storage") ?? "",
            Processors = body.Link("Processors") ?? "",
            Media = body.Link("VirtualMedia") ?? "",
            Logs = body.Link("LogServices") ?? "",
            Settings = body.At("@Redfish.Settings").Link("SettingsObject") ?? "",
            Reset = ReadAction(body, "#ComputerSystem.Reset"),
            BootTargets = boot.Texts("BootSourceOverrideTarget@Redfish.AllowableValues"),
            BootEnabled = boot.Texts("BootSourceOverrideEnabled@Redfish.AllowableValues"),
            BootOverride = boot.At("BootSourceOverrideEnabled").AsText() is not null || boot.At("BootSourceOverrideTarget").AsText() is not null,
            BootMode = boot.At("BootSourceOverrideMode").AsText() is not null,
        };
        _facts = FactsOf(layout);
    }

    private void AdoptManager(string uri, JsonElement body)
    {
        var reset = ReadAction(body, "#Manager.Reset");
        layout.Manager = new ManagerLayout
        {
            Uri = uri,
            Firmware = body.Text("FirmwareVersion") ?? "",
            ActiveImage = body.At("Links").Link("ActiveSoftwareImage") ?? "",
            NetworkProtocol = body.Link("NetworkProtocol") ?? "",
            Media = body.Link("VirtualMedia") ?? "",
            Logs = body.Link("LogServices") ?? "",
            Reset = layout.Manager is { Reset: { Info.Length: 0 } told } && told.Target == reset.Target ? told : reset,
        };
        _facts = FactsOf(layout);
    }

    private static ActionLayout ReadAction(JsonElement body, string name)
    {
        var action = body.At("Actions").At(name);
        var types = action.Texts("ResetType@Redfish.AllowableValues");
        var info = types.Count > 0 ? "" : ResourcePath.From(action.At("@Redfish.ActionInfo").AsText()) ?? "";
        return new ActionLayout(ResourcePath.From(action.At("target").AsText()) ?? "", info, types);
    }

    // A system that names no manager: the manager that names the system, else one that is a BMC.
    private async ValueTask<PortResult<string>> FindManagerAsync(string system, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(layout.Managers)) return "";
        var read = await Collections.ReadAsync(layout.Managers, MostManagers, 1, cancellationToken);
        if (!read.TryGet(out var managers, out var fault)) return fault;
        var chosen = managers.Find(manager => manager.Body.At("Links").Items("ManagerForServers").Any(item => ResourcePath.Same(item.SelfLink(), system)))
            ?? managers.Find(manager => manager.Body.Text("ManagerType") == "BMC")
            ?? managers.FirstOrDefault();
        if (chosen is null) return "";
        _snapshots.Note(chosen.Uri, chosen.Body, "found");
        return chosen.Uri;
    }
}
