using Provisioning.Agent.Running;
using Provisioning.AgentContract.Sessions;
using Provisioning.Model.Diagnostics;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Linux;

/// <summary>The agent on a real machine. The one place that knows the console.</summary>
internal static class LinuxAgent
{
    private const int Broken = 70;
    private const int NoTicket = 66;

    /// <summary>Runs it; the exit code says to the init script, and on the console, why it ended.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An <see cref="AgentExit"/> as number; 66 without a ticket; 70 for a fault of the agent.</returns>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var log = new ConsoleLog(TimeProvider.System);
        try
        {
            if (ReadTicket() is not { } ticket)
            {
                log.Write(AgentDiagnostics.NoTicket(AgentTicket.InitramfsPath).ToString());
                return NoTicket;
            }

            var ports = LinuxMachine.Ports(log);
            return (int)await AgentRunner.RunAsync(ticket, ports, TimeProvider.System, cancellationToken);
        }
        catch (Exception bug)
        {
            // Ends the process: as a child of init this is a line on the console, not a kernel panic.
            log.Write(InternalDiagnostics.Unexpected("running the agent", bug).Detail);
            log.Write(bug.ToString());
            return Broken;
        }
    }

    private static AgentTicket? ReadTicket() =>
        File.Exists(AgentTicket.InitramfsPath) ? AgentTicket.TryRead(File.ReadAllBytes(AgentTicket.InitramfsPath)) : null;
}
