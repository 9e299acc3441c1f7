using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Powering;

namespace Provisioning.Bmc.Powering;

/// <summary>The power, from the system resource.</summary>
internal static class PowerReading
{
    /// <summary>The power; null: not told, or something that is neither on nor off.</summary>
    public static PowerObservation? Read(JsonElement system)
    {
        PowerState? state = system.Text("PowerState")?.ToUpperInvariant() switch
        {
            "ON" => PowerState.On,
            "OFF" => PowerState.Off,
            "POWERINGON" => PowerState.PoweringOn,
            "POWERINGOFF" => PowerState.PoweringOff,
            "PAUSED" => PowerState.On,
            _ => null,
        };
        if (state is not { } known) return null;

        // BMCs that do not know the time of the last reset say the beginning of the epoch.
        var reset = system.Date("LastResetTime");
        var progress = system.At("BootProgress");
        return new PowerObservation(
            known,
            reset is { } date && date.Year > 1971 ? date : null,
            progress.Text("LastState") is { } last && !last.Equals("None", StringComparison.OrdinalIgnoreCase)
                ? last == "OEM" ? progress.Text("OemLastState") ?? last : last
                : null);
    }
}
