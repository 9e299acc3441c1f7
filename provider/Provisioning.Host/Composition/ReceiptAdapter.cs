using System.Security.Cryptography;
using Provisioning.Attestation.Receipts;
using Provisioning.Engine.Attestation;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Stores;

namespace Provisioning.Host.Composition;

/// <summary>Signs receipts with the site's key and keeps them in the store's folder.</summary>
internal sealed class ReceiptAdapter(ECDsa key, ReceiptFolder folder, string engineVersion, string quirksDigest) : IReceiptPort, IDisposable
{
    private readonly ReceiptSigner _signer = new(key);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Puts the public key beside the receipts, so that an export needs nothing else.</summary>
    public async Task KeepKeyAsync(CancellationToken cancellationToken) =>
        await folder.KeepAsync(ReceiptNames.KeyFile, System.Text.Encoding.UTF8.GetBytes(_signer.PublicKeyPem), cancellationToken);

    public async ValueTask<PortResult<ReceiptWritten>> WriteAsync(ReceiptDraft draft, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (folder.Find(draft.Claim, draft.Sequence) is { } kept) return await ReadDigestAsync(kept, cancellationToken);
            var signed = _signer.Sign(ReceiptOf(draft));
            await folder.KeepAsync(signed.FileName, signed.Envelope, cancellationToken);
            return new ReceiptWritten(signed.Digest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Fault(FaultKind.Local, StoreDiagnostics.IsUnusable("receipts", exception.Message));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<PortResult<ReceiptWritten>> ReadDigestAsync(string name, CancellationToken cancellationToken)
    {
        return DsseEnvelope.Parse(await folder.ReadAsync(name, cancellationToken)) is { } envelope
            ? new ReceiptWritten(Convert.ToHexStringLower(SHA256.HashData(envelope.Payload.AsSpan())))
            : new Fault(FaultKind.Local, ReceiptDiagnostics.CannotRead(name, "It is no DSSE envelope."));
    }

    private Receipt ReceiptOf(ReceiptDraft draft) => new()
    {
        Server = new ReceiptServer(draft.Site, draft.ServerName, draft.Identity.Uuid.ToString("D"), draft.Identity.Serial, draft.Claim.Text),
        Stage = draft.Stage,
        Sequence = draft.Sequence,
        ParentSha256 = draft.Parent,
        Operation = draft.Operation,
        Actor = draft.Actor,
        Door = draft.Door,
        EngineVersion = engineVersion,
        CommittedAt = draft.CommittedAt,
        Before = draft.Before,
        After = draft.After,
        Documents = draft.Documents,
        Measurements = draft.Measurements,
        Overrides = draft.Overrides.Select(note => new ReceiptOverride(note.Kind, note.Actor, note.At, note.Reason)).ToValueArray(),
        QuirksSha256 = quirksDigest,
    };
}
