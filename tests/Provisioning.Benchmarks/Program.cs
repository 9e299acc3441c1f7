using Provisioning.Benchmarks.Doors;
using Provisioning.Benchmarks.Fleet;
using Provisioning.Benchmarks.Machines;
using Provisioning.Benchmarks.Writing;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

switch (args)
{
    case ["door", ..]:
        await DoorBenchmark.RunAsync(rounds: args.Length > 1 ? int.Parse(args[1], null) : 10, interrupted.Token);
        return 0;
    case ["fleet", ..]:
        await FleetBenchmark.RunAsync(servers: args.Length > 1 ? int.Parse(args[1], null) : 100, interrupted.Token);
        return 0;
    case ["scale", .. var sizes]:
        await ScaleBenchmark.RunAsync(sizes.Length > 0 ? [.. sizes.Select(size => int.Parse(size, null))] : [1, 100, 1000], interrupted.Token);
        return 0;
    case ["machine"]:
        await MachineBenchmark.RunAsync(interrupted.Token);
        return 0;
    case ["write", ..]:
        await WriteBenchmark.RunAsync(rounds: args.Length > 1 ? int.Parse(args[1], null) : 5, interrupted.Token);
        return 0;
    default:
        Console.Error.WriteLine("usage: door [ROUNDS] | fleet [SERVERS] | scale [SERVERS…] | machine | write [ROUNDS]");
        return 2;
}
