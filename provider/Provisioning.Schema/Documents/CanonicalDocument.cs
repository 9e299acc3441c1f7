using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Documents;

/// <summary>
/// A document in the one form in which it travels: its text, and the id that is made of it. The text is what a server receives as
/// <c>ref.document</c>; it is complete, with name and URLs. The digest covers only what decides the result, under a line that names kind and
/// form, so that neither a new URL of the same bytes nor a newer provider changes an id.
/// </summary>
public sealed record CanonicalDocument
{
    /// <summary>The largest text that is read, in bytes of UTF-8: 1 MiB.</summary>
    public const int MostBytes = 1024 * 1024;

    private const string FormName = "$form";

    private CanonicalDocument()
    {
    }

    /// <summary>The type of the document's resource: <c>baremetal_bios_profile</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The name; the part of the id before the <c>@</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The digest of what decides the result: 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The canonical JSON text.</summary>
    public required string Text { get; init; }

    /// <summary>The arguments that are set, without defaults; what is absent is not in it, and <see cref="ValueReading.Member"/> gives null.</summary>
    public required Value Content { get; init; }

    /// <summary><c>NAME@sha256:DIGEST</c>.</summary>
    public string Id => $"{Name}@sha256:{Sha256}";

    /// <summary>Makes the document of a configuration that fits the description; null while a part of it is unknown.</summary>
    /// <param name="description">The description of a document's resource.</param>
    /// <param name="config">The arguments; computed members are not looked at.</param>
    public static CanonicalDocument? Of(ResourceDescription description, Value config)
    {
        var writable = description.Shape.Attributes.Where(attribute => attribute.IsWritable);
        if (config.IsUnknown || writable.Any(attribute => !config.Member(attribute.Name).IsWhollyKnown)) return null;
        var content = CanonicalForm.Of(description.Shape, config, decidingOnly: false);
        var form = FormOf(description);
        return new CanonicalDocument
        {
            TypeName = description.TypeName,
            Name = content.Member("name").AsText() ?? "",
            Sha256 = Digest(form, CanonicalForm.Of(description.Shape, config, decidingOnly: true)),
            Text = CanonicalText.Write(content.With(FormName, Value.Of(form))),
            Content = content,
        };
    }

    /// <summary>Reads a document that came by reference, and checks it wholly: form, kind, every value, and that the id is the content's.</summary>
    /// <param name="description">What it must be.</param>
    /// <param name="id">The id that came with it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="path">The reference, for diagnostics.</param>
    public static Outcome<CanonicalDocument> Parse(ResourceDescription description, string id, string text, AttributePath path)
    {
        if (!CanonicalText.TryRead(text, MostBytes, out var value, out var fault))
            return ConfigurationDiagnostics.IsNoDocument(path.Attribute(DocumentReference.DocumentName), fault);
        if (CheckForm(description, value, path) is { } wrongForm) return wrongForm;
        var content = new Value.Map(((Value.Map)value).Members.Remove(FormName));
        var errors = ConfigurationCheck.Of(description.Shape, content, path.Attribute(DocumentReference.DocumentName));
        if (!errors.IsEmpty) return Outcome<CanonicalDocument>.Fail(errors);
        if (Of(description, content) is not { } document)
            return ConfigurationDiagnostics.IsNoDocument(path.Attribute(DocumentReference.DocumentName), "A part of it is unknown.");
        return document.Id == id
            ? document
            : ConfigurationDiagnostics.HasAnotherId(path.Attribute(DocumentReference.IdName), id, document.Id);
    }

    private static Diagnostic? CheckForm(ResourceDescription description, Value value, AttributePath path)
    {
        var form = value.Member(FormName).AsText();
        if (form is null) return ConfigurationDiagnostics.IsNoDocument(path.Attribute(DocumentReference.DocumentName), "It does not name its form.");
        var slash = form.IndexOf('/', StringComparison.Ordinal);
        var kind = slash < 0 ? form : form[..slash];
        if (kind != description.Kind) return ConfigurationDiagnostics.IsOfAnotherKind(path, description.TypeName, kind);
        return form == FormOf(description) ? null : ConfigurationDiagnostics.IsNewer(path, form, description.DocumentForm ?? 0);
    }

    private static string FormOf(ResourceDescription description) => string.Create(
        CultureInfo.InvariantCulture,
        $"{description.Kind}/{description.DocumentForm ?? throw new ArgumentException($"{description.TypeName} is no document.", nameof(description))}");

    private static string Digest(string form, Value deciding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form + "\n" + CanonicalText.Write(deciding))));
}
