using Provisioning.Model.Collections;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Schema.Documents;

/// <summary>
/// The two ends of a reference to a document. A document's resource computes <c>ref = { id, document }</c>; a server takes it whole, with the
/// content write-only, so that state and plans show ids alone while content travels in configuration.
/// </summary>
public static class DocumentReference
{
    /// <summary>The member that names the document.</summary>
    public const string IdName = "id";

    /// <summary>The member that carries the document's canonical text.</summary>
    public const string DocumentName = "document";

    /// <summary>What a server holds: an optional reference to a document of a type.</summary>
    public static AttributeDescription Taken(string name, string typeName, string documentation) =>
        AttributeDescription.Optional(name, AttributeType.Object(TakenShape(typeName)), documentation);

    /// <summary>The same in a data source, where nothing can be write-only: the content stays in its state.</summary>
    public static AttributeDescription Read(string name, string typeName, string documentation)
    {
        var shape = TakenShape(typeName);
        return AttributeDescription.Optional(
            name, AttributeType.Object(shape with { Attributes = shape.Attributes.Select(member => member with { WriteOnly = false }).ToValueArray() }), documentation);
    }

    /// <summary>The same where the server must have it.</summary>
    public static AttributeDescription TakenRequired(string name, string typeName, string documentation) =>
        AttributeDescription.Required(name, AttributeType.Object(TakenShape(typeName)), documentation);

    /// <summary>What every document's resource computes: <c>id</c> and <c>ref</c>.</summary>
    public static IEnumerable<AttributeDescription> Given() =>
    [
        AttributeDescription.Computed(
            IdName,
            AttributeType.Text,
            "`NAME@sha256:DIGEST`. The digest covers what decides the result, and nothing else: a new name or a new URL of the same bytes keeps it.",
            "when all arguments are known",
            "an argument that decides the result, or the name, changes"),
        AttributeDescription.Computed(
            "ref",
            AttributeType.Object(ObjectShape.Of(
                AttributeDescription.Computed(IdName, AttributeType.Text, "The same as `id`."),
                AttributeDescription.Computed(DocumentName, AttributeType.Text, "The content in canonical form."))),
            "What a server takes: the id and the content.",
            "when all arguments are known",
            "an argument changes"),
    ];

    private static ObjectShape TakenShape(string typeName) => ObjectShape.Of(
        AttributeDescription.Required(IdName, AttributeType.Text, "The document's id; this is what state and plans show.", TextPatterns.DocumentId),
        AttributeDescription.Required(
            DocumentName,
            AttributeType.Text,
            "The document's canonical text. Write-only: it goes to the engine and is kept in neither state nor plan.") with
        { WriteOnly = true })
        .Where(new ObjectRule.HoldsDocument(typeName));
}
