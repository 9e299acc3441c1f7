using System.Collections;
using Provisioning.Api.Client;
using Provisioning.Api.Local;
using Provisioning.Host.Launching;
using Provisioning.Host.Serving;
using Provisioning.Host.TestEngine;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

// The engine process with an engine that only echoes, and a door that can be killed: what the tests of the process need.
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
var store = args[Array.IndexOf(args, "--store") + 1];
if (EnginePlace.OfStore(store, "test", environment) is not Outcome<EnginePlace>.Success { Value: var place }) return 2;
var program = EngineProgram.OfThisProcess();
switch (args[0], args[1])
{
    case ("engine", "run"):
        using (var output = Console.OpenStandardOutput())
        {
            using var writer = new StreamWriter(output) { AutoFlush = true };
            return await EngineProcess.RunAsync(
                new EngineRunOptions
                {
                    Place = place,
                    Facade = new EchoFacadeFactory(),
                    Environment = environment,
                    Report = report => writer.WriteLine(report.ToLine()),
                },
                CancellationToken.None);
        }

    case ("engine", "launch"):
        var launched = await EngineLaunch.RunAsync(program, place, environment, TimeProvider.System, CancellationToken.None);
        Console.Out.WriteLine(launched.ToLine());
        return launched.Outcome == LaunchOutcome.Failed ? 1 : 0;

    case ("door", "hello"):
        await using (var client = new EngineClient(new EngineClientOptions { Place = place, Program = program }))
        {
            var operations = await client.OperationsAsync(CancellationToken.None);
            Console.Out.WriteLine($"{client.Greeting?.Pid} {operations.Succeeded}");
            return 0;
        }

    case ("door", "apply"):
        await using (var client = new EngineClient(new EngineClientOptions { Place = place, Program = program }))
        {
            var door = new DoorContext(new SiteSettings { Site = "test" }, [], "a door that dies", "somebody");
            var notices = new LineProgress(Console.Out);
            await client.ApplyAsync(door, EchoRequests.Apply(args[2], args[3]), notices, CancellationToken.None);
            return 0;
        }

    default:
        return 2;
}
