using System.Text.Json.Nodes;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Machines.Media;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>
/// A real machine in a QEMU process: UEFI firmware, NVMe disk, TPM, virtual CD. The process lives as long as the machine is racked;
/// power is whether its processors run. The guest's own reset stops it, so that each boot is started here, with the boot order that
/// the BMC wants at that moment.
/// </summary>
internal sealed class VirtualMachine : IMachine
{
    private readonly ServerDefinition _server;
    private readonly MachineDefinition.Virtual _machine;
    private readonly Personality _personality;
    private readonly QemuFiles _files;
    private readonly string _tpmAuthority;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lifetime = new();
    private SoftwareTpm? _tpm;
    private LeashedProcess? _process;
    private QmpClient? _qmp;
    private Task _watching = Task.CompletedTask;
    private int _media;

    public VirtualMachine(
        ServerDefinition server, MachineDefinition.Virtual machine, Personality personality, string folder, string tpmAuthority, TimeProvider time)
    {
        _server = server;
        _machine = machine;
        _personality = personality;
        _files = new QemuFiles(folder);
        _tpmAuthority = Path.GetFullPath(tpmAuthority);
        _time = time;
    }

    public Action<MachineSignal>? Signalled { get; set; }

    private QmpClient Qmp => _qmp ?? throw new MachineException("The virtual machine is not running.");

    public async Task RackAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_files.Folder);
        if (!File.Exists(_files.Variables)) File.Copy(QemuPrograms.FirmwareVariables!, _files.Variables);
        for (var index = 0; index < _server.Disks.Count; index++)
        {
            using var disk = new FileStream(_files.Disk(index), FileMode.OpenOrCreate, FileAccess.Write);
            if (disk.Length != _server.Disks[index].SizeBytes) disk.SetLength(_server.Disks[index].SizeBytes);
        }

        if (_machine.Tpm)
        {
            _tpm = await SoftwareTpm.StartAsync(
                _server.Name, _files.TpmFolder, _tpmAuthority, _files.TpmSocket, Path.Combine(_files.Folder, "tpm.log"), _time, cancellationToken);
        }

        File.Delete(_files.QmpSocket);
        var arguments = QemuCommand.Arguments(_server, _machine, _personality, _files);
        _process = await LeashedProcess.StartAsync(QemuPrograms.Qemu!, arguments, _files.ProgramLog, cancellationToken);
        try
        {
            _qmp = await QmpClient.ConnectAsync(_files.QmpSocket, OnEvent, _time, cancellationToken);
        }
        catch (MachineException exception)
        {
            throw new MachineException($"{exception.Message} (see {_files.ProgramLog})", exception);
        }

        _watching = new SerialWatch(_files.SerialLog, _time, signal => Signalled?.Invoke(signal)).RunAsync(_lifetime.Token);
    }

    public async Task BootAsync(BootDevice device, CancellationToken cancellationToken)
    {
        // The firmware's setup wants a person; without one the machine just stays there.
        if (device == BootDevice.Setup) return;
        await OrderAsync(device, cancellationToken);

        // The order reaches the firmware only through a reset: QEMU writes it into fw_cfg then.
        await ResetAsync(cancellationToken);
        await GuestResetsAsync("shutdown", cancellationToken);
        await Qmp.ExecuteAsync("cont", null, cancellationToken);
    }

    public async Task HaltAsync(CancellationToken cancellationToken)
    {
        await Qmp.ExecuteAsync("stop", null, cancellationToken);
        await ResetAsync(cancellationToken);
    }

    public async Task RequestShutdownAsync(CancellationToken cancellationToken) => await Qmp.ExecuteAsync("system_powerdown", null, cancellationToken);

    public async Task InsertAsync(RemoteImage image, CancellationToken cancellationToken)
    {
        var medium = _files.Medium(Interlocked.Increment(ref _media));
        await image.DownloadAsync(medium, cancellationToken);
        await Qmp.ExecuteAsync(
            "blockdev-change-medium",
            new JsonObject { ["id"] = QemuDevices.Cd, ["filename"] = medium, ["format"] = "raw", ["read-only-mode"] = "read-only" },
            cancellationToken);
    }

    public async Task EjectAsync(CancellationToken cancellationToken)
    {
        await Qmp.ExecuteAsync("eject", new JsonObject { ["id"] = QemuDevices.Cd, ["force"] = true }, cancellationToken);
        File.Delete(_files.Medium(_media));
    }

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        await _watching;
        if (_qmp is not null) await _qmp.DisposeAsync();
        if (_process is not null) await _process.DisposeAsync();
        if (_tpm is not null) await _tpm.DisposeAsync();
        _files.RemoveSockets();
        _lifetime.Dispose();
    }

    /// <summary>Two devices may not have one place at a time, so what goes back goes first.</summary>
    private async Task OrderAsync(BootDevice device, CancellationToken cancellationToken)
    {
        var disk = _server.Disks.Count > 0 ? QemuDevices.Disk(0) : null;
        var nic = _server.MacAddresses.Count > 0 ? QemuDevices.Nic(0) : null;
        var places = new List<(string? Device, int Index)> { (disk, QemuDevices.DiskIndex), (QemuDevices.Cd, QemuDevices.CdIndex), (nic, QemuDevices.NicIndex) };
        var first = device switch { BootDevice.Cd => QemuDevices.Cd, BootDevice.Disk => disk, BootDevice.Network => nic, _ => null };
        foreach (var (name, index) in places)
        {
            if (name is not null) await PlaceAsync(name, QemuDevices.LastIndex + index, cancellationToken);
        }

        foreach (var (name, index) in places)
        {
            if (name is not null) await PlaceAsync(name, name == first ? 0 : index, cancellationToken);
        }
    }

    private async Task PlaceAsync(string device, int index, CancellationToken cancellationToken) => await Qmp.ExecuteAsync(
        "qom-set",
        new JsonObject { ["path"] = "/machine/peripheral/" + device, ["property"] = "bootindex", ["value"] = index },
        cancellationToken);

    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        // While a guest's reset means "stop", so would ours.
        await GuestResetsAsync("reset", cancellationToken);
        var reset = Qmp.NextEventAsync("RESET", cancellationToken);
        await Qmp.ExecuteAsync("system_reset", null, cancellationToken);
        try
        {
            await reset;
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            throw new MachineException("QEMU did not reset: " + exception.Message, exception);
        }
    }

    private async Task GuestResetsAsync(string action, CancellationToken cancellationToken) =>
        await Qmp.ExecuteAsync("set-action", new JsonObject { ["reboot"] = action }, cancellationToken);

    private void OnEvent(string name, JsonObject data)
    {
        if (name != "SHUTDOWN" || data["guest"]?.GetValue<bool>() != true) return;
        var resets = data["reason"]?.GetValue<string>() == "guest-reset";

        // The BMC answers with commands to this machine, whose replies the reading thread must be free to take.
        _ = Task.Run(() => Signalled?.Invoke(resets ? MachineSignal.ResetRequested : MachineSignal.PoweredOff));
    }
}
