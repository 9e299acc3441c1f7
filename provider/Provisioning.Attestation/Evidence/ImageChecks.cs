using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Evidence;

/// <summary>Whether what was booted is ours. Rests on the quote and on the replay: without them nothing here can pass.</summary>
internal sealed class ImageChecks
{
    private const int BootManagerRegister = 4;
    private const int ImageRegister = 11;
    private const int MachineDataRegister = 12;

    public ImageChecks(AttestationExpectation expectation, QuoteChecks quote, LogChecks log)
    {
        var believable = log.Replay is AttestationCheckResult.Passed && quote.Signature is AttestationCheckResult.Passed
            && quote.Nonce is AttestationCheckResult.Passed;
        var unsupported = quote.Bank != TpmAlgorithm.Sha256;
        Booted = Judge(expectation.Image, "no image of ours was given to compare with", image =>
            !believable || unsupported || !log.Registers.ContainsKey(BootManagerRegister)
                ? AttestationDiagnostics.OtherImage(Unproven(BootManagerRegister, unsupported))
                : BootedFault(image, log.BootedApplications, expectation.FirmwareApplications));
        Sections = Judge(expectation.Image, "no image of ours was given to compare with", image =>
            !believable || unsupported || !log.Registers.TryGetValue(ImageRegister, out var value)
                ? AttestationDiagnostics.OtherSections(Unproven(ImageRegister, unsupported))
                : RegisterFault(value, image.Pcr11, AttestationDiagnostics.OtherSections));
        MachineData = Judge(expectation.MachineDataPcr12, "no per-machine data was given to compare with", expected =>
            !believable || unsupported || !log.Registers.TryGetValue(MachineDataRegister, out var value)
                ? AttestationDiagnostics.OtherMachineData(Unproven(MachineDataRegister, unsupported))
                : RegisterFault(value, expected, AttestationDiagnostics.OtherMachineData));
    }

    public AttestationCheckResult Booted { get; }

    public AttestationCheckResult Sections { get; }

    public AttestationCheckResult MachineData { get; }

    private static AttestationCheckResult Judge<T>(T? expected, string reason, Func<T, Diagnostic?> fault)
        where T : class =>
        expected is null ? CheckResults.NotApplicable(reason) : CheckResults.From(fault(expected));

    /// <summary>
    /// Firmware starts our image, and the stub in it starts the kernel inside through the firmware, which measures that, too. Nothing
    /// else may have run: an application before ours could have done anything.
    /// </summary>
    private static Diagnostic? BootedFault(UkiMeasurement image, ValueArray<string> started, ValueArray<string> firmwareApplications)
    {
        var booted = started.SkipWhile(digest => firmwareApplications.Contains(digest)).ToValueArray();
        ValueArray<string> alone = [image.AuthenticodeSha256];
        if (booted == alone) return null;
        if (image.KernelAuthenticodeSha256 is { } kernel && booted == alone.Add(kernel)) return null;
        return AttestationDiagnostics.OtherImage(booted.IsEmpty
            ? "PCR 4 holds no application."
            : $"PCR 4 holds, in order: {string.Join(", ", booted)}. Ours is {image.AuthenticodeSha256}.");
    }

    private static Diagnostic? RegisterFault(byte[] value, string expected, Func<string, Diagnostic> fault)
    {
        var seen = Convert.ToHexStringLower(value);
        return seen == expected ? null : fault($"The register holds {seen}; ours is {expected}.");
    }

    private static string Unproven(int pcr, bool unsupported) => unsupported
        ? "Our image is known in the sha256 bank only."
        : $"PCR {pcr} is not proven: nonce, signature, selection or replay failed.";
}
