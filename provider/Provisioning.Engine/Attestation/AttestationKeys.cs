using System.Globalization;

namespace Provisioning.Engine.Attestation;

/// <summary>The names under which an attestation's evidence is kept in journal, record and receipts.</summary>
public static class AttestationKeys
{
    /// <summary>What begins each of them.</summary>
    public const string Prefix = "attestation.";

    /// <summary>What became of it, in words.</summary>
    public const string Verdict = Prefix + "verdict";

    /// <summary>The nonce of the quote; without a TPM there is none.</summary>
    public const string Nonce = Prefix + "nonce";

    /// <summary>Whether Secure Boot was on: <c>on</c>, <c>off</c>, <c>setup_mode</c>, <c>unknown</c>.</summary>
    public const string SecureBoot = Prefix + "secure_boot";

    /// <summary>The PCR bank that was quoted.</summary>
    public const string Bank = Prefix + "bank";

    /// <summary>The value of <see cref="SecureBoot"/> where it was on.</summary>
    public const string On = "on";

    /// <summary>The value of a register, as the event log gives it and the quote vouches for it.</summary>
    public static string Pcr(int index) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}pcr{index:00}");
}
