using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Documents;

/// <summary>Reads documents out of the references by which a server takes them, and keeps what is wrong with them.</summary>
internal sealed class DocumentReading
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>What was wrong with the documents read so far.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>The document, or null where the reference is absent or not known yet, or where it is wrong (then there is a diagnostic).</summary>
    public DocumentOf<T>? Take<T>(ResourceDescription description, Value config, AttributePath path, Func<Value, T> read)
    {
        var reference = config.At(path);
        if (reference.Member(DocumentReference.IdName).AsText() is not { } id) return null;
        var content = reference.Member(DocumentReference.DocumentName);
        if (content.IsNull) _diagnostics.Add(ConfigurationDiagnostics.LacksContent(path, id));
        if (content.AsText() is not { } text) return null;
        return CanonicalDocument.Parse(description, id, text, path).Match<DocumentOf<T>?>(
            success => new DocumentOf<T>(id, read(success.Value.Content)),
            failure =>
            {
                _diagnostics.AddRange(failure.Errors);
                return null;
            });
    }
}
