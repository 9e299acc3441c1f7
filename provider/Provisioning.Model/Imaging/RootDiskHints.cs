namespace Provisioning.Model.Imaging;

/// <summary>Which disk the system goes to. All hints must match.</summary>
/// <param name="MinSizeGib">Least size in GiB.</param>
/// <param name="MaxSizeGib">Largest size in GiB.</param>
/// <param name="Type"><c>nvme</c>, <c>ssd</c>, <c>hdd</c>; null: any.</param>
/// <param name="Serial">The disk's serial number.</param>
/// <param name="Wwn">The disk's world-wide name.</param>
/// <param name="Model">The disk's model, exactly.</param>
public sealed record RootDiskHints(long? MinSizeGib, long? MaxSizeGib, string? Type, string? Serial, string? Wwn, string? Model)
{
    /// <summary>The only disk that there is.</summary>
    public static RootDiskHints Any { get; } = new(null, null, null, null, null, null);
}
