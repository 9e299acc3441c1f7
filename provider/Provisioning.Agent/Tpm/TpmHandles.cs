namespace Provisioning.Agent.Tpm;

/// <summary>Handles that every TPM has (TPM 2.0 part 2, TPM_RH).</summary>
internal static class TpmHandles
{
    /// <summary>No key, no object.</summary>
    public const uint Null = 0x40000007;

    /// <summary>The password "session", here always with the empty password.</summary>
    public const uint Password = 0x40000009;

    /// <summary>The endorsement hierarchy.</summary>
    public const uint Endorsement = 0x4000000B;
}
