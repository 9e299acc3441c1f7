using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Agent.Tpm;

/// <summary>The few TPM 2.0 commands that attestation needs (TPM 2.0 part 3). What a TPM refuses comes back as a diagnostic.</summary>
internal sealed class TpmClient(ITpmDevice device, TimeProvider timeProvider)
{
    private const int ChunkSize = 512;
    private const int DigestsPerRead = 8;
    private const int PcrSelectSize = 3;
    private const ushort NoAlgorithm = 0x0010;
    private const ushort Sha256 = 0x000B;
    private const byte PolicySession = 0x01;

    private readonly TpmTransport _transport = new(device, timeProvider);

    /// <summary>Makes a primary key of the endorsement hierarchy; the same template gives the same key.</summary>
    public async ValueTask<Outcome<TpmKey>> CreatePrimaryAsync(byte[] template, CancellationToken cancellationToken)
    {
        var command = new TpmCommand
        {
            Name = "TPM2_CreatePrimary",
            Code = 0x131,
            Handles = [TpmHandles.Endorsement],
            Sessions = [TpmHandles.Password],
            Parameters = new TpmBuffer().UInt16(4).Sized([]).Sized([]).Sized(template).Sized([]).UInt32(0).ToArray(),
        };
        return Read(command, await _transport.SendAsync(command, cancellationToken), answer =>
        {
            var handle = answer.UInt32();
            _ = answer.UInt32();
            var area = answer.Sized();
            _ = answer.Sized();
            _ = answer.Sized();
            _ = answer.Take(2);
            _ = answer.UInt32();
            _ = answer.Sized();
            return new TpmKey(handle, area, answer.Sized());
        });
    }

    /// <summary>Reads an NV index that is read by its own empty password; a refusal when it is not defined.</summary>
    public async ValueTask<Outcome<byte[]>> ReadIndexAsync(uint index, CancellationToken cancellationToken)
    {
        var command = new TpmCommand { Name = "TPM2_NV_ReadPublic", Code = 0x169, Handles = [index] };
        var size = Read(command, await _transport.SendAsync(command, cancellationToken), answer =>
        {
            var area = new TpmAnswer(answer.Sized());
            _ = area.Take(4 + 2 + 4);
            _ = area.Sized();
            return (int)area.UInt16();
        });
        if (size is not Outcome<int>.Success { Value: var length }) return Outcome<byte[]>.Fail(size.Diagnostics);

        var content = new MemoryStream();
        while (content.Length < length)
        {
            var part = await ReadPartAsync(index, (ushort)Math.Min(ChunkSize, length - content.Length), (ushort)content.Length, cancellationToken);
            if (part is not Outcome<byte[]>.Success { Value: { Length: > 0 } bytes }) return part;
            content.Write(bytes);
        }

        return content.ToArray();
    }

    /// <summary>The current values of registers, in the order asked for; a refusal when the bank does not exist.</summary>
    public async ValueTask<Outcome<IReadOnlyList<byte[]>>> ReadPcrsAsync(ushort bank, IReadOnlyList<int> pcrs, CancellationToken cancellationToken)
    {
        var values = new SortedDictionary<int, byte[]>();
        foreach (var some in pcrs.Distinct().Order().Chunk(DigestsPerRead))
        {
            var command = new TpmCommand { Name = "TPM2_PCR_Read", Code = 0x17E, Parameters = Selection(bank, some) };
            var read = Read(command, await _transport.SendAsync(command, cancellationToken), answer =>
            {
                _ = answer.UInt32();
                for (var banks = answer.UInt32(); banks > 0 && !answer.Failed; banks--)
                {
                    _ = answer.UInt16();
                    _ = answer.Take(answer.Byte());
                }

                return Enumerable.Range(0, (int)Math.Min(answer.UInt32(), DigestsPerRead)).Select(_ => answer.Sized()).ToList();
            });
            if (read is not Outcome<List<byte[]>>.Success { Value: var digests }) return Outcome<IReadOnlyList<byte[]>>.Fail(read.Diagnostics);
            if (digests.Count != some.Length) return TpmDiagnostics.Nonsense(command.Name, $"{digests.Count} of {some.Length} registers: the bank is not active.");
            for (var i = 0; i < some.Length; i++) values[some[i]] = digests[i];
        }

        return pcrs.Select(pcr => values[pcr]).ToArray();
    }

    /// <summary>Signs the values of registers and a nonce with the key's own scheme.</summary>
    public async ValueTask<Outcome<TpmQuoted>> QuoteAsync(
        TpmKey key, byte[] nonce, ushort bank, IReadOnlyList<int> pcrs, CancellationToken cancellationToken)
    {
        var command = new TpmCommand
        {
            Name = "TPM2_Quote",
            Code = 0x158,
            Handles = [key.Handle],
            Sessions = [TpmHandles.Password],
            Parameters = new TpmBuffer().Sized(nonce).UInt16(NoAlgorithm).Raw(Selection(bank, pcrs)).ToArray(),
        };
        return Read(command, await _transport.SendAsync(command, cancellationToken), answer =>
        {
            var parameters = new TpmAnswer(answer.Take((int)Math.Min(answer.UInt32(), int.MaxValue)));
            return new TpmQuoted(parameters.Sized(), parameters.Rest.ToArray());
        });
    }

