using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.BmcConfiguration;
using Provisioning.Engine.Discovery;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.BmcConfiguration;

/// <summary>The manager's network protocols and its restart (DSP0268, ManagerNetworkProtocol and Manager).</summary>
internal sealed class RedfishConfiguration(BmcExplorer explorer) : IBmcConfigurationPort
{
    /// <inheritdoc/>
    public async ValueTask<PortResult<BmcSettingsObservation>> ReadAsync(CancellationToken cancellationToken)
    {
        var managed = await explorer.ManagerAsync(cancellationToken);
        if (!managed.TryGet(out var manager, out var fault)) return fault;
        if (manager.NetworkProtocol.Length == 0) return new BmcSettingsObservation(null, null, ValueArray<string>.Empty, null);
        var got = await explorer.Client.GetAsync(manager.NetworkProtocol, cancellationToken);
        if (!got.TryGet(out var reply, out fault)) return fault;
        var ntp = reply.Body.At("NTP");
        var servers = ntp.Texts("NTPServers").Select(server => server.Trim()).Where(server => server.Length > 0).ToValueArray();
        return new BmcSettingsObservation(reply.Body.Text("HostName"), ntp.Flag("ProtocolEnabled"), servers, reply.Date);
    }

    /// <inheritdoc/>
    public ValueTask<PortResult<Acceptance>> SetNtpAsync(ValueArray<string> servers, CancellationToken cancellationToken) => ChangeAsync(
        writer =>
        {
            writer.WriteStartObject("NTP");
            writer.WriteBoolean("ProtocolEnabled", true);
            writer.WriteStartArray("NTPServers");
            foreach (var server in servers) writer.WriteStringValue(server);
            writer.WriteEndArray();
            writer.WriteEndObject();
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PortResult<Acceptance>> SetHostNameAsync(string hostName, CancellationToken cancellationToken) =>
        ChangeAsync(writer => writer.WriteString("HostName", hostName), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<PortResult<Acceptance>> ResetAsync(CancellationToken cancellationToken)
    {
        var managed = await explorer.ManagerAsync(cancellationToken);
        if (!managed.TryGet(out var manager, out var fault)) return fault;
        if (manager.Reset.Target.Length == 0) return BmcFaults.NotSupported(explorer.Client.Address, "the BMC cannot be restarted");
        var described = await explorer.DescribeAsync(manager.Reset, cancellationToken);
        if (!described.TryGet(out var reset, out fault)) return fault;
        explorer.Layout.Manager = manager with { Reset = reset };

        // No single type is offered everywhere, and some offer none and want none.
        string[] wanted = ["GracefulRestart", "ForceRestart"];
        var type = Array.Find(wanted, word => reset.Types.Contains(word, StringComparer.OrdinalIgnoreCase));
        if (type is null && reset.Types.Count > 0) return BmcFaults.NotSupported(explorer.Client.Address, "no way to restart the BMC is offered");
        var body = type is null ? JsonBody.Empty : JsonBody.Write(writer => writer.WriteString("ResetType", type));
        explorer.Client.ExpectRestart();
        return Taken(await explorer.Client.PostAsync(reset.Target, body, cancellationToken));
    }

    private async ValueTask<PortResult<Acceptance>> ChangeAsync(Action<Utf8JsonWriter> members, CancellationToken cancellationToken)
    {
        var managed = await explorer.ManagerAsync(cancellationToken);
        if (!managed.TryGet(out var manager, out var fault)) return fault;
        if (manager.NetworkProtocol.Length == 0) return BmcFaults.NotSupported(explorer.Client.Address, "no network protocol settings");
        return Taken(await explorer.Client.PatchAsync(manager.NetworkProtocol, JsonBody.Write(members), cancellationToken));
    }

    private PortResult<Acceptance> Taken(PortResult<RedfishReply> sent) =>
        sent.TryGet(out var reply, out var fault) ? explorer.Client.Accepted(reply) : fault;
}
