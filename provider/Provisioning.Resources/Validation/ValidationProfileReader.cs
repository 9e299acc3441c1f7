using Provisioning.Model.Validation;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Validation;

/// <summary>Reads a validation profile out of values that the schema has checked.</summary>
internal static class ValidationProfileReader
{
    public static ValidationProfile Read(Value document)
    {
        var drives = document.Member("drives");
        var interfaces = document.Member("network_interfaces");
        return new ValidationProfile
        {
            Name = document.Member("name").AsText() ?? "",
            MinMemoryGib = document.Member("min_memory_gib").AsInt64(),
            MinLogicalProcessors = document.Member("min_logical_processors").AsInt64(),
            Drives = drives.Member("min_count").AsInt64() is { } count
                ? new DriveRequirement(count, drives.Member("type").AsText(), drives.Member("min_size_gib").AsInt64())
                : null,
            Interfaces = interfaces.Member("min_count").AsInt64() is { } least
                ? new InterfaceRequirement(least, interfaces.Member("min_speed_mbps").AsInt64())
                : null,
            NeedsTpm = document.Member("tpm").AsFlag() ?? false,
        };
    }
}
