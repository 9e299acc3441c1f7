namespace Provisioning.AgentContract.Identities;

/// <summary>A network interface as the installed system sees it.</summary>
/// <param name="Mac">Six pairs, lower case, colons.</param>
public sealed record PhoneHomeNic(string Mac);
