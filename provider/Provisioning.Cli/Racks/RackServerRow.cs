namespace Provisioning.Cli.Racks;

/// <summary>One server of a rack, as <c>rack status</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its BMC's host and port.</param>
/// <param name="Machine">What is behind the BMC.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="Power">Host power; null where that was not asked.</param>
/// <param name="Boot">How far its boot is; null where that was not asked.</param>
/// <param name="Requests">Requests that its BMC got; null where that was not asked.</param>
/// <param name="Faults">Faults that wait on it; null where that was not asked.</param>
public sealed record RackServerRow(
    string Name, string Address, string Machine, string Serial, string? Power, string? Boot, long? Requests, int? Faults);
