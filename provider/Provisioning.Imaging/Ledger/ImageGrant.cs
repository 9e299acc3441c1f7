namespace Provisioning.Imaging.Ledger;

/// <summary>An OS image that the agent of an attempt may fetch, key <c>image/CLAIM/NUMBER/SHA256</c>. It may be granted before there is a medium.</summary>
internal sealed record ImageGrant(string Claim, int Number, string Token, string FileName, string Sha256);
