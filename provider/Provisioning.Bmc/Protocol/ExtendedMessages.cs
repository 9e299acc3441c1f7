using System.Text.Json;

namespace Provisioning.Bmc.Protocol;

/// <summary>Reads the messages of an answer, whatever shape the BMC gave them.</summary>
internal static class ExtendedMessages
{
    private const int MostMessages = 8;
    private const int LongestText = 400;

    /// <summary>The messages of an error or of a success, at most eight.</summary>
    public static IReadOnlyList<ExtendedMessage> Of(JsonElement body)
    {
        var error = body.At("error");
        var holder = error.ValueKind == JsonValueKind.Object ? error : body;
        var list = holder.Items("@Message.ExtendedInfo");
        if (list.Count == 0 && holder.At("@Message.ExtendedInfo") is { ValueKind: JsonValueKind.Object } single) list = [single];
        var messages = list.Take(MostMessages).Select(Read).Where(message => message.Line.Length > 0).ToList();
        if (messages.Count > 0 || error.ValueKind != JsonValueKind.Object) return messages;
        var whole = new ExtendedMessage(ShortId(error.Text("code")), Shorten(error.Text("message")), []);
        return whole.Line.Length > 0 ? [whole] : [];
    }

    /// <summary>Whether a message has one of these ids.</summary>
    public static bool Name(this IReadOnlyList<ExtendedMessage> messages, params ReadOnlySpan<string> ids)
    {
        foreach (var message in messages)
        {
            foreach (var id in ids)
            {
                if (string.Equals(message.Id, id, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }

    private static ExtendedMessage Read(JsonElement message) => new(
        ShortId(message.Text("MessageId") ?? message.Text("MessageID")),
        Shorten(message.Text("Message")),
        [.. message.Texts("MessageArgs"), .. message.Texts("RelatedProperties")]);

    private static string ShortId(string? id) => id is null ? "" : id[(id.LastIndexOf('.') + 1)..];

    private static string Shorten(string? text) => text is null ? "" : text.Length <= LongestText ? text : text[..LongestText];
}
