namespace Provisioning.Model.Attestation;

/// <summary>The checks that a machine's evidence goes through, in the order in which they are made. The names are part of receipts.</summary>
public enum AttestationCheckName
{
    /// <summary>The quote is over the nonce that we chose for it.</summary>
    Nonce = 1,

    /// <summary>The quoted structure was made inside a TPM and is a quote (TPM 2.0 part 2, TPMS_ATTEST: magic and type).</summary>
    QuoteStructure = 2,

    /// <summary>The attestation key can only sign what the TPM itself made, and cannot leave the TPM.</summary>
    AttestationKey = 3,

    /// <summary>The attestation key is in the TPM that owns the endorsement key (credential activation).</summary>
    KeyBinding = 4,

    /// <summary>The endorsement key's certificate is for that key and chains to a trusted manufacturer.</summary>
    EndorsementCertificate = 5,

    /// <summary>The attestation key signed the quote.</summary>
    Signature = 6,

    /// <summary>The quote covers every register that is asked for, in a bank that is strong enough.</summary>
    PcrSelection = 7,

    /// <summary>The event log can be read to its end.</summary>
    EventLogForm = 8,

    /// <summary>The event log has the quoted bank, and its replay gives the quoted digest.</summary>
    EventLogReplay = 9,

    /// <summary>Where the data of an event is what was measured, its digest is the digest of the data.</summary>
    EventDigests = 10,

    /// <summary>One separator in each of PCR 0 to 7, and the Secure Boot variables before that of PCR 7.</summary>
    SeparatorRules = 11,

    /// <summary>The firmware is not in debug or audit mode.</summary>
    FirmwareMode = 12,

    /// <summary>The machine was restarted since the last look (the reset counter rose).</summary>
    ResetCounter = 13,

    /// <summary>PCR 4: what was booted is our image, and nothing else was.</summary>
    BootedImage = 14,

    /// <summary>PCR 11: the kernel, command line and ramdisk inside the image are ours.</summary>
    ImageSections = 15,

    /// <summary>PCR 12: the per-machine data beside the image is what we put there.</summary>
    MachineData = 16,
}
