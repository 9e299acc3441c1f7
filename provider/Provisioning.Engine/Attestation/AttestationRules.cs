using System.Globalization;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;

namespace Provisioning.Engine.Attestation;

/// <summary>Holds the evidence of an attestation against a policy. What is demanded and was not measured is a deviation.</summary>
internal static class AttestationRules
{
    /// <summary>The deviations, a phrase each; empty: the machine meets the policy.</summary>
    /// <param name="policy">What is demanded.</param>
    /// <param name="measured">The evidence of <see cref="AttestStep"/>.</param>
    public static IReadOnlyList<string> Deviations(AttestationPolicy policy, ValueMap<string, string> measured)
    {
        if (!measured.ContainsKey(AttestationKeys.Nonce))
            return policy.NeedsTpm ? ["the machine has no TPM, wanted one"] : [];
        var found = new List<string>();
        if (policy.NeedsSecureBoot && Of(AttestationKeys.SecureBoot) != AttestationKeys.On)
            found.Add($"Secure Boot is {Of(AttestationKeys.SecureBoot)?.Replace('_', ' ') ?? "not told"}, wanted on");
        if (policy.Pcrs.IsEmpty) return found;
        if (Of(AttestationKeys.Bank) is { } bank && bank != "sha256")
            return [.. found, $"the registers were quoted in the {bank} bank, the policy has values of the sha256 bank"];
        found.AddRange(
            from accepted in policy.Pcrs
            let seen = Of(AttestationKeys.Pcr(accepted.Key))
            where seen is null || !accepted.Value.Contains(seen)
            select string.Create(CultureInfo.InvariantCulture, $"PCR {accepted.Key} is {seen ?? "not quoted"}, which is not accepted"));
        return found;

        string? Of(string key) => measured.TryGetValue(key, out var value) ? value : null;
    }
}
