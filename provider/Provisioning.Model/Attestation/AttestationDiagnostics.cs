using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Attestation;

/// <summary>BM60xx: what a machine's TPM evidence shows. Receipts have <see cref="ReceiptDiagnostics"/>, the TPM itself <see cref="TpmDiagnostics"/>.</summary>
public static class AttestationDiagnostics
{
    private const string Withheld = "User data and join secrets are withheld, and the step fails.";
    private const string LookAtMachine = "Look at the machine before trying again: `baremetal explain NAME` shows what was measured. If the deploy image was changed on purpose, build it again and repeat the stage.";

    /// <summary>BM6001.</summary>
    public static readonly DiagnosticDescriptor EvidenceMalformed = DiagnosticDescriptor.Error(
        6001,
        "TPM evidence cannot be read",
        "Evidence that cannot be read proves nothing. " + Withheld,
        "Repeat the stage; if it happens again, report it with the firmware and TPM versions of the machine.");

    /// <summary>BM6002.</summary>
    public static readonly DiagnosticDescriptor NonceMismatch = DiagnosticDescriptor.Error(
        6002,
        "Quote is not over our nonce",
        "A quote over another nonce may be an old one, replayed. " + Withheld,
        LookAtMachine);

    /// <summary>BM6003.</summary>
    public static readonly DiagnosticDescriptor NotAQuote = DiagnosticDescriptor.Error(
        6003,
        "Signed structure is not a TPM quote",
        "Only a structure that the TPM itself made says anything about its registers. " + Withheld,
        LookAtMachine);

    /// <summary>BM6004.</summary>
    public static readonly DiagnosticDescriptor AttestationKeyUnfit = DiagnosticDescriptor.Error(
        6004,
        "Attestation key is not restricted to its TPM",
        "A key that can sign anything, or can leave the TPM, can sign a made-up quote. " + Withheld,
        LookAtMachine);

    /// <summary>BM6005.</summary>
    public static readonly DiagnosticDescriptor KeyNotBound = DiagnosticDescriptor.Error(
        6005,
        "Attestation key was not activated against the endorsement key",
        "Without it the attestation key may live in another TPM than the one that the endorsement key names. " + Withheld,
        LookAtMachine);

    /// <summary>BM6006.</summary>
    public static readonly DiagnosticDescriptor EndorsementUntrusted = DiagnosticDescriptor.Error(
        6006,
        "Endorsement certificate is not trusted",
        "The certificate is what says that a real TPM holds the key. " + Withheld,
        "Add the TPM maker's root and intermediate certificates to the site if the maker is one that you trust.");

    /// <summary>BM6007.</summary>
    public static readonly DiagnosticDescriptor EndorsementKeyMismatch = DiagnosticDescriptor.Error(
        6007,
        "Endorsement certificate is for another key",
        "A certificate of another TPM says nothing about this one. " + Withheld,
        LookAtMachine);

    /// <summary>BM6008.</summary>
    public static readonly DiagnosticDescriptor SignatureInvalid = DiagnosticDescriptor.Error(
        6008,
        "Quote is not signed by the attestation key",
        "The quote was changed, or was made by another key. " + Withheld,
        LookAtMachine);

    /// <summary>BM6009.</summary>
    public static readonly DiagnosticDescriptor SelectionIncomplete = DiagnosticDescriptor.Error(
        6009,
        "Quote leaves registers out",
        "A register that is not quoted can hold anything. " + Withheld,
        LookAtMachine);

    /// <summary>BM6010.</summary>
    public static readonly DiagnosticDescriptor BankWeak = DiagnosticDescriptor.Error(
        6010,
        "Quote uses a weak hash",
        "SHA-1 can be collided, so two boot chains can have one value. " + Withheld,
        "Enable the TPM's SHA-256 bank in the firmware's settings.");

    /// <summary>BM6011.</summary>
    public static readonly DiagnosticDescriptor EventLogMalformed = DiagnosticDescriptor.Error(
        6011,
        "Event log cannot be read",
        "Without the log nobody can say what the registers were made of. " + Withheld,
        LookAtMachine);

    /// <summary>BM6012.</summary>
    public static readonly DiagnosticDescriptor EventLogDisagrees = DiagnosticDescriptor.Error(
        6012,
        "Event log does not give the quoted values",
        "Something was measured that the log does not show, or the log was changed. " + Withheld,
        LookAtMachine);

    /// <summary>BM6013.</summary>
    public static readonly DiagnosticDescriptor BankWithoutEvents = DiagnosticDescriptor.Error(
        6013,
        "Quoted bank has no events",
        "Registers that nothing was measured into are zero and agree with an empty log: that proves nothing. " + Withheld,
        "Enable measured boot and the SHA-256 bank in the firmware's settings; if they are, update the firmware.");

    /// <summary>BM6014.</summary>
    public static readonly DiagnosticDescriptor EventDataChanged = DiagnosticDescriptor.Error(
        6014,
        "Event data is not what was measured",
        "The text beside a digest is only worth reading when it gives that digest. " + Withheld,
        LookAtMachine);

