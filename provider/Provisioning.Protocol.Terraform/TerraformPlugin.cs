using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Provisioning.Protocol.Terraform.Handshake;

namespace Provisioning.Protocol.Terraform;

/// <summary>The Terraform door as a process: a plugin of protocol 6, from the client's invitation to its shutdown.</summary>
public static class TerraformPlugin
{
    /// <summary>Serves until the client says so, or is gone.</summary>
    /// <param name="options">Everything ambient.</param>
    /// <param name="cancellationToken">Ends the plugin as a shutdown does.</param>
    /// <returns>The exit code: 0, or 1 where no client of Terraform started this process.</returns>
    /// <remarks>Call it first thing in the process: it takes the terminal's Ctrl-C away before anything else, because a plugin must outlive it.</remarks>
    public static async Task<int> RunAsync(TerraformPluginOptions options, CancellationToken cancellationToken)
    {
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        if (PluginInvitation.Read(options.Environment, out var refusal) is not { } invitation)
        {
            await options.Log.WriteAsync(Encoding.UTF8.GetBytes(refusal + "\n"), cancellationToken);
            return 1;
        }

        using var client = invitation.Client;
        using var certificate = client is null ? null : ServerCertificate.Create(options.Time.GetUtcNow());
        using var endpoint = PluginEndpoint.Pick(invitation.SocketFolder, invitation.Ports);
        (X509Certificate2, X509Certificate2)? tls = certificate is not null && client is not null ? (certificate, client) : null;
        await using var server = await PluginServer.StartAsync(options, endpoint, tls, leavesAlone: true, cancellationToken);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            server.Stop();
        });
        await options.Output.WriteAsync(Encoding.ASCII.GetBytes(invitation.HandshakeLine(endpoint, certificate)), cancellationToken);
        await options.Output.FlushAsync(cancellationToken);
        await server.WaitForEndAsync(cancellationToken);
        return 0;
    }
}
