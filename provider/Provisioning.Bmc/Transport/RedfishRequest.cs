namespace Provisioning.Bmc.Transport;

/// <summary>One request. It is a class without text form: the body of a login holds a password.</summary>
internal sealed class RedfishRequest(HttpMethod method, string path)
{
    /// <summary>The method.</summary>
    public HttpMethod Method { get; } = method;

    /// <summary>The path, with its query.</summary>
    public string Path { get; } = path;

    /// <summary>The JSON body; null: none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The entity tag that must still hold; null: any.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Bytes of the answer at most; null: the usual limit.</summary>
    public int? BodyLimit { get; init; }

    /// <summary>Whether it changes something.</summary>
    public bool Mutates => Method != HttpMethod.Get;

    /// <summary>What is said about it in messages: method and path.</summary>
    public string Title => $"{Method} {Path}";
}
