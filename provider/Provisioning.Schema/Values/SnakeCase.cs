using System.Text;

namespace Provisioning.Schema.Values;

/// <summary>The spelling of names in state: <c>BmcReset</c> is <c>bmc_reset</c>.</summary>
public static class SnakeCase
{
    public static string Of(string pascalCase)
    {
        var text = new StringBuilder(pascalCase.Length + 4);
        foreach (var character in pascalCase)
        {
            if (char.IsUpper(character) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }
}
