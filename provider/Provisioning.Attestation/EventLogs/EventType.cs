namespace Provisioning.Attestation.EventLogs;

/// <summary>Event types (TCG PC Client Platform Firmware Profile, section 10.4.1) that the rules look at; a log may hold any other.</summary>
internal enum EventType : uint
{
    NoAction = 0x00000003,
    Separator = 0x00000004,
    EfiVariableDriverConfig = 0x80000001,
    EfiAction = 0x80000007,
}
