using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Model.Agents;

/// <summary>What the agent answers to an <see cref="AgentOrder"/>.</summary>
public abstract record AgentAnswer
{
    private AgentAnswer()
    {
    }

    /// <summary>It could not.</summary>
    public sealed record Failed(Fault Fault) : AgentAnswer;

    /// <summary>It was done and there is nothing to say.</summary>
    public sealed record Completed : AgentAnswer;

    /// <summary>No TPM is in this machine.</summary>
    public sealed record NoTpm : AgentAnswer;

    /// <summary>The keys of the TPM.</summary>
    /// <param name="EndorsementKey">TPM2B_PUBLIC of the EK.</param>
    /// <param name="EndorsementCertificate">DER; empty where the TPM has none.</param>
    /// <param name="AttestationKey">TPM2B_PUBLIC of the AK.</param>
    public sealed record Identified(
        ValueArray<byte> EndorsementKey, ValueArray<byte> EndorsementCertificate, ValueArray<byte> AttestationKey) : AgentAnswer;

    /// <summary>The secret that only this TPM could decrypt.</summary>
    public sealed record Activated(ValueArray<byte> Secret) : AgentAnswer;

    /// <summary>The quote.</summary>
    /// <param name="Attest">TPMS_ATTEST.</param>
    /// <param name="Signature">TPMT_SIGNATURE.</param>
    /// <param name="Pcrs">SHA-256 PCR values by index, lower-case hex.</param>
    /// <param name="EventLog">The firmware's event log.</param>
    public sealed record Quoted(
        ValueArray<byte> Attest, ValueArray<byte> Signature, ValueMap<int, string> Pcrs, ValueArray<byte> EventLog) : AgentAnswer;

    /// <summary>The image is on the disk and was read back.</summary>
    public sealed record Written(ImageWritten Result) : AgentAnswer;

    /// <summary>Identity was written.</summary>
    /// <param name="SeedWritten">Whether the image had a place for it (a partition named CIDATA).</param>
    public sealed record IdentityWritten(bool SeedWritten) : AgentAnswer;
}
