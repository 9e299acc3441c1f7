using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Quirks;
using Provisioning.Engine.Booting;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Booting;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Booting;

/// <summary>Boot override of the system (DSP0268, ComputerSystem.Boot), in the words that this BMC offers.</summary>
internal sealed class RedfishBoot(BmcExplorer explorer) : IBootPort
{
    // Offers in order of preference; the last ones are no words of the standard.
    private static readonly string[] CdWords = ["Cd", "UsbCd", "UefiCd", "UefiUsbCd", "CD/DVD"];
    private static readonly string[] DiskWords = ["Hdd", "UefiHdd"];
    private static readonly string[] PxeWords = ["Pxe"];

    /// <inheritdoc/>
    public async ValueTask<PortResult<BootOverride>> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await explorer.ReadSystemAsync("boot override", cancellationToken);
        if (!read.TryGet(out var system, out var fault)) return fault;
        if (explorer.Layout.System is not { BootOverride: true }) return NoOverride();
        var boot = system.At("Boot");

        // The target may be anything while the override is off, so that only this member decides.
        var once = string.Equals(boot.Text("BootSourceOverrideEnabled"), "Once", StringComparison.OrdinalIgnoreCase);
        var continuous = string.Equals(boot.Text("BootSourceOverrideEnabled"), "Continuous", StringComparison.OrdinalIgnoreCase);
        return new BootOverride(once || continuous ? TargetOf(boot.Text("BootSourceOverrideTarget")) : BootTarget.None, !continuous);
    }

    /// <inheritdoc/>
    public async ValueTask<PortResult<Acceptance>> SetAsync(BootOverride bootOverride, CancellationToken cancellationToken)
    {
        var known = await explorer.SystemAsync(cancellationToken);
        if (!known.TryGet(out var system, out var fault)) return fault;
        if (!system.BootOverride) return NoOverride();
        var enabled = bootOverride.Target == BootTarget.None ? "Disabled" : bootOverride.Once ? "Once" : "Continuous";
        if (system.BootEnabled.Count > 0 && !system.BootEnabled.Contains(enabled, StringComparer.OrdinalIgnoreCase))
        {
            return BmcFaults.NotSupported(explorer.Client.Address, $"boot override {enabled} is not offered");
        }

        if (WordOf(bootOverride.Target, system.BootTargets) is not { } word)
        {
            return BmcFaults.NotSupported(explorer.Client.Address, $"boot source {bootOverride.Target} is not offered");
        }

        var body = JsonBody.Write(writer =>
        {
            writer.WriteStartObject("Boot");
            writer.WriteString("BootSourceOverrideEnabled", enabled);
            writer.WriteString("BootSourceOverrideTarget", word);

            // Where a mode is shown it is sent along: changing the source alone sets it back to Legacy on some. Where none is shown, it is refused.
            if (bootOverride.Target != BootTarget.None && system.BootMode && explorer.Quirk(QuirkBehaviour.BootMode) != "omit")
            {
                writer.WriteString("BootSourceOverrideMode", "UEFI");
            }

            writer.WriteEndObject();
        });
        var toSettings = system.Settings.Length > 0 && explorer.Quirk(QuirkBehaviour.BootResource) == "settings";
        var sent = await explorer.Client.PatchAsync(toSettings ? system.Settings : system.Uri, body, cancellationToken);
        if (sent.TryGet(out var reply, out fault)) return explorer.Client.Accepted(reply);

        // The resource itself may be read-only where it has a settings twin; nothing was changed by a refusal.
        if (toSettings || system.Settings.Length == 0 || fault.Kind is not (FaultKind.Rejected or FaultKind.NotSupported)) return fault;
        var again = await explorer.Client.PatchAsync(system.Settings, body, cancellationToken);
        return again.TryGet(out reply, out _) ? explorer.Client.Accepted(reply) : fault;
    }

    private Fault NoOverride() => BmcFaults.NotSupported(explorer.Client.Address, "the machine has no boot override");

    private static BootTarget TargetOf(string? word)
    {
        if (word is null || word.Equals("None", StringComparison.OrdinalIgnoreCase)) return BootTarget.None;
        if (CdWords.Contains(word, StringComparer.OrdinalIgnoreCase)) return BootTarget.Cd;
        if (DiskWords.Contains(word, StringComparer.OrdinalIgnoreCase)) return BootTarget.Disk;
        return PxeWords.Contains(word, StringComparer.OrdinalIgnoreCase) ? BootTarget.Pxe : BootTarget.Other;
    }

    private string? WordOf(BootTarget target, IReadOnlyList<string> offered)
    {
        string[] words = target switch
        {
            BootTarget.None => ["None"],
            BootTarget.Cd => explorer.Quirk(QuirkBehaviour.BootCd) is { } own ? [own, .. CdWords] : CdWords,
            BootTarget.Disk => DiskWords,
            BootTarget.Pxe => PxeWords,
            _ => [],
        };
        if (words.Length == 0) return null;
        return offered.Count == 0 ? words[0] : Array.Find(words, word => offered.Contains(word, StringComparer.Ordinal));
    }
}
