namespace Provisioning.Model.Lifecycles;

/// <summary>One condition with its reason.</summary>
/// <param name="Kind">What is judged.</param>
/// <param name="Status">The judgement.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record Condition(ConditionKind Kind, ConditionStatus Status, string Reason);
