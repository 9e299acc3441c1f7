using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Servers;

namespace Provisioning.Protocol.Terraform.Tests.ToWire;

public sealed class WirePathsTests
{
    [Fact]
    public void Path_goes_as_far_as_core_can_follow()
    {
        var inDocument = AttributePath.Of("bios_profile", "document", "attributes").Key("ProcTurboMode");
        Assert.Equal(["bios_profile", "document"], Names(inDocument));
        Assert.Equal(["bmc", "bootstrap_credentials", "1"], Names(AttributePath.Of("bmc", "bootstrap_credentials").Index(1)));
        Assert.Equal(["bios", "[ProcTurboMode]"], Names(AttributePath.Of("bios").Key("ProcTurboMode")));
        Assert.Empty(Names(AttributePath.Of("no_such_thing")));
        var image = AttributePath.Of("components").Key("bmc").Attribute("image").Attribute("sha256");
        Assert.Equal(["components", "[bmc]", "image", "sha256"], Names(image, FirmwareBaselineSchema.Description.Shape));
    }

    private static IEnumerable<string> Names(AttributePath path, Schema.Descriptions.ObjectShape? shape = null) =>
        WirePaths.Of(path, shape ?? ServerSchema.Description.Shape).Steps.Select(step => step.SelectorCase switch
        {
            Wire.WireStep.SelectorOneofCase.AttributeName => step.AttributeName,
            Wire.WireStep.SelectorOneofCase.ElementKeyString => $"[{step.ElementKeyString}]",
            _ => step.ElementKeyInt.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
}
