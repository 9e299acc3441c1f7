using Provisioning.Model.Collections;

namespace Provisioning.Engine.Imaging;

/// <summary>A medium.</summary>
/// <param name="Image">The URL for the BMC; ends in <c>.iso</c>.</param>
/// <param name="AgentVersion">The version of the agent on it.</param>
/// <param name="Credential">The bytes of the per-machine credential on it (measured into PCR 12).</param>
public sealed record MediaPublication(Uri Image, string AgentVersion, ValueArray<byte> Credential);
