namespace Provisioning.Model.Sites;

/// <summary>Budgets of a site.</summary>
/// <param name="InFlight">Machines worked on at once.</param>
/// <param name="PerRack">Machines of one rack worked on at once.</param>
/// <param name="BmcRequests">Requests in flight to one BMC.</param>
public sealed record LimitSettings(int InFlight, int PerRack, int BmcRequests)
{
    /// <summary>40 in flight, 8 a rack, 4 requests a BMC.</summary>
    public static LimitSettings Default { get; } = new(40, 8, 4);
}
