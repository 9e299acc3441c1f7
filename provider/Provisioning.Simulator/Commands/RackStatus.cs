using Provisioning.Model.Collections;

namespace Provisioning.Simulator.Commands;

/// <summary>How a running rack is doing.</summary>
/// <param name="State">Where everything is.</param>
/// <param name="Servers">Its servers.</param>
public sealed record RackStatus(RackState State, ValueArray<RackServerStatus> Servers);
