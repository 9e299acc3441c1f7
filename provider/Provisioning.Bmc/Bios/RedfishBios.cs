using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Quirks;
using Provisioning.Engine.Bios;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Bios;

/// <summary>BIOS attributes (DSP0268, Bios): read from the resource, written to its settings object.</summary>
internal sealed class RedfishBios(BmcExplorer explorer) : IBiosPort
{
    private readonly BiosRegistryReader _registry = new(explorer);
    private Dictionary<string, JsonValueKind>? _kinds;

    /// <inheritdoc/>
    public async ValueTask<PortResult<BiosObservation>> ReadAsync(ValueArray<string> describe, CancellationToken cancellationToken)
    {
        var read = await ReadCurrentAsync(cancellationToken);
        if (!read.TryGet(out var current, out var fault)) return fault;
        var bios = explorer.Layout.Bios!;
        var waiting = await ReadPendingAsync(bios, current, cancellationToken);
        if (!waiting.TryGet(out var pending, out fault)) return fault;
        if (describe.Any(name => !bios.Entries.ContainsKey(name)))
        {
            var described = await _registry.ReadAsync(bios.RegistryId, [.. bios.Entries.Keys, .. describe], cancellationToken);
            if (!described.TryGet(out var entries, out fault)) return fault;
            explorer.Layout.Bios = bios = bios with { Entries = entries };
        }

        var asked = bios.Entries.Where(pair => pair.Value is not null && describe.Contains(pair.Key, StringComparer.Ordinal));
        return new BiosObservation
        {
            Current = current,
            Pending = pending,
            RegistryId = bios.RegistryId.Length > 0 ? bios.RegistryId : null,
            Entries = ValueMap<string, BiosAttributeEntry>.From(asked.Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<PortResult<Acceptance>> WriteAsync(ValueMap<string, string> attributes, CancellationToken cancellationToken)
    {
        if (_kinds is null || explorer.Layout.Bios is null)
        {
            var read = await ReadCurrentAsync(cancellationToken);
            if (!read.TryGet(out _, out var unread)) return unread;
        }

        var bios = explorer.Layout.Bios!;
        if (bios.Settings.Length == 0 || bios.Wrapped) return BmcFaults.NotSupported(explorer.Client.Address, "BIOS attributes cannot be written");
        string? misfit = null;
        var body = JsonBody.Write(writer =>
        {
            writer.WriteStartObject("Attributes");
            foreach (var (name, value) in attributes)
            {
                var type = bios.Entries.GetValueOrDefault(name)?.Type;
                var now = _kinds?.GetValueOrDefault(name) ?? JsonValueKind.Undefined;
                if (!BiosValues.TryWrite(writer, name, value, type, now)) misfit ??= name;
            }

            writer.WriteEndObject();
            if (!bios.AppliesOnReset || explorer.Quirk(QuirkBehaviour.BiosApplyTime) == "omit") return;
            writer.WriteStartObject("@Redfish.SettingsApplyTime");
            writer.WriteString("@odata.type", "#Settings.v1_3_0.PreferredApplyTime");
            writer.WriteString("ApplyTime", "OnReset");
            writer.WriteEndObject();
        });
        if (misfit is not null)
        {
            return new Fault(FaultKind.Invalid, BiosDiagnostics.WrongType.Occurs(
                $"{misfit} has another type", $"Wanted {attributes[misfit]}; nothing was written."));
        }

        var sent = await explorer.Client.PatchAsync(bios.Settings, body, cancellationToken);
        return sent.TryGet(out var reply, out var fault) ? explorer.Client.Accepted(reply) : fault;
    }

    /// <inheritdoc/>
    public async ValueTask<PortResult<ValueMap<string, string>>> ReadCurrentAsync(CancellationToken cancellationToken)
    {
        var known = await explorer.SystemAsync(cancellationToken);
        if (!known.TryGet(out var system, out var fault)) return fault;
        if (system.Bios.Length == 0) return NoBios();
        var got = await explorer.Client.FindAsync(system.Bios, cancellationToken);
        if (!got.TryGet(out var reply, out fault)) return fault;
        if (!reply.Succeeded) return NoBios();
        Adopt(system, reply.Body);
        var attributes = reply.Body.At("Attributes");
        _kinds = attributes.Members().DistinctBy(member => member.Key, StringComparer.Ordinal)
            .ToDictionary(member => member.Key, member => member.Value.ValueKind, StringComparer.Ordinal);
        return Texts(attributes);
    }

    private async ValueTask<PortResult<ValueMap<string, string>>> ReadPendingAsync(
        BiosLayout bios, ValueMap<string, string> current, CancellationToken cancellationToken)
    {
        if (bios.Settings.Length == 0) return ValueMap<string, string>.Empty;
        var got = await explorer.Client.FindAsync(bios.Settings, cancellationToken);
        if (!got.TryGet(out var reply, out var fault)) return fault;
        if (!reply.Succeeded) return ValueMap<string, string>.Empty;

        // Some show only what waits, some a copy of everything: what differs is what waits.
        var waiting = Texts(reply.Body.At("Attributes")).Where(pair => !current.TryGetValue(pair.Key, out var now) || now != pair.Value);
        return ValueMap<string, string>.From(waiting);
    }

    private void Adopt(SystemLayout system, JsonElement body)
    {
        var settings = body.At("@Redfish.Settings");
        var registry = body.Text("AttributeRegistry") ?? "";
        var kept = explorer.Layout.Bios is { } before && before.RegistryId == registry ? before.Entries : new Dictionary<string, BiosAttributeEntry?>();
        explorer.Layout.Bios = new BiosLayout
        {
            Settings = settings.Link("SettingsObject")
                ?? (explorer.Quirk(QuirkBehaviour.BiosSettings) is { } segment ? ResourcePath.Below(system.Bios, segment) : ""),
            AppliesOnReset = settings.Texts("SupportedApplyTimes").Contains("OnReset", StringComparer.OrdinalIgnoreCase),
            RegistryId = registry,
            Wrapped = body.At("Attributes").Members().Any(member => member.Value.ValueKind == JsonValueKind.Object),
            Entries = kept,
        };
    }

    private Fault NoBios() => BmcFaults.NotSupported(explorer.Client.Address, "no BIOS attributes are told");

    private static ValueMap<string, string> Texts(JsonElement attributes) => ValueMap<string, string>.From(
        attributes.Members().DistinctBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, BiosValues.ToText(member.Value)))
            .Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)));
}
