namespace Provisioning.Schema.Requests;

/// <summary>Asks to adopt what exists.</summary>
public sealed record ImportRequest
{
    /// <summary>The type.</summary>
    public required string TypeName { get; init; }

    /// <summary>What the user gave, e.g. <c>gpu-n01@10.1.0.11?credential=default</c>.</summary>
    public required string Id { get; init; }
}
