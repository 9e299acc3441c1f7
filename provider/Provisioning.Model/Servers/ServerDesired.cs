using Provisioning.Model.Bios;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Firmware;
using Provisioning.Model.Imaging;
using Provisioning.Model.Powering;

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

/// <summary>A document that a server refers to: its id and its content. Two are equal when their ids are.</summary>
/// <typeparam name="T">The document's record.</typeparam>
/// <param name="Id"><c>name@sha256:…</c> over the canonical form.</param>
/// <param name="Content">The document.</param>
public sealed record DocumentOf<T>(string Id, T Content)
{
    /// <inheritdoc/>
    public bool Equals(DocumentOf<T>? other) => other is not null && string.Equals(Id, other.Id, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}

/// <summary>How to reach a BMC.</summary>
/// <param name="Address">Host name or address with an optional port, <c>10.1.0.11</c>, <c>127.0.0.1:8001</c>, <c>[fd00::1]:443</c>; HTTPS always.</param>
/// <param name="Credential">The name of the credential in daily use.</param>
/// <param name="BootstrapCredentials">Names of credentials to try once each at the first contact, in order.</param>
/// <param name="ReadCredential">The name of the credential for reading; null: the daily one.</param>
public sealed record BmcEndpoint(string Address, string Credential, ValueArray<string> BootstrapCredentials, string? ReadCredential);

/// <summary>Who must be behind a BMC.</summary>
/// <param name="Serial">The system's serial number; null: any.</param>
/// <param name="Uuid">The system's UUID; null: any.</param>
public sealed record ExpectedIdentity(string? Serial, Guid? Uuid)
{
    /// <summary>No expectation.</summary>
    public static ExpectedIdentity Anyone { get; } = new(null, null);

    /// <summary>Whether nothing is expected.</summary>
    public bool IsAnyone => Serial is null && Uuid is null;
}

/// <summary>Where a machine stands.</summary>
/// <param name="Rack">The rack.</param>
/// <param name="Slot">The slot, counted from the bottom; null: not told.</param>
public sealed record RackLocation(string Rack, int? Slot);

/// <summary>What an operator allows an operation to do.</summary>
/// <param name="DataLoss">Whether disks that bear data may be written.</param>
/// <param name="Reboot">Whether the machine may be restarted.</param>
public sealed record Allowance(bool DataLoss, bool Reboot)
{
    /// <summary>No data loss; reboots allowed.</summary>
    public static Allowance Default { get; } = new(false, true);
}

/// <summary>What becomes of a machine when its object is destroyed.</summary>
public enum DestroyRule
{
    /// <summary>Nothing is touched; the machine is managed no more.</summary>
    Forget = 1,

    /// <summary>It is powered off; disks stay as they are.</summary>
    PowerOff = 2,

    /// <summary>Its disks are erased; needs data loss allowed in the prior state.</summary>
    Erase = 3,
}

/// <summary>How long each kind of operation may take.</summary>
/// <param name="Create">From nothing to the stage asked for.</param>
/// <param name="Update">For a change.</param>
/// <param name="Delete">For leaving.</param>
/// <param name="Read">For a look.</param>
public sealed record OperationTimeouts(TimeSpan Create, TimeSpan Update, TimeSpan Delete, TimeSpan Read)
{
    /// <summary>90, 90, 30 and 2 minutes.</summary>
    public static OperationTimeouts Default { get; } =
        new(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(2));
}
