using System.Diagnostics;
using System.Globalization;
using System.Text;
using Provisioning.Imaging.Tests.Tools;

namespace Provisioning.Imaging.Tests.Boot;

/// <summary>
/// A QEMU machine under plain emulation: UEFI, an empty NVMe disk that is tried first, a CD, a network card that reaches the host's
/// loopback, and a TPM where swtpm is installed. It runs from the start and is ended with the test.
/// </summary>
internal sealed class Machine : IDisposable
{
    private const string Firmware = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    private const string Variables = "/usr/share/OVMF/OVMF_VARS_4M.fd";

    private readonly Process _qemu;
    private readonly Process? _tpm;
    private readonly string _console;

    private Machine(Process qemu, Process? tpm, string console) => (_qemu, _tpm, _console) = (qemu, tpm, console);

    /// <summary>What was written to the serial console so far.</summary>
    public string Console
    {
        get
        {
            if (!File.Exists(_console)) return "";
            using var stream = new FileStream(_console, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Whether it has a TPM.</summary>
    public bool HasTpm => _tpm is not null;

    /// <summary>Starts a machine from a folder of its own.</summary>
    public static async Task<Machine> StartAsync(TemporaryFolder folder, string iso, string serial, string uuid)
    {
        await Programs.RunAsync("qemu-system-x86_64", "qemu-system-x86", "--version");
        Programs.Needs(Firmware, "ovmf");
        File.Copy(Variables, folder.File("vars.fd"), overwrite: true);
        await using (var disk = File.Create(folder.File("disk.img"))) disk.SetLength(1L << 30);

        var tpm = await StartTpmAsync(folder);
        var console = folder.File("console.log");
        List<string> arguments =
        [
            "-name", "imaging-test", "-machine", "q35,smm=off", "-accel", "tcg,thread=multi,tb-size=128", "-cpu", "qemu64", "-smp", "1", "-m", "512",
            "-display", "none", "-nodefaults", "-no-user-config", "-serial", $"file:{console}",
            "-drive", $"if=pflash,unit=0,format=raw,readonly=on,file={Firmware}", "-drive", $"if=pflash,unit=1,format=raw,file={folder.File("vars.fd")}",
            "-smbios", $"type=1,manufacturer=Acme,product=Rack1,serial={serial},uuid={uuid}",
            "-device", "virtio-net-pci,netdev=n0,mac=52:54:00:00:00:01,romfile=", "-netdev", "user,id=n0",
            "-drive", $"if=none,id=d0,format=raw,cache=unsafe,file={folder.File("disk.img")}", "-device", "nvme,drive=d0,serial=NV0001,bootindex=1",
            "-device", "virtio-scsi-pci,id=scsi0", "-drive", $"if=none,id=cdd,media=cdrom,readonly=on,format=raw,file={iso}", "-device", "scsi-cd,bus=scsi0.0,drive=cdd,bootindex=2",
        ];
        if (tpm is not null)
            arguments.AddRange(["-chardev", $"socket,id=tpmc,path={folder.File("tpm/sock")}", "-tpmdev", "emulator,id=tpm0,chardev=tpmc", "-device", "tpm-crb,tpmdev=tpm0"]);
        return new Machine(Run("qemu-system-x86_64", arguments), tpm, console);
    }

    /// <summary>Waits until the console shows a text; ends early when it shows that nothing good will come.</summary>
    public async Task<string> SaysAsync(string text, TimeSpan atMost)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < atMost)
        {
            var said = Console;
            if (said.Contains(text, StringComparison.Ordinal)) return said;
            foreach (var end in (string[])["Kernel panic", "EFI Internal Shell", "Access Denied", "agent ended with code"])
                if (said.Contains(end, StringComparison.Ordinal)) Assert.Fail($"The machine says `{end}`:\n{Tail(said)}");
            if (_qemu.HasExited) Assert.Fail($"QEMU ended with {_qemu.ExitCode}.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"The machine did not say `{text}` within {atMost.TotalSeconds} s:\n{Tail(Console)}"));
        return "";
    }

    public void Dispose()
    {
        foreach (var process in (Process?[])[_qemu, _tpm])
        {
            if (process is null) continue;
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static async Task<Process?> StartTpmAsync(TemporaryFolder folder)
    {
        if (!File.Exists("/usr/bin/swtpm") || !File.Exists("/usr/bin/swtpm_setup")) return null;
        var state = Directory.CreateDirectory(folder.File("tpm")).FullName;
        await Programs.RunAsync("swtpm_setup", "swtpm-tools", "--tpm2", "--tpmstate", state, "--pcr-banks", "sha256", "--overwrite");
        var socket = Path.Combine(state, "sock");
        var process = Run("swtpm", ["socket", "--tpm2", "--tpmstate", $"dir={state}", "--ctrl", $"type=unixio,path={socket}", "--terminate"]);
        for (var n = 0; n < 200 && !File.Exists(socket); n++) await Task.Delay(50, TestContext.Current.CancellationToken);
        return process;
    }

    private static Process Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Tail(string text) => text.Length <= 3000 ? text : text[^3000..];
}
