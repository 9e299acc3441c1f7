using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Provisioning.Model.Agents;
using Provisioning.Model.Attestation;
using Provisioning.Model.Bios;
using Provisioning.Model.Configuration;
using Provisioning.Model.Discovery;
using Provisioning.Model.Firmware;
using Provisioning.Model.Hosting;
using Provisioning.Model.Imaging;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Readiness;
using Provisioning.Model.Servers;
using Provisioning.Model.Simulation;
using Provisioning.Model.Stores;
using Provisioning.Model.Validation;

namespace Provisioning.Model.Diagnostics;

/// <summary>Every descriptor there is, in the order of the codes. An explicit list: what is missing from it fails a test.</summary>
public static class DiagnosticCatalogue
{
    private static readonly ImmutableSortedDictionary<DiagnosticCode, DiagnosticDescriptor> ByCode =
        All().ToImmutableSortedDictionary(descriptor => descriptor.Code, descriptor => descriptor);

    /// <summary>All descriptors, by code.</summary>
    public static IEnumerable<DiagnosticDescriptor> Descriptors => ByCode.Values;

    /// <summary>Looks a code up.</summary>
    public static bool TryFind(DiagnosticCode code, [NotNullWhen(true)] out DiagnosticDescriptor? descriptor) =>
        ByCode.TryGetValue(code, out descriptor);

    private static IEnumerable<DiagnosticDescriptor> All() =>
    [
        .. AttestationDiagnostics.All,
        .. TpmDiagnostics.All,
        .. ReceiptDiagnostics.All,
        .. DeployImageDiagnostics.All,
        .. MediaDiagnostics.All,
        .. ConfigurationDiagnostics.All,
        .. AgentDiagnostics.All,
        .. EngineProcessDiagnostics.All,
        .. CommandDiagnostics.All,
        .. PlanningDiagnostics.All,
        .. FirmwareDiagnostics.All,
        .. ValidationDiagnostics.All,
        .. ReadinessDiagnostics.All,
        .. StoreDiagnostics.All,
        .. OperationDiagnostics.All,
        .. BiosDiagnostics.All,
        .. BmcDiagnostics.All,
        .. DoorDiagnostics.All,
        .. InternalDiagnostics.All,
        .. ServerDiagnostics.All,
        .. DiscoveryDiagnostics.All,
        .. SimulationDiagnostics.All,
    ];
}
