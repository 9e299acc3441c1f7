namespace Provisioning.Model.HouseRules;

/// <summary>Says beside the code that a house rule does not hold here, and why. The architecture tests read it; there is no list of exemptions anywhere else.</summary>
/// <param name="rule">The rule.</param>
/// <param name="reason">Why it does not hold; one sentence.</param>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
public sealed class HouseRuleExemptionAttribute(HouseRule rule, string reason) : Attribute
{
    /// <summary>The rule.</summary>
    public HouseRule Rule { get; } = rule;

    /// <summary>Why it does not hold.</summary>
    public string Reason { get; } = reason;
}
