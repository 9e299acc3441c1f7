namespace Provisioning.Imaging.Ledger;

/// <summary>A phone-home ticket and what came of it, key <c>phone/CLAIM/NUMBER</c>.</summary>
internal sealed record PhoneRecord(
    string Claim, int Number, string Token, long ExpiresUnixSeconds, long? ReceivedUnixSeconds, AgentContract.Identities.PhoneHome? Report);
