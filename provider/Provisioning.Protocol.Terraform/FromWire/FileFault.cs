namespace Provisioning.Protocol.Terraform.FromWire;

/// <summary>Why a file cannot be read, in words for the reader of a diagnostic.</summary>
internal static class FileFault
{
    /// <summary>One sentence.</summary>
    public static string Of(Exception fault) => fault switch
    {
        FileNotFoundException => "There is no such file.",
        DirectoryNotFoundException => "A folder on the way to it does not exist.",
        UnauthorizedAccessException => "It is a folder, or this user may not read it.",
        _ => fault.Message,
    };
}
