using Provisioning.Model.Collections;

namespace Provisioning.Model.Attestation;

/// <summary>The stages by the names that receipts use for ever, in the order in which a machine goes through them.</summary>
public static class ReceiptStages
{
    /// <summary>The machine was found and identified.</summary>
    public const string Discovery = "discovery";

    /// <summary>The BMC's own settings.</summary>
    public const string BmcConfiguration = "bmc_configuration";

    /// <summary>Firmware versions.</summary>
    public const string Firmware = "firmware";

    /// <summary>BIOS settings.</summary>
    public const string Bios = "bios";

    /// <summary>The operating system was written.</summary>
    public const string Imaging = "imaging";

    /// <summary>What the machine shows was compared with what it must show.</summary>
    public const string Validation = "validation";

    /// <summary>The machine reported in.</summary>
    public const string Readiness = "readiness";

    /// <summary>The machine was given back.</summary>
    public const string Retire = "retire";

    /// <summary>All, in order.</summary>
    public static ValueArray<string> InOrder { get; } =
        [Discovery, BmcConfiguration, Firmware, Bios, Imaging, Validation, Readiness, Retire];
}