    /// <summary>BM6015.</summary>
    public static readonly DiagnosticDescriptor SeparatorsWrong = DiagnosticDescriptor.Error(
        6015,
        "Event log breaks the order of the boot",
        "Separators divide what firmware measured from what it booted; a wrong one lets the booted code pose as firmware. " + Withheld,
        LookAtMachine);

    /// <summary>BM6016.</summary>
    public static readonly DiagnosticDescriptor FirmwareUnsafeMode = DiagnosticDescriptor.Error(
        6016,
        "Firmware is in debug or audit mode",
        "In these modes firmware runs what it would otherwise refuse. " + Withheld,
        "Leave the mode in the firmware's settings and repeat the stage.");

    /// <summary>BM6017.</summary>
    public static readonly DiagnosticDescriptor NotRestarted = DiagnosticDescriptor.Error(
        6017,
        "Machine was not restarted",
        "What runs was started before our last look, so the registers tell of an older boot. " + Withheld,
        "Repeat the stage, so that the machine boots again.");

    /// <summary>BM6018.</summary>
    public static readonly DiagnosticDescriptor BootedAnotherImage = DiagnosticDescriptor.Error(
        6018,
        "Machine booted something other than our image",
        "What the firmware started is not, or not only, the deploy image. " + Withheld,
        LookAtMachine);

    /// <summary>BM6019.</summary>
    public static readonly DiagnosticDescriptor ImageSectionsDiffer = DiagnosticDescriptor.Error(
        6019,
        "Kernel, command line or ramdisk is not ours",
        "PCR 11 is made of the parts of the deploy image; another value means another part. " + Withheld,
        LookAtMachine);

    /// <summary>BM6020.</summary>
    public static readonly DiagnosticDescriptor MachineDataDiffers = DiagnosticDescriptor.Error(
        6020,
        "Per-machine data is not what we put on the medium",
        "PCR 12 is made of the data beside the image; another value means that it was changed or added to. " + Withheld,
        LookAtMachine);

    /// <summary>BM6021.</summary>
    public static readonly DiagnosticDescriptor UkiUnreadable = DiagnosticDescriptor.Error(
        6021,
        "Deploy image cannot be measured",
        "Its measurements are needed to recognise it on a machine.",
        "Build the deploy image again with `baremetal agent build`.");

    /// <summary>BM6022.</summary>
    public static readonly DiagnosticDescriptor EndorsementKeyUnfit = DiagnosticDescriptor.Error(
        6022,
        "Endorsement key cannot take a credential",
        "Only a restricted decryption key of a known kind can prove that two keys are in one TPM. " + Withheld,
        LookAtMachine);

    /// <summary>BM6023.</summary>
    public static readonly DiagnosticDescriptor PolicyNotMet = DiagnosticDescriptor.Error(
        6023,
        "The machine does not meet its attestation policy",
        "What it measured is not what the site accepts. Nothing was written, and no secret was sent, where this was found before an installation.",
        "Look at the machine: firmware that changed, Secure Boot switched off, another TPM. If what is named is as it should be, accept it in the policy and apply again.");

    /// <summary>BM6024.</summary>
    public static readonly DiagnosticDescriptor NotMeasured = DiagnosticDescriptor.Error(
        6024,
        "No measurement of the machine is kept",
        "A policy is judged by what the TPM measured when the deployment agent ran, and the store has no record of that.",
        "Install the machine anew (`os.rebuild_trigger`, and allow data loss), which measures it; or leave the policy out.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        EvidenceMalformed, NonceMismatch, NotAQuote, AttestationKeyUnfit, KeyNotBound, EndorsementUntrusted, EndorsementKeyMismatch,
        SignatureInvalid, SelectionIncomplete, BankWeak, EventLogMalformed, EventLogDisagrees, BankWithoutEvents, EventDataChanged,
        SeparatorsWrong, FirmwareUnsafeMode, NotRestarted, BootedAnotherImage, ImageSectionsDiffer, MachineDataDiffers, UkiUnreadable,
        EndorsementKeyUnfit, PolicyNotMet, NotMeasured,
    ];

    /// <summary>A structure that cannot be read.</summary>
    /// <param name="what">Which one, as a noun: "quote", "attestation key".</param>
    /// <param name="seen">How much there was of it, or where reading stopped.</param>
    public static Diagnostic Malformed(string what, string seen) => EvidenceMalformed.Occurs($"The {what} cannot be read", seen);

    /// <summary>The nonce in the quote is not ours.</summary>
    public static Diagnostic WrongNonce(string expected, string seen) =>
        NonceMismatch.Occurs("The quote is not over our nonce", $"Nonce {Shown(seen)}; ours is {Shown(expected)}.");

    /// <summary>Magic or type of the signed structure are wrong.</summary>
    public static Diagnostic WrongStructure(string seen) => NotAQuote.Occurs("What was signed is not a TPM quote", seen);

