using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Discovery;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Provisioning.Bmc.Quirks;

/// <summary>
/// Reads a pack: a mapping with <c>pack</c> (name) and <c>quirks</c> (a list of mappings with the members of
/// <c>schema/quirks/README.md</c>). Unknown members, behaviours and confidences are errors: a misspelt quirk would silently do nothing.
/// </summary>
internal static class QuirkPackReader
{
    private static readonly string[] EntryMembers =
        ["id", "applies_to", "behaviour", "value", "standard", "seen", "instead", "citation", "confidence"];

    private static readonly string[] ScopeMembers = ["vendor", "manufacturer", "model", "firmware"];

    /// <summary>Reads one pack.</summary>
    /// <param name="origin">Where the text is from, for messages.</param>
    /// <param name="text">The text.</param>
    public static Outcome<QuirkPack> Read(string origin, string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            var pack = Mapping(parser, ["pack", "quirks"]);
            var name = pack.Text("pack");
            var entries = pack.List("quirks").Select(Entry).ToValueArray();
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));
            return new QuirkPack(name, entries, digest);
        }
        catch (PackException exception)
        {
            return Invalid(origin, exception.Message, exception.Line);
        }
        catch (YamlException exception)
        {
            return Invalid(origin, exception.Message, exception.Start.Line);
        }
        catch (InvalidOperationException)
        {
            // The parser's way to say that a collection is not closed.
            return Invalid(origin, "it is not YAML", parser.Current?.End.Line ?? 1);
        }
    }

    /// <summary>What is said about a pack that cannot be used.</summary>
    public static Diagnostic Invalid(string origin, string why, long line) => BmcDiagnostics.QuirkPackInvalid.Occurs(
        $"Quirk pack {origin} cannot be read", string.Create(CultureInfo.InvariantCulture, $"Line {line}: {why}"));

    /// <summary>The name of a behaviour in packs: <c>bios.apply_time</c>.</summary>
    public static string NameOf(QuirkBehaviour behaviour) => behaviour switch
    {
        QuirkBehaviour.SessionLogin => "session.login",
        QuirkBehaviour.HttpConnection => "http.connection",
        QuirkBehaviour.HttpExpand => "http.expand",
        QuirkBehaviour.IdentitySerial => "identity.serial",
        QuirkBehaviour.IdentitySystem => "identity.system",
        QuirkBehaviour.IdentityChassis => "identity.chassis",
        QuirkBehaviour.InventoryProcessors => "inventory.processors",
        QuirkBehaviour.PowerGracefulOff => "power.graceful_off",
        QuirkBehaviour.BootMode => "boot.mode",
        QuirkBehaviour.BootCd => "boot.cd",
        QuirkBehaviour.BootResource => "boot.resource",
        QuirkBehaviour.MediaInsert => "media.insert",
        QuirkBehaviour.MediaSlot => "media.slot",
        QuirkBehaviour.BiosSettings => "bios.settings",
        QuirkBehaviour.BiosApplyTime => "bios.apply_time",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static QuirkEntry Entry(Node node)
    {
        node.Only(EntryMembers);
        var scope = node.Child("applies_to");
        scope.Only(ScopeMembers);
        _ = (node.Text("standard"), node.Text("seen"), node.Text("instead"));
        var behaviour = node.Text("behaviour");
        var confidence = node.Text("confidence");
        return new QuirkEntry
        {
            Id = node.Text("id"),
            Scope = new QuirkScope(scope.Optional("vendor"), scope.Optional("manufacturer"), scope.Optional("model"), scope.Optional("firmware")),
            Behaviour = Enum.GetValues<QuirkBehaviour>().Where(known => NameOf(known) == behaviour).Select(known => (QuirkBehaviour?)known).FirstOrDefault()
                ?? throw new PackException($"no such behaviour: {behaviour}", node.Line),
            Value = node.Text("value"),
            Citation = node.Text("citation"),
            Confidence = confidence switch
            {
                "observed" => QuirkConfidence.Observed,
                "reported" => QuirkConfidence.Reported,
                "assumed" => QuirkConfidence.Assumed,
                _ => throw new PackException($"no such confidence: {confidence}", node.Line),
            },
        };
    }

    private static Node Mapping(Parser parser, IReadOnlyList<string> members)
    {
        var node = Node.Read(parser);
        node.Only(members);
        return node;
    }

    /// <summary>A piece of YAML with its line: a text, a list, or a mapping.</summary>
    private sealed class Node(long line)
    {
        private readonly Dictionary<string, Node> _members = new(StringComparer.Ordinal);
        private readonly List<Node> _items = [];
        private string? _text;

        public long Line => line;

        public static Node Read(Parser parser)
        {
            var node = new Node(parser.Current?.Start.Line ?? 0);
            if (parser.TryConsume<Scalar>(out var scalar))
            {
                node._text = scalar.Value;
            }
            else if (parser.TryConsume<SequenceStart>(out _))
            {
                while (!parser.TryConsume<SequenceEnd>(out _)) node._items.Add(Read(parser));
            }
            else if (parser.TryConsume<MappingStart>(out _))
            {
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    var key = parser.Consume<Scalar>();
                    if (!node._members.TryAdd(key.Value, Read(parser))) throw new PackException($"{key.Value} comes twice", key.Start.Line);
                }
            }
            else
            {
                throw new PackException("anchors and aliases are not used in packs", node.Line);
            }

            return node;
        }

        public void Only(IReadOnlyList<string> members)
        {
            foreach (var (name, member) in _members)
            {
                if (!members.Contains(name, StringComparer.Ordinal)) throw new PackException($"no such member: {name}", member.Line);
            }
        }

        public string? Optional(string name) => _members.TryGetValue(name, out var member) ? member._text : null;

        public string Text(string name) =>
            Optional(name) is { Length: > 0 } text ? text : throw new PackException($"{name} is missing", Line);

        public Node Child(string name) => _members.TryGetValue(name, out var member) ? member : throw new PackException($"{name} is missing", Line);

        public List<Node> List(string name) => Child(name)._items;
    }

    /// <summary>Leaves the reading; never leaves this class.</summary>
    private sealed class PackException(string message, long line) : Exception(message)
    {
        public long Line => line;
    }
}
