using Provisioning.Model.Faults;

namespace Provisioning.Engine.Discovery;

/// <summary>The accounts of a BMC, as far as reading goes.</summary>
public interface IAccountPort
{
    /// <summary>The role of the account that is logged in, e.g. <c>Administrator</c>; null where the BMC does not tell.</summary>
    ValueTask<PortResult<string?>> ReadOwnRoleAsync(CancellationToken cancellationToken);
}
