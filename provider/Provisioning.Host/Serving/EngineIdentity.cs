using Provisioning.Api.Engines;

namespace Provisioning.Host.Serving;

/// <summary>What this engine says about itself.</summary>
/// <param name="Status">Its status, but for what runs.</param>
internal sealed record EngineIdentity(EngineStatus Status);
