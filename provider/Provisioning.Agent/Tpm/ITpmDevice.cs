namespace Provisioning.Agent.Tpm;

/// <summary>A TPM 2.0 that takes raw commands: the kernel's resource-managed device, or a software TPM in the rack.</summary>
public interface ITpmDevice
{
    /// <summary>Sends one command and returns its response, header included. Commands do not overlap.</summary>
    /// <param name="command">A complete command as TPM 2.0 Part 3 describes it.</param>
    /// <param name="cancellationToken">Ends the wait; what the TPM began it finishes.</param>
    /// <exception cref="IOException">The device does not answer.</exception>
    ValueTask<byte[]> ExecuteAsync(byte[] command, CancellationToken cancellationToken);

    /// <summary>The firmware's event log as the kernel keeps it; empty when there is none.</summary>
    ValueTask<byte[]> ReadEventLogAsync(CancellationToken cancellationToken);
}
