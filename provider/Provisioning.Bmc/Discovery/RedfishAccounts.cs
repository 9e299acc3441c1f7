using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Sessions;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Discovery;

/// <summary>The accounts (DSP0268, AccountService and ManagerAccount).</summary>
internal sealed class RedfishAccounts(BmcExplorer explorer, RedfishSession session) : IAccountPort
{
    private const int MostAccounts = 64;

    /// <inheritdoc/>
    public async ValueTask<PortResult<string?>> ReadOwnRoleAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(explorer.Layout.AccountService)) return new PortResult<string?>.Ok(null);
        var accounts = ResourcePath.Below(explorer.Layout.AccountService, "Accounts");
        var read = await explorer.Collections.ReadAsync(accounts, MostAccounts, 1, cancellationToken);
        if (!read.TryGet(out var members, out var fault))
        {
            // An account that may not list accounts tells its want of privilege, not its role.
            return fault.Kind == FaultKind.NotPermitted ? new PortResult<string?>.Ok(null) : fault;
        }

        var own = members.Find(member => string.Equals(member.Body.Text("UserName"), session.Username, StringComparison.Ordinal));
        return new PortResult<string?>.Ok(own?.Body.Text("RoleId") ?? (own?.Body.At("Links").Link("Role") is { } role ? ResourcePath.LastSegment(role) : null));
    }
}
