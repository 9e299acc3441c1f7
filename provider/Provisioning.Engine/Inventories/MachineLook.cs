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
        if (!keys.Bios.IsEmpty)
        {
            var answer = await connection.Bios.ReadAsync(profile is null ? ValueArray<string>.Empty : keys.Bios, cancellationToken);
            if (!answer.TryGet(out var seen, out var fault)) return fault;
            bios = Pick(seen.Current, keys.Bios);
            if (profile is not null) findings = BiosProfileValidator.Validate(profile, seen);
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
            findings);
    }

    private static ValueMap<string, string> Pick(ValueMap<string, string> values, ValueArray<string> keys) => ValueMap<string, string>.From(
        keys.Distinct(StringComparer.Ordinal).Where(values.ContainsKey).Select(key => KeyValuePair.Create(key, values[key])));
}