    /// <summary>Opens a credential that was made for both keys.</summary>
    /// <param name="attestation">The key that the credential names.</param>
    /// <param name="endorsement">The key that it is encrypted for.</param>
    /// <param name="needsPolicy">Whether the endorsement key is used by PolicySecret(endorsement).</param>
    /// <param name="credential">TPM2B_ID_OBJECT.</param>
    /// <param name="secret">TPM2B_ENCRYPTED_SECRET.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Outcome<byte[]>> ActivateCredentialAsync(
        TpmKey attestation, TpmKey endorsement, bool needsPolicy, byte[] credential, byte[] secret, CancellationToken cancellationToken)
    {
        var session = TpmHandles.Password;
        if (needsPolicy)
        {
            var started = await StartPolicyAsync(cancellationToken);
            if (started is not Outcome<uint>.Success { Value: var handle }) return Outcome<byte[]>.Fail(started.Diagnostics);
            session = handle;
        }

        try
        {
            var command = new TpmCommand
            {
                Name = "TPM2_ActivateCredential",
                Code = 0x147,
                Handles = [attestation.Handle, endorsement.Handle],
                Sessions = [TpmHandles.Password, session],
                Parameters = [.. credential, .. secret],
            };
            return Read(command, await _transport.SendAsync(command, cancellationToken), answer =>
            {
                _ = answer.UInt32();
                return answer.Sized();
            });
        }
        finally
        {
            if (needsPolicy) _ = await FlushAsync(session, CancellationToken.None);
        }
    }

    /// <summary>Removes a transient key or a session from the TPM.</summary>
    public async ValueTask<Outcome<bool>> FlushAsync(uint handle, CancellationToken cancellationToken)
    {
        var command = new TpmCommand { Name = "TPM2_FlushContext", Code = 0x165, Parameters = new TpmBuffer().UInt32(handle).ToArray() };
        return Read(command, await _transport.SendAsync(command, cancellationToken), _ => true);
    }

    private async ValueTask<Outcome<byte[]>> ReadPartAsync(uint index, ushort size, ushort offset, CancellationToken cancellationToken)
    {
        var command = new TpmCommand
        {
            Name = "TPM2_NV_Read",
            Code = 0x14E,
            Handles = [index, index],
            Sessions = [TpmHandles.Password],
            Parameters = new TpmBuffer().UInt16(size).UInt16(offset).ToArray(),
        };
        return Read(command, await _transport.SendAsync(command, cancellationToken), answer =>
        {
            _ = answer.UInt32();
            return answer.Sized();
        });
    }

    /// <summary>A policy session that satisfies PolicySecret(endorsement), whose password is empty.</summary>
    private async ValueTask<Outcome<uint>> StartPolicyAsync(CancellationToken cancellationToken)
    {
        var start = new TpmCommand
        {
            Name = "TPM2_StartAuthSession",
            Code = 0x176,
            Handles = [TpmHandles.Null, TpmHandles.Null],
            Parameters = new TpmBuffer().Sized(new byte[16]).Sized([]).Byte(PolicySession).UInt16(NoAlgorithm).UInt16(Sha256).ToArray(),
        };
        var started = Read(start, await _transport.SendAsync(start, cancellationToken), answer => answer.UInt32());
        if (started is not Outcome<uint>.Success { Value: var session }) return started;
        var policy = new TpmCommand
        {
            Name = "TPM2_PolicySecret",
            Code = 0x151,
            Handles = [TpmHandles.Endorsement, session],
            Sessions = [TpmHandles.Password],
            Parameters = new TpmBuffer().Sized([]).Sized([]).Sized([]).UInt32(0).ToArray(),
        };
        var satisfied = Read(policy, await _transport.SendAsync(policy, cancellationToken), _ => session);
        if (!satisfied.Succeeded) _ = await FlushAsync(session, CancellationToken.None);
        return satisfied;
    }

    private static Outcome<T> Read<T>(TpmCommand command, Outcome<TpmAnswer> outcome, Func<TpmAnswer, T> read) => outcome.Match<Outcome<T>>(
        success =>
        {
            var value = read(success.Value);
            return success.Value.Failed ? TpmDiagnostics.Nonsense(command.Name, "The answer is too short.") : value;
        },
        failure => Outcome<T>.Fail(failure.Errors));

    private static byte[] Selection(ushort bank, IReadOnlyList<int> pcrs)
    {
        var bitmap = new byte[PcrSelectSize];
        foreach (var pcr in pcrs) bitmap[pcr / 8] |= (byte)(1 << (pcr % 8));
        return new TpmBuffer().UInt32(1).UInt16(bank).Byte(PcrSelectSize).Raw(bitmap).ToArray();
    }
}