    /// <summary>The attestation key lacks an attribute, or has one that it must not have.</summary>
    public static Diagnostic UnfitKey(string seen) => AttestationKeyUnfit.Occurs("The attestation key is not restricted to its TPM", seen);

    /// <summary>The key was not activated, or the wrong secret came back.</summary>
    public static Diagnostic NotBound(string seen) =>
        KeyNotBound.Occurs("Nothing shows that the attestation key is in the TPM of the endorsement key", seen);

    /// <summary>The chain of the endorsement certificate does not end at a trusted root.</summary>
    public static Diagnostic UntrustedEndorsement(string subject, string issuer, string seen) =>
        EndorsementUntrusted.Occurs("The endorsement certificate is not trusted", $"Subject \"{subject}\", issuer \"{issuer}\": {seen}");

    /// <summary>The certificate holds another key.</summary>
    public static Diagnostic OtherEndorsementKey(string seen) =>
        EndorsementKeyMismatch.Occurs("The endorsement certificate is for another key", seen);

    /// <summary>The signature over the quote does not verify.</summary>
    public static Diagnostic InvalidSignature(string seen) => SignatureInvalid.Occurs("The quote is not signed by the attestation key", seen);

    /// <summary>Registers are missing from the selection.</summary>
    public static Diagnostic IncompleteSelection(string bank, IEnumerable<int> missing) =>
        SelectionIncomplete.Occurs("The quote leaves registers out", $"Bank {bank}: PCR {string.Join(", ", missing)} not quoted.");

    /// <summary>A bank or a signature hash is too weak.</summary>
    public static Diagnostic WeakBank(string seen) => BankWeak.Occurs("The quote uses a weak hash", seen);

    /// <summary>The log stops making sense.</summary>
    public static Diagnostic MalformedLog(string seen) => EventLogMalformed.Occurs("The event log cannot be read", seen);

    /// <summary>The replay gives another digest.</summary>
    public static Diagnostic DisagreeingLog(string seen) => EventLogDisagrees.Occurs("The event log does not give the quoted values", seen);

    /// <summary>The bank, or a firmware register in it, has no event.</summary>
    public static Diagnostic NoEvents(string seen) => BankWithoutEvents.Occurs("The quoted bank has no events", seen);

    /// <summary>The data of an event does not give its digest.</summary>
    public static Diagnostic ChangedEventData(string seen) => EventDataChanged.Occurs("The data of an event is not what was measured", seen);

    /// <summary>The rules about separators are broken.</summary>
    public static Diagnostic WrongSeparators(string seen) => SeparatorsWrong.Occurs("The event log breaks the order of the boot", seen);

    /// <summary>The firmware says that it is in a mode that weakens it.</summary>
    public static Diagnostic UnsafeMode(string seen) => FirmwareUnsafeMode.Occurs("The firmware is in debug or audit mode", seen);

    /// <summary>The reset counter did not rise.</summary>
    public static Diagnostic NoRestart(uint before, uint now) =>
        NotRestarted.Occurs("The machine was not restarted", $"The TPM's reset counter was {before} and is {now}.");

    /// <summary>PCR 4 tells of another application.</summary>
    public static Diagnostic OtherImage(string seen) => BootedAnotherImage.Occurs("The machine booted something other than our image", seen);

    /// <summary>PCR 11 has another value.</summary>
    public static Diagnostic OtherSections(string seen) =>
        ImageSectionsDiffer.Occurs("The kernel, command line or ramdisk is not ours", seen);

    /// <summary>PCR 12 has another value.</summary>
    public static Diagnostic OtherMachineData(string seen) =>
        MachineDataDiffers.Occurs("The per-machine data is not what we put on the medium", seen);

    /// <summary>Our own image cannot be read.</summary>
    public static Diagnostic UnreadableUki(string seen) => UkiUnreadable.Occurs("The deploy image cannot be measured", seen);

    /// <summary>The endorsement key is of a kind that a credential cannot be made for.</summary>
    public static Diagnostic UnfitEndorsementKey(string seen) => EndorsementKeyUnfit.Occurs("The endorsement key cannot take a credential", seen);

    /// <summary>The measurements are not what a policy accepts.</summary>
    public static Diagnostic DoesNotMeet(string server, string policy, IEnumerable<string> deviations) => PolicyNotMet.Occurs(
        $"{server}: does not meet {policy}", string.Join("; ", deviations) + ".", AttributePath.Of("attestation_policy"));

    /// <summary>A policy is to be judged, and nothing was measured under this store.</summary>
    public static Diagnostic NothingIsMeasured(string server, string policy) => NotMeasured.Occurs(
        $"{server}: nothing was measured that {policy} could be held against", "The store has no evidence of an attestation.", AttributePath.Of("attestation_policy"));

    private static string Shown(string hex) => hex.Length == 0 ? "(empty)" : hex;
}
