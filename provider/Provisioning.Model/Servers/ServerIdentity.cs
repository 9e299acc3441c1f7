namespace Provisioning.Model.Servers;

/// <summary>Who a machine is: never its address.</summary>
/// <param name="Uuid">The system's UUID as SMBIOS has it.</param>
/// <param name="Serial">The system's serial number.</param>
/// <param name="Manufacturer">The maker, as the BMC says it.</param>
/// <param name="Model">The model, as the BMC says it.</param>
public sealed record ServerIdentity(Guid Uuid, string Serial, string Manufacturer, string Model);
