namespace Provisioning.Model.Validation;

/// <summary>What a healthy machine of a kind shows. What is null is not checked.</summary>
public sealed record ValidationProfile
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The least memory in GiB, as fitted.</summary>
    public long? MinMemoryGib { get; init; }

    /// <summary>The least number of logical processors.</summary>
    public long? MinLogicalProcessors { get; init; }

    /// <summary>The drives.</summary>
    public DriveRequirement? Drives { get; init; }

    /// <summary>The network interfaces.</summary>
    public InterfaceRequirement? Interfaces { get; init; }

    /// <summary>Whether a TPM must answer.</summary>
    public bool NeedsTpm { get; init; }

    /// <summary>What is asked for and only the machine itself can tell, as the document names it; empty: nothing.</summary>
    public string InBandOnly => string.Join(
        " and ", new[] { MinLogicalProcessors is null ? null : "min_logical_processors", NeedsTpm ? "tpm" : null }.OfType<string>());
}
