namespace Provisioning.Engine.Imaging;

/// <summary>An image that the agent can fetch.</summary>
/// <param name="Source">Where.</param>
/// <param name="SizeBytes">The size of the file as stored.</param>
/// <param name="Compression"><c>none</c>, <c>gz</c> or <c>zst</c>, told by the first bytes.</param>
public sealed record ImagePublication(Uri Source, long SizeBytes, string Compression);
