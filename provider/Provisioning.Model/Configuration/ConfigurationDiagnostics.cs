using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Configuration;

/// <summary>BM01xx: what the user wrote does not fit the description of the attributes. No machine is asked, nothing is touched.</summary>
public static class ConfigurationDiagnostics
{
    private const string NothingTouched = "Nothing was touched.";

    /// <summary>BM0101.</summary>
    public static readonly DiagnosticDescriptor Missing = DiagnosticDescriptor.Error(
        101, "A required value is missing", NothingTouched, "Give the value.");

    /// <summary>BM0102.</summary>
    public static readonly DiagnosticDescriptor WrongType = DiagnosticDescriptor.Error(
        102, "A value has the wrong type", NothingTouched, "Give a value of the type that the documentation names.");

    /// <summary>BM0103.</summary>
    public static readonly DiagnosticDescriptor NotOneOf = DiagnosticDescriptor.Error(
        103, "A value is not one of those allowed", NothingTouched, "Write one of the values listed; they are spelled exactly so.");

    /// <summary>BM0104.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = DiagnosticDescriptor.Error(
        104, "A number, length or count is out of range", NothingTouched, "Give a value within the range.");

    /// <summary>BM0105.</summary>
    public static readonly DiagnosticDescriptor Malformed = DiagnosticDescriptor.Error(
        105, "A text is malformed", NothingTouched, "Write the value in the form named above.");

    /// <summary>BM0106.</summary>
    public static readonly DiagnosticDescriptor Conflict = DiagnosticDescriptor.Error(
        106, "Values contradict each other", "Only one of them can hold. " + NothingTouched, "Give one of them and leave the others out.");

    /// <summary>BM0107.</summary>
    public static readonly DiagnosticDescriptor CompanionMissing = DiagnosticDescriptor.Error(
        107, "A value needs another one beside it", NothingTouched, "Also give one of the values that the first line names after \"needs\".");

    /// <summary>BM0108.</summary>
    public static readonly DiagnosticDescriptor UnknownAttribute = DiagnosticDescriptor.Error(
        108, "There is no such attribute", "A misspelt setting would otherwise be ignored in silence. " + NothingTouched, "Correct the name, or leave it out.");

    /// <summary>BM0109.</summary>
    public static readonly DiagnosticDescriptor MalformedAddress = DiagnosticDescriptor.Error(
        109,
        "A BMC address is malformed",
        NothingTouched,
        "Write a name or an IP address, with a port if it is not 443: `10.1.0.11`, `bmc7.site:8443`, `[fd00::11]`, `https://10.1.0.11`.");

    /// <summary>BM0110.</summary>
    public static readonly DiagnosticDescriptor MalformedUrl = DiagnosticDescriptor.Error(
        110, "A URL is malformed or of an unsupported scheme", NothingTouched, "Write an absolute URL of one of the schemes named above, without user name or password.");

    /// <summary>BM0111.</summary>
    public static readonly DiagnosticDescriptor ReadOnly = DiagnosticDescriptor.Error(
        111, "A value is not the user's to give", "The engine alone fills it. " + NothingTouched, "Leave it out.");

    /// <summary>BM0112.</summary>
    public static readonly DiagnosticDescriptor NullItem = DiagnosticDescriptor.Error(
        112, "An item is null", "A list, set or map has no place for nothing. " + NothingTouched, "Leave the item out, or give it a value.");

    /// <summary>BM0113.</summary>
    public static readonly DiagnosticDescriptor DocumentMalformed = DiagnosticDescriptor.Error(
        113,
        "A document's content cannot be read",
        "A server takes its documents with their content, and does nothing on half of one. " + NothingTouched,
        "Take the `ref` of the document's resource as it is, without writing it by hand.");

    /// <summary>BM0114.</summary>
    public static readonly DiagnosticDescriptor DocumentOfAnotherKind = DiagnosticDescriptor.Error(
        114, "A document of another kind stands here", NothingTouched, "Refer to a resource of the kind named above.");

    /// <summary>BM0115.</summary>
    public static readonly DiagnosticDescriptor DocumentIdMismatch = DiagnosticDescriptor.Error(
        115,
        "A document's id and content do not belong together",
        "The id is a digest of the content, so one of the two is from elsewhere or has been changed. " + NothingTouched,
        "Take the `ref` of the document's resource whole: `bios_profile = baremetal_bios_profile.NAME.ref`.");

    /// <summary>BM0116.</summary>
    public static readonly DiagnosticDescriptor DocumentNewer = DiagnosticDescriptor.Error(
        116,
        "A document is of a newer form than this program knows",
        "It may ask for things that this program would leave undone. " + NothingTouched,
        "Use a version of the provider at least as new as the one that made the document.");

    /// <summary>BM0117.</summary>
    public static readonly DiagnosticDescriptor WriteOnlyUnsupported = DiagnosticDescriptor.Error(
        117, "This client cannot carry write-only values", "The value would end up in its state. " + NothingTouched, "Use Terraform 1.11 or newer.");

    /// <summary>BM0118.</summary>
    public static readonly DiagnosticDescriptor UnknownResource = DiagnosticDescriptor.Error(
        118, "There is no such resource type", NothingTouched, "Use a type that `docs/resources` lists, or a newer version of the provider.");

    /// <summary>BM0119.</summary>
    public static readonly DiagnosticDescriptor NotCarriedOut = DiagnosticDescriptor.Error(
        119,
        "This version does not carry an argument out",
        "It would be left undone in silence otherwise. " + NothingTouched,
        "Leave it out, or use a version whose documentation carries it.");

    /// <summary>BM0120.</summary>
    public static readonly DiagnosticDescriptor CredentialUnresolved = DiagnosticDescriptor.Error(
        120,
        "A credential cannot be resolved",
        "No login was tried, so no account was brought nearer to a lockout. " + NothingTouched,
        "Set the environment variable, correct the file or the command, and see that it gives one line of text.");

    /// <summary>BM0121.</summary>
    public static readonly DiagnosticDescriptor CredentialUndeclared = DiagnosticDescriptor.Error(
        121,
        "A credential is not declared",
        "The name stands in a server and not in the provider's `credentials`. " + NothingTouched,
        "Declare it in the provider's `credentials`, or correct the name.");

    /// <summary>BM0122.</summary>
    public static readonly DiagnosticDescriptor FileUnreadable = DiagnosticDescriptor.Error(
        122, "A file named in the configuration cannot be read", NothingTouched, "Correct the path, or the file's permissions.");

    /// <summary>BM0123.</summary>
    public static readonly DiagnosticDescriptor NotKnownYet = DiagnosticDescriptor.Error(
        123,
        "A provider argument is not known yet",
        "This request needs the engine, and which one, or how, depends on a value that only an apply makes known. " + NothingTouched,
        "Create what the argument depends on first (`terraform apply -target=…`), or give the argument a value known in advance.");

    /// <summary>BM0124.</summary>
    public static readonly DiagnosticDescriptor EmptyObject = DiagnosticDescriptor.Error(
        124,
        "An object is given and says nothing",
        "Terraform drops a misspelt name inside an object without a word, so what was meant would be ignored in silence. " + NothingTouched,
        "Correct the name inside it, or leave the whole object out (null).");

    /// <summary>BM0125.</summary>
    public static readonly DiagnosticDescriptor WrongWayRound = DiagnosticDescriptor.Error(
        125, "The least is greater than the most", "Nothing can be within such bounds. " + NothingTouched, "Exchange the two numbers, or leave one out.");

    /// <summary>BM0126.</summary>
    public static readonly DiagnosticDescriptor Repeated = DiagnosticDescriptor.Error(
        126, "An item is given twice", "The second says nothing, and BMCs treat a repeated item differently. " + NothingTouched, "Leave one of the two out.");

    /// <summary>BM0127.</summary>
    public static readonly DiagnosticDescriptor NoSuchPath = DiagnosticDescriptor.Error(
        127,
        "A path leads to nothing that is managed",
        "It would be ignored in silence otherwise, and what it was to leave alone would be changed. " + NothingTouched,
        "Write the path as plans show it, e.g. `bios.ProcTurboMode`; a `*` stands at its end only.");

    /// <summary>BM0128.</summary>
    public static readonly DiagnosticDescriptor FolderMissing = DiagnosticDescriptor.Error(
        128,
        "A folder named in the configuration does not exist",
        "Its lack would be felt in the middle of an apply otherwise, when machines have been changed already. " + NothingTouched,
        "Correct the path, or make the folder: `baremetal agent build` makes the deploy image's. Without `agent_image` the engine uses its own.");

    /// <summary>BM0132.</summary>
    public static readonly DiagnosticDescriptor ContentMissing = DiagnosticDescriptor.Error(
        132,
        "A document is named and its content is not there",
        "With `ignore_changes` on a reference Terraform takes it from the state, which holds the id alone; without content nothing would be managed by it, in silence. " + NothingTouched,
        "Take the reference out of `ignore_changes`. To leave settings alone name them in `unmanaged`; to keep an older document refer to that one.");

    /// <summary>BM0129.</summary>
    public static readonly DiagnosticDescriptor NotMovable = DiagnosticDescriptor.Error(
        129,
        "An object of another kind cannot become one of this provider's",
        "Its state says nothing that this provider could act on. " + NothingTouched,
        "Remove the `moved` block. To manage the machine here import it: `terraform import baremetal_server.NAME 'NAME@ADDRESS?credential=CREDENTIAL'`, and remove the other object from the state with a `removed` block.");

    /// <summary>BM0130.</summary>
    public static readonly DiagnosticDescriptor StateUnreadable = DiagnosticDescriptor.Error(
        130,
        "A saved state cannot be read",
        "Acting on half of a state could touch a machine that is not meant. " + NothingTouched,
        "Restore the state from a backup, or import the machine again; an import reboots nothing.");

    /// <summary>BM0131.</summary>
    public static readonly DiagnosticDescriptor RequestUnreadable = DiagnosticDescriptor.Error(
        131,
        "A request of the client cannot be read",
        "Client and provider do not agree on the form of a value. " + NothingTouched,
        "Use a released version of the client, and report this if it goes on.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        Missing, WrongType, NotOneOf, OutOfRange, Malformed, Conflict, CompanionMissing, UnknownAttribute, MalformedAddress, MalformedUrl,
        ReadOnly, NullItem, DocumentMalformed, DocumentOfAnotherKind, DocumentIdMismatch, DocumentNewer, WriteOnlyUnsupported, UnknownResource,
        NotCarriedOut, CredentialUnresolved, CredentialUndeclared, FileUnreadable, NotKnownYet, EmptyObject, WrongWayRound,
        Repeated, NoSuchPath, FolderMissing, NotMovable, StateUnreadable, RequestUnreadable, ContentMissing,
    ];

    /// <summary>A required attribute is null.</summary>
    public static Diagnostic IsMissing(AttributePath path) => Missing.Occurs($"`{path}` is required", "It is not given, or null.", path);

    /// <summary>A value of another type.</summary>
    public static Diagnostic HasWrongType(AttributePath path, string expected, string seen) =>
        WrongType.Occurs($"`{path}` must be {expected}", $"Seen: {seen}.", path);

    /// <summary>A text that is not in the enumeration.</summary>
    public static Diagnostic IsNotOneOf(AttributePath path, string seen, IEnumerable<string> allowed) => NotOneOf.Occurs(
        $"`{path}` cannot be {Quote(seen)}", $"Allowed: {string.Join(", ", allowed.Select(Quote))}.", path);

    /// <summary>A number, length or count out of bounds.</summary>
    /// <param name="path">Where.</param>
    /// <param name="what">What must be in bounds: "a whole number", "its length", "the number of items".</param>
    /// <param name="least">The lower bound.</param>
    /// <param name="most">The upper bound.</param>
    /// <param name="seen">What was seen.</param>
    public static Diagnostic IsOutOfRange(AttributePath path, string what, long least, long most, string seen) =>
        OutOfRange.Occurs($"`{path}` is out of range", $"Wanted: {what} from {least} to {most}. Seen: {seen}.", path);

    /// <summary>A text that does not match.</summary>
    public static Diagnostic IsMalformed(AttributePath path, string meaning, string seen) =>
        Malformed.Occurs($"`{path}` is malformed", $"It must be {meaning}. Seen: {Quote(seen)}.", path);

    /// <summary>Two of several, or none of several.</summary>
    public static Diagnostic Contradict(AttributePath path, IEnumerable<AttributePath> given) =>
        Conflict.Occurs($"`{path}` contradicts others", $"Given together: {string.Join(", ", given.Select(p => $"`{p}`"))}.", path);

    /// <summary>None of several of which one is needed.</summary>
    public static Diagnostic NeedsOneOf(AttributePath path, IEnumerable<AttributePath> anyOf, string reason) => CompanionMissing.Occurs(
        $"`{path}` needs {string.Join(" or ", anyOf.Select(p => $"`{p}`"))}", reason, path);

    /// <summary>A name that the description does not have.</summary>
    public static Diagnostic IsUnknown(AttributePath path, IEnumerable<string> known) =>
        UnknownAttribute.Occurs($"There is no `{path}`", $"Known here: {string.Join(", ", known)}.", path);

    /// <summary>An object without any value in it.</summary>
    public static Diagnostic IsEmpty(AttributePath path, IEnumerable<string> members, string reason) => EmptyObject.Occurs(
        $"`{path}` is given, and nothing in it", $"Known in it: {string.Join(", ", members)}. An empty one is an error: {reason}", path);

    /// <summary>Bounds that nothing is within.</summary>
    public static Diagnostic IsTheWrongWayRound(AttributePath least, long number, AttributePath most, long other) => WrongWayRound.Occurs(
        $"`{least}` is greater than `{most}`", string.Create(CultureInfo.InvariantCulture, $"{number} is more than {other}."), least);

    /// <summary>An item that is there already.</summary>
    public static Diagnostic HoldsTwice(AttributePath path, string item) => Repeated.Occurs($"`{path}` has an item twice", $"Twice: {Quote(item)}.", path);

    /// <summary>A path with a root that is none.</summary>
    public static Diagnostic IsNoPathBelow(AttributePath path, string seen, IEnumerable<string> roots, string? near) => NoSuchPath.Occurs(
        $"`{path}` leads to nothing that is managed",
        $"Seen: {Quote(seen)}. {(near is null ? "" : $"Did you mean {Quote(near)}? ")}Paths begin with {string.Join(", ", roots.Select(root => $"`{root}.`"))}.",
        path);

    /// <summary>An address that cannot be one.</summary>
    public static Diagnostic IsNoAddress(AttributePath path, string seen) =>
        MalformedAddress.Occurs($"`{path}` is not the address of a BMC", $"Seen: {Quote(seen)}.", path);

    /// <summary>A URL that cannot be used. User information in it is not repeated.</summary>
    public static Diagnostic IsNoUrl(AttributePath path, IEnumerable<string> schemes, string fault) =>
        MalformedUrl.Occurs($"`{path}` is not a usable URL", $"{fault} Supported schemes: {string.Join(", ", schemes)}.", path);

    /// <summary>A computed attribute in a configuration.</summary>
    public static Diagnostic IsReadOnly(AttributePath path) => ReadOnly.Occurs($"`{path}` cannot be set", "It is computed.", path);

    /// <summary>A null item.</summary>
    public static Diagnostic HoldsNull(AttributePath path) => NullItem.Occurs($"`{path}` is null", "An item of a list, set or map is null.", path);

    /// <summary>A document's text that is no such thing.</summary>
    public static Diagnostic IsNoDocument(AttributePath path, string fault) =>
        DocumentMalformed.Occurs($"`{path}` is not a document's canonical text", fault, path);

    /// <summary>A document of the wrong kind.</summary>
    public static Diagnostic IsOfAnotherKind(AttributePath path, string wanted, string seen) =>
        DocumentOfAnotherKind.Occurs($"`{path}` must refer to a {wanted}", $"Seen: a document of kind {Quote(seen)}.", path);

    /// <summary>An id that is not the content's.</summary>
    public static Diagnostic HasAnotherId(AttributePath path, string given, string computed) =>
        DocumentIdMismatch.Occurs($"`{path}` names another document than it carries", $"The id is {given}; the content gives {computed}.", path);

    /// <summary>A document of a newer form.</summary>
    public static Diagnostic IsNewer(AttributePath path, string seen, int known) =>
        DocumentNewer.Occurs($"`{path}` is of a newer form", $"Its form is {Quote(seen)}; the newest known here is {known}.", path);

    /// <summary>A write-only value in a client that would store it.</summary>
    public static Diagnostic CannotBeWriteOnly(AttributePath path) =>
        WriteOnlyUnsupported.Occurs($"`{path}` cannot be set with this client", "The client says that it does not know write-only attributes.", path);

    /// <summary>A type that the description does not have.</summary>
    public static Diagnostic IsNoResource(string typeName, IEnumerable<string> known) =>
        UnknownResource.Occurs($"There is no resource type {Quote(typeName)}", $"Known: {string.Join(", ", known)}.");

    /// <summary>An argument that this version would leave undone.</summary>
    public static Diagnostic IsRefused(AttributePath path, string reason) =>
        NotCarriedOut.Occurs($"`{path}` is not carried out by this version", reason, path);

    /// <summary>A login that could not be read; the fault never holds a part of it.</summary>
    public static Diagnostic CannotResolve(string credential, string fault, AttributePath path) =>
        CredentialUnresolved.Occurs($"Credential {Quote(credential)} cannot be resolved", fault, path);

    /// <summary>A name without a declaration.</summary>
    public static Diagnostic IsUndeclared(string credential, IEnumerable<string> declared, AttributePath path) => CredentialUndeclared.Occurs(
        $"Credential {Quote(credential)} is not declared", $"Declared: {string.Join(", ", declared.DefaultIfEmpty("none"))}.", path);

    /// <summary>A file that cannot be read.</summary>
    public static Diagnostic CannotRead(AttributePath path, string file, string fault) =>
        FileUnreadable.Occurs($"`{path}`: the file cannot be read", $"{file}: {fault}", path);

    /// <summary>A folder that is not there.</summary>
    public static Diagnostic HasNoFolder(AttributePath path, string folder) => FolderMissing.Occurs($"`{path}`: there is no such folder", $"Looked for: {folder}.", path);

    /// <summary>A provider argument that is unknown when it is needed.</summary>
    public static Diagnostic IsNotKnownYet(AttributePath path) => NotKnownYet.Occurs($"`{path}` is not known yet", "It is unknown at this point.", path);

    /// <summary>A state that cannot be read.</summary>
    public static Diagnostic CannotReadState(string typeName, string fault) =>
        StateUnreadable.Occurs($"The state of a {typeName} cannot be read", fault);

    /// <summary>A reference without the document's content.</summary>
    public static Diagnostic LacksContent(AttributePath path, string id) =>
        ContentMissing.Occurs($"`{path}` has no content", $"The reference names {id}, and `document` is null.", path);

    /// <summary>A `moved` block from something else.</summary>
    public static Diagnostic CannotMove(string provider, string source, string target) =>
        NotMovable.Occurs($"A {source} cannot become a {target}", $"The object is a {source} of {provider}.");

    /// <summary>A request whose value cannot be decoded.</summary>
    public static Diagnostic CannotReadRequest(string what, string fault) => RequestUnreadable.Occurs($"Cannot read {what}", fault);

    // What users wrote is repeated, but never so much of it that the message is lost, and on one line.
    private static string Quote(string text)
    {
        const int Most = 120;
        var shown = text.Length <= Most ? text : text[..Most] + "…";
        return "\"" + string.Concat(shown.Select(c => char.IsControl(c) ? '\uFFFD' : c)) + "\"";
    }
}
