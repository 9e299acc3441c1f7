using Provisioning.Api.Discovery;
using Provisioning.Api.Receipts;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.ToWire;

/// <summary>What looking at BMCs found, and receipts, as the wire carries them.</summary>
public static class DiscoveryToWire
{
    /// <summary>The BMCs that answered.</summary>
    public static Wire.DiscoverAnswer ToWire(this Outcome<ValueArray<DiscoveredBmc>> outcome)
    {
        var wire = new Wire.DiscoverAnswer();
        if (outcome is Outcome<ValueArray<DiscoveredBmc>>.Success success) wire.Found.Add(success.Value.Select(ToWire));
        wire.Diagnostics.Add(outcome.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>What an examination found.</summary>
    public static Wire.DoctorAnswer ToWire(this Outcome<DoctorReport> outcome)
    {
        var wire = new Wire.DoctorAnswer();
        if (outcome is Outcome<DoctorReport>.Success success) wire.Report = ToWire(success.Value);
        wire.Diagnostics.Add(outcome.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>Receipts.</summary>
    public static Wire.ExportReceiptsAnswer ToWire(this Outcome<ReceiptsExport> outcome)
    {
        var wire = new Wire.ExportReceiptsAnswer();
        if (outcome is Outcome<ReceiptsExport>.Success success)
        {
            wire.Files.Add(success.Value.Files.Select(file => new Wire.ReceiptFile { Name = file.Name, Content = file.Content }));
        }

        wire.Diagnostics.Add(outcome.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>One BMC.</summary>
    public static Wire.DiscoveredBmc ToWire(this DiscoveredBmc bmc)
    {
        var wire = new Wire.DiscoveredBmc { Address = bmc.Address, ObservedAt = bmc.ObservedAt.ToWire(), Fault = bmc.Fault?.ToWire() };
        if (bmc.Manufacturer is { } manufacturer) wire.Manufacturer = manufacturer;
        if (bmc.Model is { } model) wire.Model = model;
        if (bmc.Serial is { } serial) wire.Serial = serial;
        if (bmc.Uuid is { } uuid) wire.Uuid = uuid;
        if (bmc.RedfishVersion is { } redfish) wire.RedfishVersion = redfish;
        if (bmc.BmcFirmware is { } firmware) wire.BmcFirmware = firmware;
        if (bmc.TlsFingerprint is { } fingerprint) wire.TlsFingerprint = fingerprint;
        if (bmc.Power is { } power) wire.Power = power;
        if (bmc.EnrolledAs is { } name) wire.EnrolledAs = name;
        return wire;
    }

    private static Wire.DoctorReport ToWire(DoctorReport report)
    {
        var wire = new Wire.DoctorReport { Address = report.Address, ObservedAt = report.ObservedAt.ToWire() };
        wire.Checks.Add(report.Checks.Select(ToWire));
        wire.Bios.Add(report.Bios.Select(ToWire));
        wire.Firmware.Add(report.Firmware.Select(ToWire));
        return wire;
    }

    private static Wire.BiosAttribute ToWire(BiosAttribute attribute)
    {
        var wire = new Wire.BiosAttribute { Name = attribute.Name, Value = attribute.Value, ReadOnly = attribute.ReadOnly };
        if (attribute.Pending is { } pending) wire.Pending = pending;
        if (attribute.Type is { } type) wire.Type = type;
        wire.AllowedValues.Add(attribute.AllowedValues);
        if (attribute.Least is { } least) wire.Least = least;
        if (attribute.Most is { } most) wire.Most = most;
        if (attribute.Longest is { } longest) wire.Longest = longest;
        return wire;
    }

    private static Wire.FirmwareComponent ToWire(FirmwareComponent component)
    {
        var wire = new Wire.FirmwareComponent { Id = component.Id, Name = component.Name, Version = component.Version };
        if (component.Role is { } role) wire.Role = role;
        return wire;
    }

    private static Wire.DoctorCheck ToWire(DoctorCheck check)
    {
        var wire = new Wire.DoctorCheck
        {
            Name = check.Name,
            Verdict = (Wire.Verdict)check.Verdict,
            Seen = check.Seen,
            Fix = check.Fix,
        };
        if (check.Code is { } code) wire.Code = code.Number;
        return wire;
    }
}
