using Provisioning.Model.Collections;

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
