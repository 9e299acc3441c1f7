using System.Text.Json;

namespace Provisioning.Bmc.Capabilities;

/// <summary>A member of a collection.</summary>
/// <param name="Uri">Its path.</param>
/// <param name="Body">Its body.</param>
internal sealed record Member(string Uri, JsonElement Body);
