using System.Globalization;
using System.Text;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>The files of one virtual machine.</summary>
internal sealed class QemuFiles
{
    /// <summary>A socket's path ends with a zero byte within 108 bytes (unix(7)); some programs allow less.</summary>
    private const int LongestSocketPath = 100;

    private readonly string _sockets;
    private readonly bool _ownSockets;

    public QemuFiles(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _ownSockets = Encoding.UTF8.GetByteCount(Folder) + "/qmp.sock".Length > LongestSocketPath;
        _sockets = _ownSockets ? Directory.CreateTempSubdirectory("rk").FullName : Folder;
    }

    public string Folder { get; }

    public string Variables => Path.Combine(Folder, "vars.fd");

    public string SerialLog => Path.Combine(Folder, "serial.log");

    public string ProgramLog => Path.Combine(Folder, "qemu.log");

    public string TpmFolder => Path.Combine(Folder, "tpm");

    public string QmpSocket => Path.Combine(_sockets, "qmp.sock");

    public string TpmSocket => Path.Combine(_sockets, "tpm.sock");

    public string Disk(int index) => Path.Combine(Folder, $"disk{(index + 1).ToString(CultureInfo.InvariantCulture)}.img");

    public string Medium(int number) => Path.Combine(Folder, $"medium{number.ToString(CultureInfo.InvariantCulture)}.iso");

    /// <summary>Removes the sockets.</summary>
    public void RemoveSockets()
    {
        File.Delete(QmpSocket);
        File.Delete(TpmSocket);
        if (_ownSockets) Directory.Delete(_sockets, recursive: true);
    }
}
