using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;
using Provisioning.Model.Powering;
using Provisioning.Model.Security;
using Provisioning.Model.Servers;
using Provisioning.Resources.Attestation;
using Provisioning.Resources.Bios;
using Provisioning.Resources.BmcConfiguration;
using Provisioning.Resources.Documents;
using Provisioning.Resources.Firmware;
using Provisioning.Resources.Imaging;
using Provisioning.Resources.Networks;
using Provisioning.Resources.Validation;
using Provisioning.Schema.Attestation;
using Provisioning.Schema.Bios;
using Provisioning.Schema.BmcConfiguration;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Imaging;
using Provisioning.Schema.Networks;
using Provisioning.Schema.Validation;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Servers;

/// <summary>Reads what the user wants of a server out of a configuration that the schema has checked. An unknown part reads as absent.</summary>
internal static class ServerReader
{
    public static ServerDesired Read(Value config, DocumentReading documents) => new()
    {
        Name = config.Member("name").AsText() ?? "",
        Bmc = ReadBmc(config.Member("bmc")),
        Expect = new ExpectedIdentity(
            config.Member("expect").Member("serial").AsText(),
            Guid.TryParse(config.Member("expect").Member("uuid").AsText(), out var uuid) ? uuid : null),
        Location = config.Member("location").Member("rack").AsText() is { } rack
            ? new RackLocation(rack, (int?)config.Member("location").Member("slot").AsInt64())
            : null,
        Power = config.Member("power").AsText() switch { "on" => PowerState.On, "off" => PowerState.Off, _ => null },
        BmcProfile = documents.Take(BmcProfileSchema.Description, config, AttributePath.Of("bmc_profile"), BmcProfileReader.Read),
        FirmwareBaseline = documents.Take(
            FirmwareBaselineSchema.Description, config, AttributePath.Of("firmware_baseline"), FirmwareBaselineReader.Read),
        BiosProfile = documents.Take(BiosProfileSchema.Description, config, AttributePath.Of("bios_profile"), BiosProfileReader.Read),
        NetworkProfile = documents.Take(NetworkProfileSchema.Description, config, AttributePath.Of("network_profile"), NetworkProfileReader.Read),
        ValidationProfile = documents.Take(
            ValidationProfileSchema.Description, config, AttributePath.Of("validation_profile"), ValidationProfileReader.Read),
        AttestationPolicy = documents.Take(
            AttestationPolicySchema.Description, config, AttributePath.Of("attestation_policy"), AttestationPolicyReader.Read),
        Os = ReadOs(config, documents),
        PhoneHome = config.Member("readiness").Member("phone_home").AsFlag() ?? true,
        Allow = ReadAllowance(config),
        OnDestroy = ReadDestroyRule(config),
        Unmanaged = config.Member("unmanaged").AsItems().Select(item => item.AsText()).OfType<string>().ToValueArray(),
        Timeouts = ReadTimeouts(config),
    };

    public static BmcEndpoint ReadBmc(Value bmc) => new(
        bmc.Member("address").AsText() ?? "",
        bmc.Member("credential").AsText() ?? "",
        bmc.Member("bootstrap_credentials").AsItems().Select(item => item.AsText()).OfType<string>().ToValueArray(),
        bmc.Member("read_credential").AsText());

    public static Allowance ReadAllowance(Value server) => new(
        server.Member("allow").Member("data_loss").AsFlag() ?? Allowance.Default.DataLoss,
        server.Member("allow").Member("reboot").AsFlag() ?? Allowance.Default.Reboot);

    public static DestroyRule ReadDestroyRule(Value server) => server.Member("on_destroy").AsText() switch
    {
        "power_off" => DestroyRule.PowerOff,
        "erase" => DestroyRule.Erase,
        _ => DestroyRule.Forget,
    };

    public static OperationTimeouts ReadTimeouts(Value server)
    {
        var timeouts = server.Member("timeouts");
        return new OperationTimeouts(
            Read("create", OperationTimeouts.Default.Create),
            Read("update", OperationTimeouts.Default.Update),
            Read("delete", OperationTimeouts.Default.Delete),
            Read("read", OperationTimeouts.Default.Read));

        TimeSpan Read(string name, TimeSpan standard) =>
            DurationText.TryParse(timeouts.Member(name).AsText(), out var duration) ? duration : standard;
    }

    private static OsDesired? ReadOs(Value config, DocumentReading documents)
    {
        if (documents.Take(OsImageSchema.Description, config, AttributePath.Of("os", "image"), OsImageReader.Read) is not { } image) return null;
        var os = config.Member("os");
        var disk = os.Member("root_disk");
        return new OsDesired
        {
            Image = image,
            RootDisk = new RootDiskHints(
                disk.Member("min_size_gib").AsInt64(),
                disk.Member("max_size_gib").AsInt64(),
                disk.Member("type").AsText(),
                disk.Member("serial").AsText(),
                disk.Member("wwn").AsText(),
                disk.Member("model").AsText()),
            Hostname = os.Member("hostname").AsText(),
            UserData = os.Member("user_data_wo").AsText() is { } userData ? new Secret(userData) : null,
            UserDataVersion = os.Member("user_data_wo_version").AsInt64(),
            RebuildPolicy = os.Member("rebuild_policy").AsText() == "when_image_changes" ? RebuildPolicy.WhenImageChanges : RebuildPolicy.Never,
            RebuildTrigger = os.Member("rebuild_trigger").AsText(),
        };
    }
}
