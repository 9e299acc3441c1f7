namespace Provisioning.Engine.Administration;

/// <summary>Who speaks.</summary>
/// <param name="Actor">The user's name.</param>
/// <param name="Door">Through which door.</param>
public sealed record OperatorCaller(string Actor, string Door);
