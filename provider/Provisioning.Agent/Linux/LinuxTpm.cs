using Provisioning.Agent.Tpm;

namespace Provisioning.Agent.Linux;

/// <summary>
/// The kernel's resource-managed TPM device: one write is a command, one read its response. It stays open as long as the agent lives,
/// because what was loaded through an opening goes when that is closed.
/// </summary>
internal sealed class LinuxTpm(string devicePath, string eventLogPath) : ITpmDevice
{
    private const int MaximumResponse = 4096;
    private readonly Lazy<FileStream> _device =
        new(() => new FileStream(devicePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0));

    /// <summary>The machine's TPM 2.0; null when the kernel shows none.</summary>
    /// <param name="root">Where / is; another folder in tests.</param>
    public static ITpmDevice? Find(string root)
    {
        var device = Path.Combine(root, "dev/tpmrm0");
        return File.Exists(device)
            ? new LinuxTpm(device, Path.Combine(root, "sys/kernel/security/tpm0/binary_bios_measurements"))
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> ExecuteAsync(byte[] command, CancellationToken cancellationToken) =>
        await Task.Run(() => Execute(command), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadEventLogAsync(CancellationToken cancellationToken) =>
        File.Exists(eventLogPath) ? await File.ReadAllBytesAsync(eventLogPath, cancellationToken) : [];

    private byte[] Execute(byte[] command)
    {
        _device.Value.Write(command);
        var response = new byte[MaximumResponse];
        return response[.._device.Value.Read(response)];
    }
}
