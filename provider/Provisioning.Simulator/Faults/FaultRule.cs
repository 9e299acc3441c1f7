namespace Provisioning.Simulator.Faults;

/// <summary>One fault and the requests that meet it.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultEffect Effect { get; init; }

    /// <summary>The HTTP method, or null for each.</summary>
    public string? Method { get; init; }

    /// <summary>A pattern of the path where <c>*</c> stands for any text, or null for each.</summary>
    public string? Path { get; init; }

    /// <summary>How many matching requests go by unharmed first.</summary>
    public int Skip { get; init; }

    /// <summary>How many matching requests meet the fault after that; null means all.</summary>
    public int? Count { get; init; } = 1;

    /// <summary>A fault on the wire.</summary>
    public static FaultRule Of(WireFault fault, string? method = null, string? path = null, int? count = 1, int skip = 0) =>
        new() { Effect = new FaultEffect.OnTheWire(fault), Method = method, Path = path, Count = count, Skip = skip };

    /// <summary>A fault in the BMC.</summary>
    public static FaultRule Of(BmcFault fault, string? method = null, string? path = null, int? count = 1, int skip = 0) =>
        new() { Effect = new FaultEffect.InTheBmc(fault), Method = method, Path = path, Count = count, Skip = skip };
}
