using Provisioning.Model.Servers;

namespace Provisioning.Engine.Imaging;

/// <summary>Whether two tellers speak of one machine.</summary>
internal static class MachineIdentityRule
{
    /// <summary>
    /// Serial numbers must be equal. UUIDs must be equal too, where both tell one; the first three fields may be in the other byte order, as
    /// SMBIOS before 2.6 and many BMCs write them (DSP0134, section 7.2.1).
    /// </summary>
    public static bool IsSame(ServerIdentity identity, Guid uuid, string serial)
    {
        if (!string.Equals(identity.Serial.Trim(), serial.Trim(), StringComparison.Ordinal)) return false;
        if (uuid == Guid.Empty || identity.Uuid == Guid.Empty) return true;
        return identity.Uuid == uuid || new Guid(identity.Uuid.ToByteArray(bigEndian: true)) == uuid;
    }
}
