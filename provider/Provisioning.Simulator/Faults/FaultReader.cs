using Provisioning.Simulator.Documents;

namespace Provisioning.Simulator.Faults;

/// <summary>Reads a fault as the rack file and the control API write it.</summary>
internal static class FaultReader
{
    private static readonly string[] Kinds =
    [
        "delay", "hang", "drop", "hangMidBody", "malformedJson", "hugeBody", "redirectLoop", "status",
        "sessionTableFull", "ignoreReset", "ignoreOverride", "rejectBios", "failTask", "slowMedia",
    ];

    /// <summary>Reads one; null when a problem was found, which the reader keeps.</summary>
    public static FaultRule? Read(FieldReader fields)
    {
        var kind = fields.Word("kind", Kinds);
        if (kind is null)
        {
            if (!fields.Has("kind")) fields.Missing("kind");
            return null;
        }

        var effect = Effect(kind, fields);
        var count = fields.Number("count", 0, 1_000_000) ?? 1;
        var rule = new FaultRule
        {
            Effect = effect,
            Method = fields.Text("method")?.ToUpperInvariant(),
            Path = fields.Text("path"),
            Skip = fields.Number("skip", 0, 1_000_000) ?? 0,
            Count = count == 0 ? null : count,
        };
        fields.RefuseOthers();
        return rule;
    }

    private static FaultEffect Effect(string kind, FieldReader fields) => kind switch
    {
        "delay" => Wire(new WireFault.Delay(fields.Seconds("seconds") ?? TimeSpan.FromSeconds(1))),
        "hang" => Wire(new WireFault.Hang(fields.Flag("execute") ?? false)),
        "drop" => Wire(new WireFault.Drop(fields.Flag("execute") ?? true)),
        "hangMidBody" => Wire(new WireFault.HangMidBody()),
        "malformedJson" => Wire(new WireFault.MalformedJson()),
        "hugeBody" => Wire(new WireFault.HugeBody(fields.Number("mebibytes", 1, 4096) ?? 64)),
        "redirectLoop" => Wire(new WireFault.RedirectLoop()),
        "status" => Wire(new WireFault.Refuse(fields.Number("status", 400, 599) ?? 503, fields.Seconds("retryAfter"))),
        "sessionTableFull" => Bmc(new BmcFault.SessionTableFull()),
        "ignoreReset" => Bmc(new BmcFault.IgnoreReset()),
        "ignoreOverride" => Bmc(new BmcFault.IgnoreOverride()),
        "rejectBios" => Bmc(new BmcFault.RejectBiosSetting(fields.Text("attribute"))),
        "failTask" => Bmc(new BmcFault.FailTask()),
        _ => Bmc(new BmcFault.SlowMedia(fields.Seconds("seconds") ?? TimeSpan.FromSeconds(5))),
    };

    private static FaultEffect.OnTheWire Wire(WireFault fault) => new(fault);

    private static FaultEffect.InTheBmc Bmc(BmcFault fault) => new(fault);
}
