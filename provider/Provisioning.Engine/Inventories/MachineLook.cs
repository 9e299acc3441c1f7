using Provisioning.Engine.Bios;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Firmware;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Inventories;

/// <summary>What a look at a machine showed.</summary>
/// <param name="Observed">The managed values as they are, on the ground of what was known.</param>
/// <param name="Findings">What the BIOS profile asks for and this machine does not offer.</param>
internal sealed record MachineLook(ServerObserved Observed, ValueArray<Diagnostic> Findings)
{
    /// <summary>BIOS settings that wait for the next restart and are not what the profile asks for.</summary>
    public ValueMap<string, string> ForeignPending { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>Reads the managed values; what nobody manages costs no request.</summary>
    public static async ValueTask<PortResult<MachineLook>> TakeAsync(
        IBmcConnection connection,
        ServerIdentity identity,
        PowerState power,
        ManagedKeys keys,
        BiosProfile? profile,
        ServerObserved known,
        CancellationToken cancellationToken)
    {
        var findings = ValueArray<Diagnostic>.Empty;
        var bios = ValueMap<string, string>.Empty;
        var foreign = ValueMap<string, string>.Empty;
        if (!keys.Bios.IsEmpty)
        {
            var answer = await ReadBiosAsync(connection.Bios, keys.Bios, profile, cancellationToken);
            if (!answer.TryGet(out var seen, out var fault)) return fault;
            (bios, findings, foreign) = seen;
        }

        var firmware = ValueMap<string, string>.Empty;
        if (!keys.Firmware.IsEmpty)
        {
            var answer = await connection.Firmware.ReadAsync(cancellationToken);
            if (!answer.TryGet(out var installed, out var fault)) return fault;
            foreach (var role in keys.Firmware)
                firmware = firmware.Set(role, CompareFirmwareStep.VersionOf(installed, role) ?? CompareFirmwareStep.Absent);
        }

        var settings = ValueMap<string, string>.Empty;
        if (!keys.BmcSettings.IsEmpty)
        {
            var answer = await connection.Configuration.ReadAsync(cancellationToken);
            if (!answer.TryGet(out var seen, out var fault)) return fault;
            if (seen.HostName is { } name) settings = settings.Set(ManagedSettings.HostName, name);
            settings = settings.Set(ManagedSettings.NtpServers, seen.NtpEnabled == false ? "" : string.Join(',', seen.NtpServers));
            settings = Pick(settings, keys.BmcSettings);
        }

        return new MachineLook(
            known with
            {
                Identity = identity,
                BmcFingerprint = connection.Fingerprint,
                Bios = bios,
                Firmware = firmware,
                BmcSettings = settings,
                Power = power is PowerState.On or PowerState.PoweringOn ? PowerState.On : PowerState.Off,
            },
            findings)
        { ForeignPending = foreign };
    }

    private static async ValueTask<PortResult<(ValueMap<string, string> Values, ValueArray<Diagnostic> Findings, ValueMap<string, string> Foreign)>> ReadBiosAsync(
        IBiosPort port, ValueArray<string> keys, BiosProfile? profile, CancellationToken cancellationToken)
    {
        if (profile is null)
        {
            var current = await port.ReadCurrentAsync(cancellationToken);
            return current.Match<PortResult<(ValueMap<string, string>, ValueArray<Diagnostic>, ValueMap<string, string>)>>(
                values => (Pick(values, keys), ValueArray<Diagnostic>.Empty, ValueMap<string, string>.Empty), fault => fault);
        }

        var answer = await port.ReadAsync(keys, cancellationToken);
        return answer.Match<PortResult<(ValueMap<string, string>, ValueArray<Diagnostic>, ValueMap<string, string>)>>(
            seen => (Pick(seen.Current, keys), BiosProfileValidator.Validate(profile, seen), Foreign(seen, profile)), fault => fault);
    }

    private static ValueMap<string, string> Foreign(BiosObservation seen, BiosProfile profile) => ValueMap<string, string>.From(
        seen.Pending.Where(entry => !profile.Attributes.TryGetValue(entry.Key, out var wanted) || wanted != entry.Value));

    private static ValueMap<string, string> Pick(ValueMap<string, string> values, ValueArray<string> keys) => ValueMap<string, string>.From(
        keys.Distinct(StringComparer.Ordinal).Where(values.ContainsKey).Select(key => KeyValuePair.Create(key, values[key])));
}
