namespace Provisioning.Engine.Planning;

/// <summary>The ids of steps in a plan: what people name in <c>baremetal resolve</c>, and the same each time that a plan is made.</summary>
public static class StepIds
{
    public const string Identify = "discovery.identify";
    public const string Inventory = "discovery.inventory";
    public const string Claim = "discovery.claim";
    public const string Ntp = "bmc.ntp";
    public const string BmcHostName = "bmc.host_name";
    public const string SetPower = "power.set";
    public const string CompareFirmware = "firmware.compare";
    public const string SetBios = "bios.set";
    public const string PublishImage = "image.publish";
    public const string PublishMedia = "media.publish";
    public const string InsertMedia = "media.insert";
    public const string SetOverride = "boot.override";
    public const string ShutDown = "window.shut_down";
    public const string RestartIntoWindow = "window.restart";
    public const string AwaitAgent = "agent.await";
    public const string ConfirmBios = "bios.confirm";
    public const string Attest = "agent.attest";
    public const string JudgeAttestation = "attestation.judge";
    public const string WriteImage = "image.write";
    public const string WriteIdentity = "identity.write";
    public const string EjectMedia = "media.eject";
    public const string ClearOverride = "boot.clear";
    public const string RestartIntoOs = "os.restart";
    public const string AwaitPhoneHome = "phone_home.await";
    public const string CompareInventories = "inventory.compare";
    public const string CheckValidationProfile = "validation.profile";
    public const string MarkReady = "ready.mark";
}
