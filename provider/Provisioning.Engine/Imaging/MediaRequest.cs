namespace Provisioning.Engine.Imaging;

/// <summary>Asks for a medium.</summary>
/// <param name="Attempt">For which attempt.</param>
/// <param name="ServerName">The machine's name.</param>
/// <param name="Epoch">The engine's generation.</param>
/// <param name="ValidFor">How long it may be used.</param>
public sealed record MediaRequest(AttemptKey Attempt, string ServerName, long Epoch, TimeSpan ValidFor);
