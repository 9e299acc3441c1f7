namespace Provisioning.Engine.Drift;

/// <summary>A managed value that is not what is wanted.</summary>
/// <param name="Path">Where, as plans show it: <c>bios.ProcTurboMode</c>.</param>
/// <param name="Wanted">What it must be.</param>
/// <param name="Seen">What it is; null: the machine does not have it.</param>
public sealed record DriftedValue(string Path, string Wanted, string? Seen);
