using Provisioning.Agent.Tasks;
using Provisioning.AgentContract.Tasks;
using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Agent.Tpm;

/// <summary>
/// Attests on a TPM 2.0. Both keys are made from the TPM's seed when they are first needed, come out the same each time, and are removed
/// from the TPM when this is disposed of.
/// </summary>
internal sealed class TpmAttestor : IAttestor, IAsyncDisposable
{
    private const int RegistersAtMost = 24;
    private const int NonceAtMost = 32;

    private readonly ITpmDevice _device;
    private readonly TpmClient _client;
    private readonly IReadOnlyList<EndorsementTemplate> _templates;
    private LoadedKeys? _keys;

    /// <summary>For a machine's TPM.</summary>
    public TpmAttestor(ITpmDevice device, TimeProvider timeProvider)
        : this(device, timeProvider, EndorsementTemplate.All)
    {
    }

    /// <summary>With chosen kinds of endorsement keys.</summary>
    internal TpmAttestor(ITpmDevice device, TimeProvider timeProvider, IReadOnlyList<EndorsementTemplate> templates)
    {
        _device = device;
        _client = new TpmClient(device, timeProvider);
        _templates = templates;
    }

    /// <inheritdoc/>
    public async ValueTask<AgentTaskResult> AttestAsync(AgentTask.Attest task, CancellationToken cancellationToken)
    {
        if (BankOf(task.Bank) is not { } bank || task.Nonce.Length is 0 or > NonceAtMost || task.Pcrs.Length == 0
            || task.Pcrs.Any(pcr => pcr is < 0 or >= RegistersAtMost))
        {
            return AgentFaults.Failed(TpmDiagnostics.Unusable($"Bank \"{task.Bank}\", PCRs {string.Join(", ", task.Pcrs)}, nonce of {task.Nonce.Length} bytes."));
        }

        var loaded = await LoadAsync(cancellationToken);
        return loaded is Outcome<LoadedKeys>.Success { Value: var keys }
            ? AgentFaults.Result(await AttestAsync(keys, task, bank, cancellationToken))
            : AgentFaults.Failed(loaded.Diagnostics[0]);
    }

    /// <inheritdoc/>
    public async ValueTask<AgentTaskResult> ActivateAsync(AgentTask.Activate task, CancellationToken cancellationToken)
    {
        var loaded = await LoadAsync(cancellationToken);
        if (loaded is not Outcome<LoadedKeys>.Success { Value: var keys }) return AgentFaults.Failed(loaded.Diagnostics[0]);
        if (!keys.Attestation.Name.AsSpan().SequenceEqual(task.AkName))
        {
            return AgentFaults.Failed(TpmDiagnostics.OtherKey(
                Convert.ToHexStringLower(task.AkName), Convert.ToHexStringLower(keys.Attestation.Name)));
        }

        var secret = await _client.ActivateCredentialAsync(
            keys.Attestation, keys.Endorsement, keys.Template.NeedsPolicy, task.CredentialBlob, task.EncryptedSecret, cancellationToken);
        return secret.Match(
            success => new AgentTaskResult.Activated(success.Value),
            failure => AgentFaults.Failed(failure.Errors[0]));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_keys is not { } keys) return;
        _keys = null;
        _ = await _client.FlushAsync(keys.Attestation.Handle, CancellationToken.None);
        _ = await _client.FlushAsync(keys.Endorsement.Handle, CancellationToken.None);
    }

    private async ValueTask<Outcome<AgentTaskResult.Attested>> AttestAsync(
        LoadedKeys keys, AgentTask.Attest task, ushort bank, CancellationToken cancellationToken)
    {
        var pcrs = task.Pcrs.Distinct().Order().ToArray();
        var values = await _client.ReadPcrsAsync(bank, pcrs, cancellationToken);
        if (values is not Outcome<IReadOnlyList<byte[]>>.Success { Value: var digests }) return Outcome<AgentTaskResult.Attested>.Fail(values.Diagnostics);
        var quote = await _client.QuoteAsync(keys.Attestation, task.Nonce, bank, pcrs, cancellationToken);
        if (quote is not Outcome<TpmQuoted>.Success { Value: var quoted }) return Outcome<AgentTaskResult.Attested>.Fail(quote.Diagnostics);
        return new AgentTaskResult.Attested(
            keys.Certificate,
            keys.Endorsement.Public,
            keys.Attestation.Public,
            keys.Attestation.Name,
            quoted.Attest,
            quoted.Signature,
            task.Bank,
            [.. pcrs.Zip(digests, (pcr, digest) => new PcrValue(pcr, Convert.ToHexStringLower(digest)))],
            await _device.ReadEventLogAsync(cancellationToken));
    }

    /// <summary>The keys: those with a certificate before those without, and otherwise in the order of the templates.</summary>
    private async ValueTask<Outcome<LoadedKeys>> LoadAsync(CancellationToken cancellationToken)
    {
        if (_keys is not null) return _keys;
        var certified = new List<(EndorsementTemplate Template, byte[]? Certificate)>();
        foreach (var template in _templates)
        {
            var read = await _client.ReadIndexAsync(template.CertificateIndex, cancellationToken);
            certified.Add((template, read is Outcome<byte[]>.Success { Value: var bytes } ? Certificate(bytes) : null));
        }

        Outcome<LoadedKeys>? last = null;
        foreach (var (template, certificate) in certified.OrderBy(entry => entry.Certificate is null))
        {
            last = await LoadAsync(template, certificate, cancellationToken);
            if (last is not Outcome<LoadedKeys>.Success { Value: var keys }) continue;
            _keys = keys;
            break;
        }

        return last ?? throw new InvalidOperationException("No templates.");
    }

    private async ValueTask<Outcome<LoadedKeys>> LoadAsync(EndorsementTemplate template, byte[]? certificate, CancellationToken cancellationToken)
    {
        var endorsement = await _client.CreatePrimaryAsync(template.Template, cancellationToken);
        if (endorsement is not Outcome<TpmKey>.Success { Value: var ek }) return Outcome<LoadedKeys>.Fail(endorsement.Diagnostics);
        var attestation = await _client.CreatePrimaryAsync(EndorsementTemplate.AttestationKey, cancellationToken);
        if (attestation is Outcome<TpmKey>.Success { Value: var ak }) return new LoadedKeys(template, certificate, ek, ak);
        _ = await _client.FlushAsync(ek.Handle, CancellationToken.None);
        return Outcome<LoadedKeys>.Fail(attestation.Diagnostics);
    }

    /// <summary>The certificate at the start of an index, which may be larger than it; null when it is no DER sequence.</summary>
    private static byte[]? Certificate(byte[] index)
    {
        if (index is not [0x30, 0x82, var high, var low, ..]) return null;
        var length = 4 + ((high << 8) | low);
        return length <= index.Length ? index[..length] : null;
    }

    private static ushort? BankOf(string name) => name switch
    {
        "sha256" => 0x000B,
        "sha384" => 0x000C,
        _ => null,
    };

    private sealed record LoadedKeys(EndorsementTemplate Template, byte[]? Certificate, TpmKey Endorsement, TpmKey Attestation);
}
