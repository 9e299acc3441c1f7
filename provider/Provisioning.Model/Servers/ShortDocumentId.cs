namespace Provisioning.Model.Servers;

/// <summary>A document's id with the beginning of its digest only, for one line that people read. Never compared.</summary>
public static class ShortDocumentId
{
    private const int Digits = 12;

    /// <summary><c>name@sha256:</c> and twelve digits; a text of another form as it is.</summary>
    public static string Of(string id)
    {
        var digest = id.LastIndexOf(':') + 1;
        return digest > 0 && id.Length - digest > Digits ? id[..(digest + Digits)] : id;
    }
}
