using Google.Protobuf.WellKnownTypes;

namespace Provisioning.Api.ToWire;

/// <summary>Times and durations as the wire carries them: instants in UTC.</summary>
public static class TimeToWire
{
    /// <summary>An instant.</summary>
    public static Timestamp ToWire(this DateTimeOffset instant) => Timestamp.FromDateTimeOffset(instant);

    /// <summary>An instant, or its absence.</summary>
    public static Timestamp? ToWire(this DateTimeOffset? instant) => instant is { } known ? known.ToWire() : null;

    /// <summary>A duration.</summary>
    public static Duration ToWire(this TimeSpan duration) => Duration.FromTimeSpan(duration);
}
