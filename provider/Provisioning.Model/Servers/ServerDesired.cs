using Provisioning.Model.Attestation;
using Provisioning.Model.Bios;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Firmware;
using Provisioning.Model.Imaging;
using Provisioning.Model.Networks;
using Provisioning.Model.Powering;
using Provisioning.Model.Validation;

namespace Provisioning.Model.Servers;

/// <summary>One machine as the operator wants it.</summary>
public sealed record ServerDesired
{
    /// <summary>The machine's name, and its host name unless <see cref="OsDesired.Hostname"/> says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>How to reach its BMC.</summary>
    public required BmcEndpoint Bmc { get; init; }

    /// <summary>Who must be there; a machine that does not match is not touched.</summary>
    public ExpectedIdentity Expect { get; init; } = ExpectedIdentity.Anyone;

    /// <summary>Where it stands.</summary>
    public RackLocation? Location { get; init; }

    /// <summary>The power state to keep; null: power is not managed.</summary>
    public PowerState? Power { get; init; }

    /// <summary>The BMC's own settings; null: not managed.</summary>
    public DocumentOf<BmcProfile>? BmcProfile { get; init; }

    /// <summary>The versions its components must have; null: not managed.</summary>
    public DocumentOf<FirmwareBaseline>? FirmwareBaseline { get; init; }

    /// <summary>The BIOS settings; null: not managed.</summary>
    public DocumentOf<BiosProfile>? BiosProfile { get; init; }

    /// <summary>The installed system's network; null: what the image does by itself.</summary>
    public DocumentOf<NetworkProfile>? NetworkProfile { get; init; }

    /// <summary>What the machine must show; null: that both inventories agree.</summary>
    public DocumentOf<ValidationProfile>? ValidationProfile { get; init; }

    /// <summary>Which measurements are accepted; null: those of our own image.</summary>
    public DocumentOf<AttestationPolicy>? AttestationPolicy { get; init; }

    /// <summary>The operating system; null: none is written.</summary>
    public OsDesired? Os { get; init; }

    /// <summary>Whether Ready waits until the installed system has phoned home.</summary>
    public bool PhoneHome { get; init; } = true;

    /// <summary>What the operator allows.</summary>
    public Allowance Allow { get; init; } = Allowance.Default;

    /// <summary>What becomes of the machine when the object is destroyed.</summary>
    public DestroyRule OnDestroy { get; init; } = DestroyRule.Forget;

    /// <summary>Attribute patterns that are not managed, e.g. <c>bios.ProcTurboMode</c>, <c>firmware.nic*</c>.</summary>
    public ValueArray<string> Unmanaged { get; init; }

    /// <summary>How long each kind of operation may take.</summary>
    public OperationTimeouts Timeouts { get; init; } = OperationTimeouts.Default;
}
