namespace Provisioning.Model.Booting;

/// <summary>A boot override as it stands.</summary>
/// <param name="Target">The target; <see cref="BootTarget.None"/> where the override is disabled.</param>
/// <param name="Once">Whether it is for the next boot only.</param>
public sealed record BootOverride(BootTarget Target, bool Once);
