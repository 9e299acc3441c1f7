namespace Provisioning.Model.Security;

/// <summary>A login that a door resolved from a named reference. The engine holds it in memory only.</summary>
/// <param name="Name">The name of the reference, which may be written anywhere.</param>
/// <param name="Username">The account.</param>
/// <param name="Password">The password.</param>
public sealed record Credential(string Name, string Username, Secret Password);
