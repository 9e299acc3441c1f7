using Google.Protobuf.WellKnownTypes;

namespace Provisioning.Api.FromWire;

/// <summary>Times and durations as the wire carries them.</summary>
public static class TimeFromWire
{
    /// <summary>An instant; the beginning of time where it is absent.</summary>
    public static DateTimeOffset FromWire(this Timestamp? instant) => instant?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch;

    /// <summary>An instant, or its absence.</summary>
    public static DateTimeOffset? FromWireOrNull(this Timestamp? instant) => instant?.ToDateTimeOffset();

    /// <summary>A duration; zero where it is absent.</summary>
    public static TimeSpan FromWire(this Duration? duration) => duration?.ToTimeSpan() ?? TimeSpan.Zero;
}
