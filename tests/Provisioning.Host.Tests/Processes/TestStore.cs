using System.Diagnostics;
using System.Net.Sockets;
using Provisioning.Api.Client;
using Provisioning.Api.Local;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Tests.Processes;

/// <summary>A store of its own in a temporary folder, doors to it, and the certainty that no engine is left behind.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    public const string Password = "correct-horse-battery-staple";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bm-host-");
    private readonly HashSet<int> _engines = [];

    static TestStore()
    {
        // Engines that a test started and did not stop leave by themselves.
        Environment.SetEnvironmentVariable("BAREMETAL_ENGINE_IDLE", "20s");
        Environment.SetEnvironmentVariable("CI", null);
    }

    public TestStore() => Place = Assert.IsType<Outcome<EnginePlace>.Success>(
        EnginePlace.OfStore(Path.Combine(_folder.FullName, "store"), "test", new Dictionary<string, string>())).Value;

    public static string Executable => Path.Combine(AppContext.BaseDirectory, "Provisioning.Host.TestEngine");

    public static DoorContext Door { get; } = new(
        new SiteSettings { Site = "test" }, [new Credential("default", "admin", new Secret(Password))], "command", "tester");

    public EnginePlace Place { get; }

    public string Gate => Path.Combine(_folder.FullName, "gate");

    public EngineClient Client(Func<EngineClientOptions, EngineClientOptions>? change = null)
    {
        var options = new EngineClientOptions { Place = Place, Program = new EngineProgram(Executable, []), ConnectDeadline = Patience };
        return new EngineClient(change is null ? options : change(options));
    }

    /// <summary>Whether anybody takes connections at the socket.</summary>
    public bool Listens
    {
        get
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(Place.SocketPath));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    /// <summary>The process of the engine that answers; one is started where none does.</summary>
    public async Task<int> EnginePidAsync(EngineClient client)
    {
        var outcome = await client.OperationsAsync(TestContext.Current.CancellationToken);
        Assert.True(outcome.Succeeded, string.Join('\n', outcome.Diagnostics.Select(one => $"{one} {one.Seen}")));
        var pid = client.Greeting!.Pid;
        _engines.Add(pid);
        return pid;
    }

    public void OpenGate() => File.WriteAllText(Gate, "");

    /// <summary>Starts the test engine's program itself, as an engine or as a door, with this test's own environment.</summary>
    public Process Start(params string[] arguments) => Start(arguments, new Dictionary<string, string>());

    public Process Start(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Executable, [.. arguments, "--store", Place.StoreFolder, "--site", "test"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    /// <summary>Waits until something holds; fails when it does not in time.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        var begun = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(begun.Elapsed < Patience, $"waited in vain until {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public static bool Runs(int pid)
    {
        try
        {
            // A killed child of nobody is gone; a zombie has no memory any more.
            return File.ReadAllText($"/proc/{pid}/statm").Trim() is { Length: > 0 } memory && !memory.StartsWith("0 ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (EngineFile.Read(Place.EngineFile) is { } last) _engines.Add(last.Pid);
        foreach (var pid in _engines.Where(pid => Runs(pid) && CommandLine(pid).Contains(Place.StoreFolder, StringComparison.Ordinal))) Kill(pid);
        foreach (var pid in _engines) await UntilAsync(() => !Runs(pid), "the engine has ended");
        File.Delete(Place.SocketPath);
        _folder.Delete(recursive: true);
    }

    private static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
