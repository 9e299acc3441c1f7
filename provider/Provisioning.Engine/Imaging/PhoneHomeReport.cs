using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Imaging;

/// <summary>What an installed system reported.</summary>
/// <param name="At">When.</param>
/// <param name="InstanceId">The instance id that it was given.</param>
/// <param name="Hostname">Its host name.</param>
/// <param name="Inventory">What it sees of the machine.</param>
public sealed record PhoneHomeReport(DateTimeOffset At, string InstanceId, string Hostname, InBandInventory Inventory);
