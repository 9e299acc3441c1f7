using Microsoft.Extensions.Time.Testing;
using Provisioning.Host.Logs;

namespace Provisioning.Host.Tests.Logs;

public sealed class EngineLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bm-log-");

    private string LogFile => Path.Combine(_folder.FullName, "engine.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_log_never_takes_more_than_two_files_of_its_size()
    {
        const int Largest = 1_000;
        using var log = new EngineLog(LogFile, new FakeTimeProvider(), Largest);
        for (var number = 0; number < 200; number++) log.Write($"line {number}");
        Assert.Equal(2, _folder.GetFiles().Length);
        Assert.All(_folder.GetFiles(), file => Assert.InRange(file.Length, 1, Largest));
        Assert.EndsWith("line 199\n", File.ReadAllText(LogFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_stays_one_line()
    {
        using var log = new EngineLog(LogFile, new FakeTimeProvider());
        log.Write("one\ntwo\r\nthree");
        Assert.Single(File.ReadAllLines(LogFile));
    }

    [Fact]
    public void A_full_disk_loses_lines_and_nothing_else()
    {
        using var log = new EngineLog("/dev/full", new FakeTimeProvider());
        log.Write("this is lost");
        log.Write("and this");
    }
}
