using System.Diagnostics;
using System.Text.Json.Serialization;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Identities;

namespace Provisioning.AgentContract.Tasks;

/// <summary>
/// One thing that the engine asks of the agent. Idempotent by its id: an agent that has done it answers with the result that it
/// had. JSON: the cases are told apart by <c>kind</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Attest), "attest")]
[JsonDerivedType(typeof(Activate), "activate")]
[JsonDerivedType(typeof(WriteImage), "writeImage")]
[JsonDerivedType(typeof(WriteIdentity), "writeIdentity")]
[JsonDerivedType(typeof(Reboot), "reboot")]
[JsonDerivedType(typeof(PowerOff), "powerOff")]
public abstract record AgentTask
{
    private AgentTask(string id, long sequence)
    {
        Id = id;
        Sequence = sequence;
    }

    /// <summary>Letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; 1 to 100 characters.</summary>
    public string Id { get; init; }

    /// <summary>Strictly rising in a session, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<Attest, T> attest,
        Func<Activate, T> activate,
        Func<WriteImage, T> writeImage,
        Func<WriteIdentity, T> writeIdentity,
        Func<Reboot, T> reboot,
        Func<PowerOff, T> powerOff) => this switch
        {
            Attest task => attest(task),
            Activate task => activate(task),
            WriteImage task => writeImage(task),
            WriteIdentity task => writeIdentity(task),
            Reboot task => reboot(task),
            PowerOff task => powerOff(task),
            _ => throw new UnreachableException(),
        };

    /// <summary>Quote the TPM's PCRs. Answered by <see cref="AgentTaskResult.Attested"/>.</summary>
    /// <param name="Id">See <see cref="AgentTask.Id"/>.</param>
    /// <param name="Sequence">See <see cref="AgentTask.Sequence"/>.</param>
    /// <param name="Nonce">The engine's, at most 32 bytes; base64 in JSON.</param>
    /// <param name="Pcrs">PCR indices, 0 to 23.</param>
    /// <param name="Bank"><c>sha256</c> or <c>sha384</c>.</param>
    public sealed record Attest(string Id, long Sequence, byte[] Nonce, int[] Pcrs, string Bank) : AgentTask(Id, Sequence);

    /// <summary>Prove that the attestation key lives beside the endorsement key. Answered by <see cref="AgentTaskResult.Activated"/>.</summary>
    /// <param name="Id">See <see cref="AgentTask.Id"/>.</param>
    /// <param name="Sequence">See <see cref="AgentTask.Sequence"/>.</param>
    /// <param name="CredentialBlob">TPM2B_ID_OBJECT with its size; base64 in JSON.</param>
    /// <param name="EncryptedSecret">TPM2B_ENCRYPTED_SECRET with its size; base64 in JSON.</param>
    /// <param name="AkName">The name of the attestation key that is meant: hash algorithm id and digest.</param>
    public sealed record Activate(string Id, long Sequence, byte[] CredentialBlob, byte[] EncryptedSecret, byte[] AkName)
        : AgentTask(Id, Sequence);

    /// <summary>
    /// Write an image on the one disk that fits the hints. Answered by <see cref="AgentTaskResult.ImageWritten"/>. With an identity
    /// the marker is finished at the end; without one it stays unfinished until <see cref="WriteIdentity"/>.
    /// </summary>
    /// <param name="Id">See <see cref="AgentTask.Id"/>.</param>
    /// <param name="Sequence">See <see cref="AgentTask.Sequence"/>.</param>
    /// <param name="ImageUrl">
    /// Where the file is: absolute, on one of the ticket's endpoints' addresses or any <c>https://</c> that the site's CA vouches for;
    /// or a path that begins with <c>/</c>, below the endpoint in use.
    /// </param>
    /// <param name="Sha256">Of the file as stored, 64 hex digits.</param>
    /// <param name="Compression">How the file is compressed.</param>
    /// <param name="RootDisk">Which disk; none or several matches are an error.</param>
    /// <param name="AllowDataLoss">Whether a disk that holds something else may be overwritten.</param>
    /// <param name="Marker">What the disk's marker shall say. State, task and digests in it are the agent's to fill.</param>
    /// <param name="DiskSha256">Of the raw bytes, when known; 64 hex digits.</param>
    /// <param name="SizeBytes">Of the raw bytes, when known: then a disk too small is refused before a byte is read.</param>
    /// <param name="Identity">What to write into the image's identity partition, when it may be written already.</param>
    /// <param name="MayRewriteOwn">
    /// Whether a disk whose <see cref="MarkerState.Finished"/> marker names this claim, site and server may be written like an unfinished one.
    /// The engine says so only as long as no image of the claim was committed. Any other marker is refused as ever.
    /// </param>
    public sealed record WriteImage(
        string Id,
        long Sequence,
        string ImageUrl,
        string Sha256,
        ImageCompression Compression,
        RootDiskHints RootDisk,
        bool AllowDataLoss,
        DiskMarker Marker,
        string? DiskSha256 = null,
        long? SizeBytes = null,
        MachineIdentity? Identity = null,
        bool MayRewriteOwn = false) : AgentTask(Id, Sequence);

    /// <summary>
    /// Write the identity into the identity partition of the disk that bears this claim's marker, and finish the marker. Answered by
    /// <see cref="AgentTaskResult.IdentityWritten"/>.
    /// </summary>
    /// <param name="Id">See <see cref="AgentTask.Id"/>.</param>
    /// <param name="Sequence">See <see cref="AgentTask.Sequence"/>.</param>
    /// <param name="Claim">The claim in the marker of the disk that is meant.</param>
    /// <param name="Identity">What to write.</param>
    public sealed record WriteIdentity(string Id, long Sequence, string Claim, MachineIdentity Identity) : AgentTask(Id, Sequence);

    /// <summary>Restart the machine; answered before it happens.</summary>
    /// <param name="Id">See <see cref="AgentTask.Id"/>.</param>
    /// <param name="Sequence">See <see cref="AgentTask.Sequence"/>.</param>
    public sealed record Reboot(string Id, long Sequence) : AgentTask(Id, Sequence);

    /// <summary>Switch the machine off; answered before it happens.</summary>
    /// <param name="Id">See <see cref="AgentTask.Id"/>.</param>
    /// <param name="Sequence">See <see cref="AgentTask.Sequence"/>.</param>
    public sealed record PowerOff(string Id, long Sequence) : AgentTask(Id, Sequence);
}
