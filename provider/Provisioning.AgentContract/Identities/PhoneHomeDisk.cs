namespace Provisioning.AgentContract.Identities;

/// <summary>A disk as the installed system sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Serial">Its serial number, when known.</param>
public sealed record PhoneHomeDisk(string Name, long SizeBytes, string? Serial = null);
