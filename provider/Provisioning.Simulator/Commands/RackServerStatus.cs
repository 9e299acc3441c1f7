namespace Provisioning.Simulator.Commands;

/// <summary>How a server of a running rack is doing.</summary>
/// <param name="Server">Who it is.</param>
/// <param name="Power">On, Off or PoweringOff.</param>
/// <param name="BootProgress">A BootProgress LastState of the ComputerSystem schema.</param>
/// <param name="BootCount">How often it was started.</param>
/// <param name="Requests">Requests that its BMC got.</param>
/// <param name="Faults">Faults that wait on it.</param>
public sealed record RackServerStatus(RackStateServer Server, string Power, string BootProgress, int BootCount, long Requests, int Faults);
