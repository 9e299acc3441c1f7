using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Provisioning.AgentContract.Tasks;

/// <summary>What came of a task. JSON: the cases are told apart by <c>kind</c>; byte arrays are base64.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Attested), "attested")]
[JsonDerivedType(typeof(Activated), "activated")]
[JsonDerivedType(typeof(ImageWritten), "imageWritten")]
[JsonDerivedType(typeof(IdentityWritten), "identityWritten")]
[JsonDerivedType(typeof(Restarting), "restarting")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record AgentTaskResult
{
    private AgentTaskResult()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<Attested, T> attested,
        Func<Activated, T> activated,
        Func<ImageWritten, T> imageWritten,
        Func<IdentityWritten, T> identityWritten,
        Func<Restarting, T> restarting,
        Func<Failed, T> failed) => this switch
        {
            Attested result => attested(result),
            Activated result => activated(result),
            ImageWritten result => imageWritten(result),
            IdentityWritten result => identityWritten(result),
            Restarting result => restarting(result),
            Failed result => failed(result),
            _ => throw new UnreachableException(),
        };

    /// <summary>The quote and what is needed to judge it.</summary>
    /// <param name="EkCertificate">DER, when the TPM holds one.</param>
    /// <param name="EkPublic">TPMT_PUBLIC of the endorsement key.</param>
    /// <param name="AkPublic">TPMT_PUBLIC of the attestation key.</param>
    /// <param name="AkName">The attestation key's name: hash algorithm id and digest.</param>
    /// <param name="Quoted">TPMS_ATTEST as signed.</param>
    /// <param name="QuoteSignature">TPMT_SIGNATURE.</param>
    /// <param name="Bank">The bank of <paramref name="Pcrs"/>.</param>
    /// <param name="Pcrs">The values of the PCRs asked for.</param>
    /// <param name="EventLog">The firmware's event log, as the kernel shows it; empty when there is none.</param>
    public sealed record Attested(
        byte[]? EkCertificate,
        byte[] EkPublic,
        byte[] AkPublic,
        byte[] AkName,
        byte[] Quoted,
        byte[] QuoteSignature,
        string Bank,
        PcrValue[] Pcrs,
        byte[] EventLog) : AgentTaskResult;

    /// <summary>The secret that only this TPM could unwrap.</summary>
    /// <param name="Secret">The secret.</param>
    public sealed record Activated(byte[] Secret) : AgentTaskResult
    {
        /// <summary>Does not show it.</summary>
        public override string ToString() => "activated";
    }

    /// <summary>The image is on the disk, was read back and found equal.</summary>
    /// <param name="DiskSerial">The disk.</param>
    /// <param name="DiskName">Its name in the agent's kernel, e.g. <c>nvme0n1</c>.</param>
    /// <param name="DiskSizeBytes">Its size.</param>
    /// <param name="BytesWritten">Length of the raw image.</param>
    /// <param name="RawSha256">Of the raw image, lower-case hex.</param>
    /// <param name="WriteMilliseconds">First byte asked for to last byte flushed.</param>
    /// <param name="VerifyMilliseconds">Reading back.</param>
    /// <param name="WithIdentity">Whether an identity was given and written.</param>
    /// <param name="Warnings">Worth knowing, nothing that stops.</param>
    public sealed record ImageWritten(
        string DiskSerial,
        string DiskName,
        long DiskSizeBytes,
        long BytesWritten,
        string RawSha256,
        long WriteMilliseconds,
        long VerifyMilliseconds,
        bool WithIdentity,
        AgentFault[] Warnings) : AgentTaskResult;

    /// <summary>The identity was written, or the image has no place for it.</summary>
    /// <param name="Written">False when the image has no partition labelled CIDATA.</param>
    /// <param name="Files">Names of the files written.</param>
    /// <param name="Warnings">Says why when nothing was written.</param>
    public sealed record IdentityWritten(bool Written, string[] Files, AgentFault[] Warnings) : AgentTaskResult;

    /// <summary>The machine restarts or switches off as soon as the server has taken this.</summary>
    public sealed record Restarting : AgentTaskResult;

    /// <summary>It could not be done.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Failed(AgentFault Fault) : AgentTaskResult;
}
