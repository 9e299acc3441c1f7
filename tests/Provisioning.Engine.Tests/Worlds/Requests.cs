using Provisioning.Engine.Operations;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>What a door asks besides plans and applies.</summary>
internal static class Requests
{
    public static ServerLook Look(ServerSnapshot? known) => new(
        "n1", World.Desired.Bmc, known?.Claim, known is null ? [] : ["ProcTurboMode"], known is null ? [] : ["bios", "bmc"], known is null ? [] : ["host_name", "ntp_servers"], TimeSpan.Zero)
    { Known = known?.Observed };

    public static Task<ServerOutcome> ReadAsync(World world, ServerSnapshot known) =>
        world.RunAsync(world.Operations.ReadAsync(World.Door, Look(known), CancellationToken.None).AsTask());

    public static Task<ValueArray<Diagnostic>> DestroyAsync(
        World world, ClaimId claim, DestroyRule rule, ServerObserved? prior = null) =>
        world.RunAsync(world.Operations.DestroyAsync(
            World.Door,
            new ServerDestroyCommand("n1", World.Desired.Bmc, claim, rule, new Allowance(true, true), TimeSpan.FromMinutes(30)) { Prior = prior },
            world.Sink,
            CancellationToken.None).AsTask());
}
