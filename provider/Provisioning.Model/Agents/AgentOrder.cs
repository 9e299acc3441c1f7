using Provisioning.Model.Collections;
using Provisioning.Model.Imaging;
using Provisioning.Model.Servers;

namespace Provisioning.Model.Agents;

/// <summary>What the engine asks of the agent. Idempotent by <see cref="Id"/>: an agent that has done it answers with the same result.</summary>
public abstract record AgentOrder
{
    private AgentOrder(string id) => Id = id;

    /// <summary>Names the order; stable over engine restarts: <c>attempt/step</c>.</summary>
    public string Id { get; }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<Identify, T> identify,
        Func<Activate, T> activate,
        Func<Quote, T> quote,
        Func<WriteImage, T> writeImage,
        Func<WriteIdentity, T> writeIdentity,
        Func<Restart, T> restart) => this switch
        {
            Identify o => identify(o),
            Activate o => activate(o),
            Quote o => quote(o),
            WriteImage o => writeImage(o),
            WriteIdentity o => writeIdentity(o),
            Restart o => restart(o),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Make an attestation key; answer with its public part, the endorsement key and certificate.</summary>
    public sealed record Identify(string Id) : AgentOrder(Id);

    /// <summary>Prove that the attestation key lives beside the endorsement key (TPM2_ActivateCredential).</summary>
    /// <param name="Id">Names the order.</param>
    /// <param name="CredentialBlob">TPM2B_ID_OBJECT.</param>
    /// <param name="EncryptedSecret">TPM2B_ENCRYPTED_SECRET.</param>
    public sealed record Activate(string Id, ValueArray<byte> CredentialBlob, ValueArray<byte> EncryptedSecret) : AgentOrder(Id);

    /// <summary>Quote PCRs with a nonce, and bring the event log.</summary>
    public sealed record Quote(string Id, ValueArray<byte> Nonce, ValueArray<int> Pcrs) : AgentOrder(Id);

    /// <summary>Write the image to the root disk.</summary>
    public sealed record WriteImage(string Id, ImageWrite Write) : AgentOrder(Id);

    /// <summary>Write machine identity and user data.</summary>
    public sealed record WriteIdentity(string Id, MachineIdentity Identity) : AgentOrder(Id);

    /// <summary>Restart the machine.</summary>
    public sealed record Restart(string Id) : AgentOrder(Id);
}

/// <summary>What is written where.</summary>
public sealed record ImageWrite
{
    /// <summary>Where the agent gets it.</summary>
    public required Uri Source { get; init; }

    /// <summary>SHA-256 of the file as stored.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the raw disk, when known.</summary>
    public string? DiskSha256 { get; init; }

    /// <summary>The size of the file as stored, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary><c>none</c>, <c>gz</c> or <c>zst</c>.</summary>
    public required string Compression { get; init; }

    /// <summary>Which disk.</summary>
    public required RootDiskHints RootDisk { get; init; }

    /// <summary>Whether an occupied disk may be written.</summary>
    public required bool AllowDataLoss { get; init; }

    /// <summary>Who owns the disk.</summary>
    public required DiskMarker Marker { get; init; }
}

/// <summary>What the marker on the disk says.</summary>
/// <param name="Site">The site.</param>
/// <param name="ServerName">The server's name.</param>
/// <param name="Uuid">The system's UUID.</param>
/// <param name="Serial">The system's serial number.</param>
/// <param name="Claim">Who owns it.</param>
public sealed record DiskMarker(string Site, string ServerName, Guid Uuid, string Serial, ClaimId Claim);

/// <summary>What makes an installed system this machine and no other (NoCloud).</summary>
public sealed record MachineIdentity
{
    /// <summary>The instance id; changes with each rebuild.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The host name.</summary>
    public required string Hostname { get; init; }

    /// <summary>User data; a secret.</summary>
    public Security.Secret? UserData { get; init; }

    /// <summary>Where the installed system reports.</summary>
    public required PhoneHomeTicket PhoneHome { get; init; }
}

/// <summary>Where and how an installed system phones home.</summary>
/// <param name="Url">Where to post.</param>
/// <param name="AuthoritiesPem">The site's CA.</param>
public sealed record PhoneHomeTicket(Uri Url, string AuthoritiesPem);
