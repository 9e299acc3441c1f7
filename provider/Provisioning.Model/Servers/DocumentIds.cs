namespace Provisioning.Model.Servers;

/// <summary>Ids of documents, <c>name@sha256:digest</c>.</summary>
public static class DocumentIds
{
    /// <summary>Whether two ids are of one content: the name is not part of it. Ids of another form are the same where they are equal.</summary>
    public static bool AreOfOneContent(string? left, string? right) => ContentOf(left) == ContentOf(right);

    private static string? ContentOf(string? id) => id is not null && id.LastIndexOf('@') is > 0 and var at ? id[at..] : id;
}
