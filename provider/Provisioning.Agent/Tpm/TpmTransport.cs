using System.Buffers.Binary;
using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Agent.Tpm;

/// <summary>
/// Sends commands one at a time, repeats those that a TPM asks to be sent again, and gives up on one that does not answer. A TPM that once
/// did not answer in time is not asked again: its late answer would be taken for that of another command.
/// </summary>
internal sealed class TpmTransport(ITpmDevice device, TimeProvider timeProvider)
{
    private const int HeaderLength = 10;
    private const int TriesAtMost = 20;

    // A slow discrete TPM takes up to a minute for an RSA key (TCG PC Client Platform TPM Profile leaves it open).
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private Diagnostic? _silent;

    /// <summary>Sends a command and returns what follows the response's header.</summary>
    public async ValueTask<Outcome<TpmAnswer>> SendAsync(TpmCommand command, CancellationToken cancellationToken)
    {
        var bytes = command.ToBytes();
        for (var tries = 1; _silent is null; tries++)
        {
            byte[] response;
            try
            {
                response = await device.ExecuteAsync(bytes, cancellationToken).AsTask().WaitAsync(Limit, timeProvider, cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or TimeoutException or UnauthorizedAccessException)
            {
                _silent = TpmDiagnostics.Silent(command.Name, failure.Message);
                break;
            }

            if (response.Length < HeaderLength || BinaryPrimitives.ReadUInt32BigEndian(response.AsSpan(2)) != response.Length)
            {
                return TpmDiagnostics.Nonsense(command.Name, $"{response.Length} bytes.");
            }

            var code = BinaryPrimitives.ReadUInt32BigEndian(response.AsSpan(6));
            if (code == 0) return new TpmAnswer(response.AsMemory(HeaderLength));
            if (!AsksAgain(code) || tries == TriesAtMost) return TpmDiagnostics.Refused(command.Name, code);
            await Task.Delay(Pause, timeProvider, cancellationToken);
        }

        return _silent;
    }

    /// <summary>TPM_RC_YIELDED, TPM_RC_TESTING, TPM_RC_RETRY.</summary>
    private static bool AsksAgain(uint code) => code is 0x908 or 0x90A or 0x922;
}
