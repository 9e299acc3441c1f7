namespace Provisioning.Schema.Descriptions;

/// <summary>The one description of a resource: every door, check, document and page is made from it.</summary>
public sealed record ResourceDescription
{
    /// <summary>The type with the provider's prefix, <c>baremetal_server</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The version of the state's form; raised when a state of before needs rewriting.</summary>
    public required int Version { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Markdown below the summary; paragraphs.</summary>
    public required string Documentation { get; init; }

    /// <summary>The attributes and the rules between them.</summary>
    public required ObjectShape Shape { get; init; }

    /// <summary>
    /// The members of a state that tell one instance from every other and never change while it exists; null: there is no such thing. Those
    /// that are required are enough to import it by.
    /// </summary>
    public ObjectShape? Identity { get; init; }

    /// <summary>An example in Terraform's language.</summary>
    public required string Example { get; init; }

    /// <summary>How to import; empty where that is not possible.</summary>
    public string Import { get; init; } = "";

    /// <summary>For documents (content-addressed, pure): the version of their canonical form. Null for anything else.</summary>
    public int? DocumentForm { get; init; }

    /// <summary>Whether this is a content-addressed document.</summary>
    public bool IsDocument => DocumentForm is not null;

    /// <summary>The type without the provider's prefix: <c>bios_profile</c>.</summary>
    public string Kind => TypeName[(TypeName.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
