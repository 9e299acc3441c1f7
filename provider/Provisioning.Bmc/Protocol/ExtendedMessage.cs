namespace Provisioning.Bmc.Protocol;

/// <summary>One message of an extended error (DSP0266, "Error responses").</summary>
/// <param name="Id">The id without registry and version: registries change them with every firmware.</param>
/// <param name="Text">What the BMC says.</param>
/// <param name="Arguments">The arguments, and the properties that are to blame.</param>
internal sealed record ExtendedMessage(string Id, string Text, IReadOnlyList<string> Arguments)
{
    /// <summary>The id and the text on one line.</summary>
    public string Line => Id.Length == 0 ? Text : $"{Id}: {Text}";
}
