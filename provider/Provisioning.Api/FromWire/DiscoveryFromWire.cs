using Provisioning.Api.Discovery;
using Provisioning.Api.Receipts;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.FromWire;

/// <summary>What looking at BMCs found, and receipts, as the wire carries them.</summary>
public static class DiscoveryFromWire
{
    /// <summary>The BMCs that answered.</summary>
    public static Outcome<ValueArray<DiscoveredBmc>> FromWire(this Wire.DiscoverAnswer answer) =>
        Outcomes.OfList(answer.Found.Select(FromWire).ToValueArray(), answer.Diagnostics);

    /// <summary>What an examination found.</summary>
    public static Outcome<DoctorReport> FromWire(this Wire.DoctorAnswer answer) =>
        Outcomes.Of(answer.Report is { } report ? FromWire(report) : null, answer.Diagnostics);

    /// <summary>Receipts.</summary>
    public static Outcome<ReceiptsExport> FromWire(this Wire.ExportReceiptsAnswer answer) => Outcomes.Of(
        new ReceiptsExport(answer.Files.Select(file => new ReceiptFile(file.Name, file.Content)).ToValueArray()), answer.Diagnostics);

    /// <summary>One BMC.</summary>
    public static DiscoveredBmc FromWire(this Wire.DiscoveredBmc bmc) => new()
    {
        Address = bmc.Address,
        Manufacturer = bmc.HasManufacturer ? bmc.Manufacturer : null,
        Model = bmc.HasModel ? bmc.Model : null,
        Serial = bmc.HasSerial ? bmc.Serial : null,
        Uuid = bmc.HasUuid ? bmc.Uuid : null,
        RedfishVersion = bmc.HasRedfishVersion ? bmc.RedfishVersion : null,
        BmcFirmware = bmc.HasBmcFirmware ? bmc.BmcFirmware : null,
        TlsFingerprint = bmc.HasTlsFingerprint ? bmc.TlsFingerprint : null,
        Power = bmc.HasPower ? bmc.Power : null,
        EnrolledAs = bmc.HasEnrolledAs ? bmc.EnrolledAs : null,
        ObservedAt = bmc.ObservedAt.FromWire(),
        Fault = bmc.Fault?.FromWire(),
    };

    private static DoctorReport FromWire(Wire.DoctorReport report) =>
        new(report.Address, report.Checks.Select(FromWire).ToValueArray(), report.ObservedAt.FromWire())
        {
            Bios = report.Bios.Select(FromWire).ToValueArray(),
            Firmware = report.Firmware.Select(FromWire).ToValueArray(),
        };

    private static BiosAttribute FromWire(Wire.BiosAttribute attribute) => new()
    {
        Name = attribute.Name,
        Value = attribute.Value,
        Pending = attribute.HasPending ? attribute.Pending : null,
        Type = attribute.HasType ? attribute.Type : null,
        ReadOnly = attribute.ReadOnly,
        AllowedValues = attribute.AllowedValues.ToValueArray(),
        Least = attribute.HasLeast ? attribute.Least : null,
        Most = attribute.HasMost ? attribute.Most : null,
        Longest = attribute.HasLongest ? attribute.Longest : null,
    };

    private static FirmwareComponent FromWire(Wire.FirmwareComponent component) =>
        new(component.Id, component.Name, component.Version, component.HasRole ? component.Role : null);

    private static DoctorCheck FromWire(Wire.DoctorCheck check) => new(
        check.Name,
        check.Verdict switch
        {
            Wire.Verdict.Passed => DoctorVerdict.Passed,
            Wire.Verdict.Warning => DoctorVerdict.Warning,
            Wire.Verdict.Skipped => DoctorVerdict.Skipped,
            _ => DoctorVerdict.Failed,
        },
        check.Seen,
        check.Fix,
        check.HasCode ? new DiagnosticCode(check.Code) : null);
}
