using System.Globalization;
using System.Text;
using Provisioning.Model.Attestation;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Attestation.Receipts;

/// <summary>The names in receipts and of their files. They are for ever: old receipts are verified by new programs.</summary>
public static class ReceiptNames
{
    /// <summary>What a receipt says it is (in-toto Statement v1, predicateType).</summary>
    public const string PredicateType = "https://baremetal.provisioning/receipt/v1";

    /// <summary>What the envelope says it holds.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>The type of the statement around the predicate.</summary>
    public const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>Where the site's public key lies in an export, relative.</summary>
    public const string KeyFile = "keys/site.pub.pem";

    /// <summary>How the names of receipt files end.</summary>
    public const string EnvelopeSuffix = ".dsse.json";

    /// <summary>How the names of public keys end.</summary>
    public const string KeySuffix = ".pub.pem";

    /// <summary>Where a receipt lies in an export, relative; unique in a site.</summary>
    public static string FileOf(Receipt receipt) => string.Create(
        CultureInfo.InvariantCulture, $"receipts/{Plain(receipt.Server.Claim)}-{receipt.Sequence:D6}-{Of(receipt.Stage)}{EnvelopeSuffix}");

    /// <summary>The name of a stage.</summary>
    public static string Of(Stage stage) => stage switch
    {
        Stage.Discovery => "discovery",
        Stage.BmcConfiguration => "bmc_configuration",
        Stage.Firmware => "firmware",
        Stage.Bios => "bios",
        Stage.Imaging => "imaging",
        Stage.Validation => "validation",
        Stage.Readiness => "readiness",
        Stage.Retire => "retire",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Not a stage"),
    };

    /// <summary>The stage of a name.</summary>
    public static bool TryParse(string? name, out Stage stage)
    {
        stage = Enum.GetValues<Stage>().FirstOrDefault(candidate => Of(candidate) == name);
        return stage != default;
    }

    /// <summary>The name of a check: <c>booted_image</c>.</summary>
    public static string Of(AttestationCheckName name)
    {
        var text = new StringBuilder();
        foreach (var letter in name.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) _ = text.Append('_');
            _ = text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static string Plain(string claim) => string.Concat(claim.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
}
