namespace Provisioning.Simulator.Faults;

/// <summary>What a BMC does wrong though its replies look right. Asked for by type where it applies, so nothing matches over all cases.</summary>
public abstract record BmcFault
{
    private BmcFault()
    {
    }

    /// <summary>No session can be made.</summary>
    public sealed record SessionTableFull : BmcFault;

    /// <summary>A reset is accepted and nothing happens.</summary>
    public sealed record IgnoreReset : BmcFault;

    /// <summary>A boot override is accepted and spent, and the machine boots as always.</summary>
    public sealed record IgnoreOverride : BmcFault;

    /// <summary>A BIOS setting is accepted and refused when it should take effect.</summary>
    /// <param name="Attribute">The attribute; null means each one that is pending.</param>
    public sealed record RejectBiosSetting(string? Attribute) : BmcFault;

    /// <summary>A task that was accepted ends in an exception and does nothing.</summary>
    public sealed record FailTask : BmcFault;

    /// <summary>Inserting virtual media takes this long.</summary>
    public sealed record SlowMedia(TimeSpan Time) : BmcFault;
}
