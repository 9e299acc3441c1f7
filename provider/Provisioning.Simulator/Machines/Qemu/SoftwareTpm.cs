using System.Diagnostics;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>
/// A software TPM 2.0 of one machine, with EK certificates from the rack's own CA. It ends when QEMU closes its connection, and with
/// this process at the latest.
/// </summary>
internal sealed class SoftwareTpm : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly LeashedProcess _process;

    private SoftwareTpm(LeashedProcess process) => _process = process;

    /// <summary>Makes the TPM's state at the first start, and starts it.</summary>
    /// <param name="server">The machine's name, which the EK certificate names.</param>
    /// <param name="folder">Its state; absolute, because swtpm changes its directory.</param>
    /// <param name="authority">The folder of the rack's TPM CA.</param>
    /// <param name="socket">The control socket to make.</param>
    /// <param name="log">Where its words go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MachineException">It does not start.</exception>
    public static async Task<SoftwareTpm> StartAsync(
        string server, string folder, string authority, string socket, string log, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder, "tpm2-00.permall"))) await ManufactureAsync(server, folder, authority, time, cancellationToken);
        File.Delete(socket);
        var process = await LeashedProcess.StartAsync(
            QemuPrograms.Swtpm!,
            ["socket", "--tpm2", "--tpmstate", "dir=" + folder, "--ctrl", "type=unixio,path=" + socket, "--terminate"],
            log,
            cancellationToken);
        var started = time.GetTimestamp();
        while (!File.Exists(socket))
        {
            if (time.GetElapsedTime(started) > StartTime)
            {
                await process.DisposeAsync();
                throw new MachineException($"swtpm did not start in time; see {log}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        }

        return new SoftwareTpm(process);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task ManufactureAsync(string server, string folder, string authority, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(authority);
        var configuration = Path.Combine(authority, "swtpm_setup.conf");
        if (!File.Exists(configuration)) Configure(authority, configuration);
        var start = new ProcessStartInfo(
            QemuPrograms.SwtpmSetup!,
            [
                "--tpm2", "--tpmstate", folder, "--config", configuration, "--create-ek-cert", "--create-platform-cert", "--lock-nvram",
                "--pcr-banks", "sha256", "--overwrite", "--vmid", server,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new MachineException("swtpm_setup did not start.");
        using var deadline = new CancellationTokenSource(StartTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0) throw new MachineException($"swtpm_setup failed: {await output}{await errors}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MachineException("swtpm_setup did not end in time.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static void Configure(string authority, string configuration)
    {
        var ca = Path.Combine(authority, "swtpm-localca.conf");
        var options = Path.Combine(authority, "swtpm-localca.options");
        File.WriteAllText(
            ca,
            $"statedir={authority}\nsigningkey={authority}/signkey.pem\nissuercert={authority}/issuercert.pem\ncertserial={authority}/certserial\n");
        File.WriteAllText(
            options,
            """
            --tpm-manufacturer id:00001014
            --tpm-model swtpm
            --tpm-version 2
            --platform-manufacturer RackWorks
            --platform-version 1
            --platform-model RW-1U-2

            """);
        File.WriteAllText(
            configuration,
            $"create_certs_tool={QemuPrograms.SwtpmLocalCa}\ncreate_certs_tool_config={ca}\ncreate_certs_tool_options={options}\nactive_pcr_banks=sha256\n");
    }
}
