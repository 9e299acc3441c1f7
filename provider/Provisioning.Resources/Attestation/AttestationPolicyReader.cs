using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Attestation;

/// <summary>Reads an attestation policy out of values that the schema has checked.</summary>
internal static class AttestationPolicyReader
{
    public static AttestationPolicy Read(Value document) => new()
    {
        Name = document.Member("name").AsText() ?? "",
        NeedsTpm = document.Member("tpm").AsText() != "if_present",
        NeedsSecureBoot = document.Member("secure_boot").AsText() == "required",
        Pcrs = Pcrs(document.Member("pcrs")),
    };

    // A register that is listed twice accepts the values of both.
    private static ValueMap<int, ValueArray<string>> Pcrs(Value registers)
    {
        var all = ValueMap<int, ValueArray<string>>.Empty;
        foreach (var register in registers.AsItems())
        {
            if (register.Member("index").AsInt64() is not { } index) continue;
            var values = register.Member("sha256").AsItems().Select(item => item.AsText()).OfType<string>();
            all = all.Set((int)index, all.TryGetValue((int)index, out var before) ? [.. before, .. values] : values.ToValueArray());
        }

        return all;
    }
}
