using System.Text;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>Follows a machine's serial log for what the firmware says of the boot.</summary>
internal sealed class SerialWatch(string file, TimeProvider time, Action<MachineSignal> signal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly StringBuilder _line = new();
    private long _position;

    /// <summary>Follows the log until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, cancellationToken);
                if (File.Exists(file)) Read();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Read()
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length < _position) _position = 0;
        stream.Position = _position;
        var buffer = new byte[8192];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            _position += read;
            foreach (var letter in Encoding.Latin1.GetString(buffer, 0, read)) Take(letter);
        }
    }

    private void Take(char letter)
    {
        const int LongestLine = 4096;
        if (letter is not ('\n' or '\r'))
        {
            if (_line.Length < LongestLine) _line.Append(letter);
            return;
        }

        var line = _line.ToString();
        _line.Clear();
        if (line.Contains("EFI Internal Shell", StringComparison.Ordinal)) signal(MachineSignal.NothingToBoot);
        else if (line.Contains("BdsDxe: starting Boot", StringComparison.Ordinal)) signal(MachineSignal.OperatingSystemRuns);
    }
}
