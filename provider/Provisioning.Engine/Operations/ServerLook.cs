using Provisioning.Model.Collections;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Operations;

/// <summary>Asks for a look.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Bmc">How to reach its BMC; for an import the address may be empty: where the store knows it to be.</param>
/// <param name="Claim">The claim; null for an import.</param>
/// <param name="BiosKeys">BIOS attributes to read.</param>
/// <param name="FirmwareKeys">Firmware roles to read.</param>
/// <param name="BmcSettingKeys">BMC settings to read.</param>
/// <param name="MaxAge">How old the answer may be; zero: ask the machine.</param>
public sealed record ServerLook(
    string Name,
    BmcEndpoint Bmc,
    ClaimId? Claim,
    ValueArray<string> BiosKeys,
    ValueArray<string> FirmwareKeys,
    ValueArray<string> BmcSettingKeys,
    TimeSpan MaxAge)
{
    /// <summary>How long it may take, logins and reading together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What the door's state says of the server, so that a store that never saw it (another runner) can take it up; null: an import.</summary>
    public ServerObserved? Known { get; init; }
}
