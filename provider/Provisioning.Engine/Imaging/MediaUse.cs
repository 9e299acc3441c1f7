namespace Provisioning.Engine.Imaging;

/// <summary>How far a medium was used.</summary>
/// <param name="BytesServed">Bytes served so far.</param>
/// <param name="FirstFetch">When the first byte was served; null: never.</param>
public sealed record MediaUse(long BytesServed, DateTimeOffset? FirstFetch);
