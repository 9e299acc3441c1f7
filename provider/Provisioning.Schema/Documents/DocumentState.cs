using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Documents;

/// <summary>The state of a document's resource: a pure function of its arguments, the same at plan, apply and read.</summary>
public static class DocumentState
{
    /// <summary>The arguments as given, with <c>id</c> and <c>ref</c>: known where all arguments are, unknown otherwise.</summary>
    public static Value Of(ResourceDescription description, Value config)
    {
        var document = CanonicalDocument.Of(description, config);
        var id = document is null ? Value.Unknown : Value.Of(document.Id);
        var text = document is null ? Value.Unknown : Value.Of(document.Text);
        return config
            .With(DocumentReference.IdName, id)
            .With("ref", Value.Of(
            [
                KeyValuePair.Create(DocumentReference.IdName, id),
                KeyValuePair.Create(DocumentReference.DocumentName, text),
            ]));
    }
}
