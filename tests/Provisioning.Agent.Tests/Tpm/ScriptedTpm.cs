using Provisioning.Agent.Tpm;

namespace Provisioning.Agent.Tests.Tpm;

/// <summary>A TPM that gives the responses it was told to, and breaks when they are used up.</summary>
internal sealed class ScriptedTpm(params byte[][] responses) : ITpmDevice
{
    private readonly Queue<byte[]> _responses = new(responses);

    public List<byte[]> Commands { get; } = [];

    public ValueTask<byte[]> ExecuteAsync(byte[] command, CancellationToken cancellationToken)
    {
        Commands.Add(command);
        return _responses.TryDequeue(out var response) ? new ValueTask<byte[]>(response) : throw new IOException("The device is gone.");
    }

    public ValueTask<byte[]> ReadEventLogAsync(CancellationToken cancellationToken) => new([]);
}
