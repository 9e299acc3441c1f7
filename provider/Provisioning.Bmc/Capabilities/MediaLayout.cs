namespace Provisioning.Bmc.Capabilities;

/// <summary>The CD slot that was chosen.</summary>
/// <param name="Slot">Its path; empty: there is none.</param>
/// <param name="Insert">Where the insert action is sent; empty: by changing the slot.</param>
/// <param name="Eject">Where the eject action is sent; empty: by changing the slot.</param>
internal sealed record MediaLayout(string Slot, string Insert, string Eject);
