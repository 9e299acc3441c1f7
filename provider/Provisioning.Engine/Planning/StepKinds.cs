namespace Provisioning.Engine.Planning;

/// <summary>The kinds of steps that this engine knows, each with its version. A kind's meaning never changes; a change is a new version.</summary>
public static class StepKinds
{
    public const string Identify = "Identify/1";
    public const string ReadInventory = "ReadInventory/1";
    public const string Claim = "Claim/1";
    public const string SetNtp = "SetNtp/1";
    public const string SetBmcHostName = "SetBmcHostName/1";
    public const string SetPower = "SetPower/1";
    public const string CompareFirmware = "CompareFirmware/1";
    public const string SetBiosSettings = "SetBiosSettings/1";
    public const string PublishImage = "PublishImage/1";
    public const string PublishMedia = "PublishMedia/1";
    public const string InsertMedia = "InsertMedia/1";
    public const string SetBootOverride = "SetBootOverride/1";
    public const string ShutDown = "ShutDown/1";
    public const string RestartIntoWindow = "RestartIntoWindow/1";
    public const string AwaitAgent = "AwaitAgent/1";
    public const string ConfirmBios = "ConfirmBios/1";
    public const string Attest = "Attest/1";
    public const string JudgeAttestation = "JudgeAttestation/1";
    public const string WriteImage = "WriteImage/1";
    public const string WriteIdentity = "WriteIdentity/1";
    public const string EjectMedia = "EjectMedia/1";
    public const string ClearBootOverride = "ClearBootOverride/1";
    public const string RestartIntoOs = "RestartIntoOs/1";
    public const string AwaitPhoneHome = "AwaitPhoneHome/1";
    public const string CompareInventories = "CompareInventories/1";
    public const string CheckValidationProfile = "CheckValidationProfile/1";
    public const string MarkReady = "MarkReady/1";
}
