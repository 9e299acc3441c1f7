using Provisioning.Engine.Attestation;
using Provisioning.Engine.Bios;
using Provisioning.Engine.BmcConfiguration;
using Provisioning.Engine.Booting;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Firmware;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Planning;
using Provisioning.Engine.Powering;
using Provisioning.Engine.Readiness;
using Provisioning.Engine.Validation;

namespace Provisioning.Engine.Steps;

/// <summary>The kinds of steps, open: a kind is a name with a version and its handler.</summary>
internal sealed class StepRegistry
{
    private readonly Dictionary<string, StepHandler> _handlers = new(StringComparer.Ordinal);

    /// <summary>Registers a kind.</summary>
    /// <exception cref="ArgumentException">The kind is registered already.</exception>
    public StepRegistry Add(string kind, StepHandler handler)
    {
        _handlers.Add(kind, handler);
        return this;
    }

    /// <summary>The handler of a kind.</summary>
    /// <exception cref="KeyNotFoundException">No such kind: the plan was made by another version, which the caller rules out beforehand.</exception>
    public StepHandler Of(string kind) => _handlers[kind];

    public bool Knows(string kind) => _handlers.ContainsKey(kind);

    /// <summary>All kinds that the planner plans.</summary>
    public static StepRegistry Standard() => new StepRegistry()
        .Add(StepKinds.Identify, new IdentifyStep())
        .Add(StepKinds.ReadInventory, new ReadInventoryStep())
        .Add(StepKinds.Claim, new ClaimStep())
        .Add(StepKinds.SetNtp, new SetNtpStep())
        .Add(StepKinds.SetBmcHostName, new SetBmcHostNameStep())
        .Add(StepKinds.SetPower, new SetPowerStep())
        .Add(StepKinds.CompareFirmware, new CompareFirmwareStep())
        .Add(StepKinds.SetBiosSettings, new SetBiosSettingsStep())
        .Add(StepKinds.ConfirmBios, new ConfirmBiosStep())
        .Add(StepKinds.PublishImage, new PublishImageStep())
        .Add(StepKinds.PublishMedia, new PublishMediaStep())
        .Add(StepKinds.InsertMedia, new InsertMediaStep())
        .Add(StepKinds.EjectMedia, new EjectMediaStep())
        .Add(StepKinds.SetBootOverride, new SetBootOverrideStep())
        .Add(StepKinds.ClearBootOverride, new ClearBootOverrideStep())
        .Add(StepKinds.ShutDown, new ShutDownStep())
        .Add(StepKinds.RestartIntoWindow, new RestartStep(intoAgent: true))
        .Add(StepKinds.RestartIntoOs, new RestartStep(intoAgent: false))
        .Add(StepKinds.AwaitAgent, new AwaitAgentStep())
        .Add(StepKinds.Attest, new AttestStep())
        .Add(StepKinds.JudgeAttestation, new JudgeAttestationStep())
        .Add(StepKinds.WriteImage, new WriteImageStep())
        .Add(StepKinds.WriteIdentity, new WriteIdentityStep())
        .Add(StepKinds.AwaitPhoneHome, new AwaitPhoneHomeStep())
        .Add(StepKinds.CompareInventories, new CompareInventoriesStep())
        .Add(StepKinds.CheckValidationProfile, new CheckValidationProfileStep())
        .Add(StepKinds.MarkReady, new MarkReadyStep());
}
