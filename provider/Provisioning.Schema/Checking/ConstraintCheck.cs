using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Checking;

/// <summary>Compares a value of the right type with one constraint. A constraint on items is passed over for the collection that holds them.</summary>
internal static class ConstraintCheck
{
    public static void Check(ValueConstraint constraint, Value value, AttributePath path, List<Diagnostic> errors)
    {
        if (constraint is ValueConstraint.Keys keys)
        {
            errors.AddRange(CheckKeys(keys, value, path));
            return;
        }

        var error = constraint switch
        {
            ValueConstraint.Count count => CheckCount(count, value, path),
            ValueConstraint.Distinct => CheckDistinct(value, path),
            ValueConstraint.Range range => value is Value.Number number ? CheckRange(range, number.Content, path) : null,
            _ => value is Value.Text text ? CheckText(constraint, text.Content, path) : null,
        };
        if (error is not null) errors.Add(error);
    }

    private static Diagnostic? CheckText(ValueConstraint constraint, string text, AttributePath path) => constraint switch
    {
        ValueConstraint.OneOf oneOf => oneOf.Texts.Contains(text) ? null : ConfigurationDiagnostics.IsNotOneOf(path, text, oneOf.Texts),
        ValueConstraint.Length length => text.Length >= length.Least && text.Length <= length.Most
            ? null
            : ConfigurationDiagnostics.IsOutOfRange(path, "a text whose number of characters is", length.Least, length.Most, Number(text.Length)),
        ValueConstraint.Pattern pattern => pattern.Expression.IsMatch(text) ? null : ConfigurationDiagnostics.IsMalformed(path, pattern.Meaning, text),
        ValueConstraint.Url url => CheckUrl(url, text, path),
        ValueConstraint.PathBelow below => CheckPath(below.Roots, text, path),
        ValueConstraint.Host => HostText.IsOne(text) ? null : ConfigurationDiagnostics.IsMalformed(path, "a host name or an IP address, without a port", text),
        ValueConstraint.Cidr => PrefixedAddress.IsHost(text)
            ? null
            : ConfigurationDiagnostics.IsMalformed(path, "an IP address with its prefix length, such as 10.0.0.5/24", text),
        ValueConstraint.Route => text == "default" || PrefixedAddress.IsNetwork(text)
            ? null
            : ConfigurationDiagnostics.IsMalformed(path, "a network with its prefix length, such as 10.8.0.0/16, or `default`", text),
        ValueConstraint.Address => BmcAddress.TryParse(text, out _) ? null : ConfigurationDiagnostics.IsNoAddress(path, text),
        ValueConstraint.Duration => DurationText.TryParse(text, out _)
            ? null
            : ConfigurationDiagnostics.IsMalformed(path, "a length of time such as `90s`, `10m` or `1h30m`, at most 30 days", text),
        _ => null,
    };

    private static Diagnostic? CheckRange(ValueConstraint.Range range, ExactNumber number, AttributePath path) =>
        number.TryGetInt64(out var whole) && whole >= range.Least && whole <= range.Most
            ? null
            : ConfigurationDiagnostics.IsOutOfRange(path, "a whole number", range.Least, range.Most, Shortened(number.ToString()));

    private static Diagnostic? CheckCount(ValueConstraint.Count count, Value value, AttributePath path)
    {
        var seen = value switch
        {
            Value.List list => list.Items.Count,
            Value.Map map => map.Members.Count,
            _ => count.Least,
        };
        return seen >= count.Least && seen <= count.Most
            ? null
            : ConfigurationDiagnostics.IsOutOfRange(path, "a number of items", count.Least, count.Most, Number(seen));
    }

    private static Diagnostic? CheckDistinct(Value value, AttributePath path)
    {
        var texts = value.AsItems().Select(item => item.AsText()).OfType<string>();
        return texts.GroupBy(text => text, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? ConfigurationDiagnostics.HoldsTwice(path, twice.Key)
            : null;
    }

    private static IEnumerable<Diagnostic> CheckKeys(ValueConstraint.Keys constraint, Value value, AttributePath path) =>
        from member in value.AsMembers()
        where !constraint.Each.Expression.IsMatch(member.Key)
        select ConfigurationDiagnostics.IsMalformed(path.Key(member.Key), constraint.Each.Meaning, member.Key);

    // A prefix may end before the root does, "*" alone included; a star elsewhere would be taken for the letter, and so match nothing.
    private static Diagnostic? CheckPath(ValueArray<string> roots, string text, AttributePath path)
    {
        var prefix = text.TrimEnd('*');
        var isPrefix = text.Length - prefix.Length == 1;
        var fits = !prefix.Contains('*', StringComparison.Ordinal) && text.Length - prefix.Length <= 1 && roots.Select(root => root + ".").Any(root =>
            (prefix.Length > root.Length && prefix.StartsWith(root, StringComparison.Ordinal)) || (isPrefix && root.StartsWith(prefix, StringComparison.Ordinal)));
        if (fits) return null;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var near = NearWords.Of(dot < 0 ? prefix : text[..dot], roots, 1);
        return ConfigurationDiagnostics.IsNoPathBelow(path, text, roots, near.IsEmpty ? null : near[0] + (dot < 0 ? "." : text[dot..]));
    }

    private static Diagnostic? CheckUrl(ValueConstraint.Url constraint, string text, AttributePath path)
    {
        if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            return ConfigurationDiagnostics.IsNoUrl(path, constraint.Schemes, "It is not an absolute URL.");
        if (!text.Contains("://", StringComparison.Ordinal) || !constraint.Schemes.Contains(url.Scheme))
            return ConfigurationDiagnostics.IsNoUrl(path, constraint.Schemes, $"Its scheme is \"{url.Scheme}\".");
        if (url.UserInfo.Length > 0)
            return ConfigurationDiagnostics.IsNoUrl(path, constraint.Schemes, "It holds a user name or password, which would end up in state.");
        return url.IsFile == (url.Host.Length == 0)
            ? null
            : ConfigurationDiagnostics.IsNoUrl(path, constraint.Schemes, url.IsFile ? "A file URL names no host." : "It names no host.");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shortened(string digits) => digits.Length <= 40 ? digits : digits[..40] + "…";
}
