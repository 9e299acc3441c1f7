using System.Text.RegularExpressions;

namespace Provisioning.Schema.Descriptions;

/// <summary>The constraints that more than one resource uses.</summary>
public static partial class TextPatterns
{
    /// <summary>A host name in lower case (RFC 1123, section 2.1, with letters of one case so that two spellings are never two machines).</summary>
    public static ValueConstraint HostName { get; } = new ValueConstraint.Pattern(
        HostNameExpression(), "a host name of lower-case letters, digits and hyphens, with labels of at most 63 characters");

    /// <summary>The name of a document; no `@`, which stands before the digest in its id.</summary>
    public static ValueConstraint DocumentName { get; } = new ValueConstraint.Pattern(
        DocumentNameExpression(), "a letter or digit followed by at most 127 letters, digits, dots, underscores and hyphens");

    /// <summary>The id of a document.</summary>
    public static ValueConstraint DocumentId { get; } = new ValueConstraint.Pattern(
        DocumentIdExpression(), "a document's id, NAME@sha256:DIGEST, as the `ref` of its resource gives it");

    /// <summary>The name of a credential or of a site; part of file names and environment variables.</summary>
    public static ValueConstraint ShortName { get; } = new ValueConstraint.Pattern(
        ShortNameExpression(), "a lower-case letter or digit followed by at most 62 lower-case letters, digits, underscores and hyphens");

    /// <summary>A SHA-256 digest in lower-case hexadecimal.</summary>
    public static ValueConstraint Sha256 { get; } = new ValueConstraint.Pattern(
        Sha256Expression(), "a SHA-256 digest: 64 hexadecimal digits in lower case");

    /// <summary>A UUID in either case.</summary>
    public static ValueConstraint Uuid { get; } = new ValueConstraint.Pattern(
        UuidExpression(), "a UUID such as 4c4c4544-0051-3010-8052-b4c04f564433");

    /// <summary>An address and port to listen on.</summary>
    public static ValueConstraint ListenAddress { get; } = new ValueConstraint.Pattern(
        ListenExpression(), "an IP address and a port, such as 0.0.0.0:8443 or [::]:8443");

    /// <summary>A text with something in it and no control characters; serials, racks, models.</summary>
    public static ValueConstraint Label { get; } = new ValueConstraint.Pattern(
        LabelExpression(), "1 to 128 printable characters without space at either end");

    /// <summary>A MAC address in lower case.</summary>
    public static ValueConstraint Mac { get; } = new ValueConstraint.Pattern(MacExpression(), "a MAC address in lower case, such as 52:54:00:12:34:56");

    /// <summary>A name that the kernel takes for a network interface (IFNAMSIZ less one).</summary>
    public static ValueConstraint.Pattern InterfaceName { get; } = new ValueConstraint.Pattern(
        InterfaceNameExpression(), "a letter followed by at most 14 letters, digits, dots, underscores and hyphens");

    [GeneratedRegex(@"\A[0-9a-f]{2}(:[0-9a-f]{2}){5}\z")]
    private static partial Regex MacExpression();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._-]{0,14}\z")]
    private static partial Regex InterfaceNameExpression();

    [GeneratedRegex(@"\A(?=.{1,253}\z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z")]
    private static partial Regex HostNameExpression();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex DocumentNameExpression();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}@sha256:[0-9a-f]{64}\z")]
    private static partial Regex DocumentIdExpression();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,62}\z")]
    private static partial Regex ShortNameExpression();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Sha256Expression();

    [GeneratedRegex(@"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z")]
    private static partial Regex UuidExpression();

    [GeneratedRegex(@"\A([0-9]{1,3}(\.[0-9]{1,3}){3}|\[[0-9a-fA-F:.]{2,45}\]):[0-9]{1,5}\z")]
    private static partial Regex ListenExpression();

    [GeneratedRegex(@"\A[^\s\p{C}]([^\p{C}]{0,126}[^\s\p{C}])?\z")]
    private static partial Regex LabelExpression();
}
