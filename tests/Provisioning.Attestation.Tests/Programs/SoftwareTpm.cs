using System.Diagnostics;
using System.Net.Sockets;
using Provisioning.Agent.Tpm;
using Provisioning.Attestation.EventLogs;

namespace Provisioning.Attestation.Tests.Programs;

/// <summary>A running swtpm. It takes one connection at a time: ours, or that of a tpm2 tool.</summary>
internal sealed class SoftwareTpm : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly string _socket;

    private SoftwareTpm(Process process, string folder)
    {
        _process = process;
        Folder = folder;
        _socket = Path.Combine(folder, "t");
    }

    /// <summary>Its state; tools may leave files here.</summary>
    public string Folder { get; }

    public static async Task<SoftwareTpm> StartAsync(string folder)
    {
        var process = new Process { StartInfo = new ProcessStartInfo(ForeignProgram.Find("swtpm")) { RedirectStandardError = true } };
        string[] arguments =
        [
            "socket", "--tpm2", "--tpmstate", $"dir={folder}", "--server", $"type=unixio,path={folder}/t", "--ctrl", $"type=unixio,path={folder}/t.ctrl",
            "--flags", "not-need-init,startup-clear",
        ];
        foreach (var argument in arguments) process.StartInfo.ArgumentList.Add(argument);
        _ = process.Start();
        var tpm = new SoftwareTpm(process, folder);
        await (await tpm.ConnectAsync()).DisposeAsync();
        return tpm;
    }

    /// <summary>Connects; waits until the socket is there and free.</summary>
    public async Task<TpmStreamDevice> ConnectAsync(ReadOnlyMemory<byte> eventLog = default)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), limit.Token);
                return new TpmStreamDevice(new NetworkStream(socket, ownsSocket: true), eventLog);
            }
            catch (SocketException)
            {
                socket.Dispose();
                Assert.False(_process.HasExited, "swtpm has ended");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
            }
        }
    }

    /// <summary>Does to the registers what the firmware of the logged machine did.</summary>
    public async Task ExtendAsync(EventLog log)
    {
        await using var device = await ConnectAsync();
        var transport = new TpmTransport(device, TimeProvider.System);
        foreach (var entry in log.Events.Where(entry => entry.Extends))
        {
            var digests = new TpmBuffer().UInt32((uint)entry.Digests.Count);
            foreach (var (bank, digest) in entry.Digests) _ = digests.UInt16((ushort)bank).Raw(digest.AsSpan());
            var command = new TpmCommand
            {
                Name = "TPM2_PCR_Extend",
                Code = 0x182,
                Handles = [(uint)entry.Pcr],
                Sessions = [TpmHandles.Password],
                Parameters = digests.ToArray(),
            };
            Assert.True((await transport.SendAsync(command, TestContext.Current.CancellationToken)).Succeeded, $"Event {entry.Position}");
        }
    }

    /// <summary>Runs a tpm2 tool on this TPM, in its folder.</summary>
    public async Task<string> RunToolAsync(string name, params IReadOnlyList<string> arguments)
    {
        var (status, output) = await ForeignProgram.TryRunAsync(
            Folder, new Dictionary<string, string> { ["TPM2TOOLS_TCTI"] = $"swtpm:path={_socket}" }, name, arguments);
        Assert.True(status == 0, $"{name} {string.Join(' ', arguments)}: {status}\n{output}");
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
