using Provisioning.Engine.Attestation;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Stores;

namespace Provisioning.Engine.Operations;

/// <summary>Everything that the engine needs of the world.</summary>
public sealed record EnginePorts
{
    /// <summary>The store.</summary>
    public required IEngineStore Store { get; init; }

    /// <summary>Asked before each write to a machine; null: always go on.</summary>
    public IWriteGuard? Guard { get; init; }

    /// <summary>BMCs.</summary>
    public required IBmcConnector Bmcs { get; init; }

    /// <summary>Boot media.</summary>
    public required IMediaPort Media { get; init; }

    /// <summary>OS images.</summary>
    public required IImageStorePort Images { get; init; }

    /// <summary>Agents.</summary>
    public required IAgentPort Agents { get; init; }

    /// <summary>Installed systems that report.</summary>
    public required IPhoneHomePort PhoneHome { get; init; }

    /// <summary>Judges TPM evidence.</summary>
    public required IAttestationPort Attestation { get; init; }

    /// <summary>Signs receipts.</summary>
    public required IReceiptPort Receipts { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes ids of operations and claims: 32 random hex digits. Null: from the system's random source.</summary>
    public Func<string>? NewId { get; init; }
}
