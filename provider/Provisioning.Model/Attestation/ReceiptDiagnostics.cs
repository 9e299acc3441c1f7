using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Attestation;

/// <summary>BM605x: what is wrong with receipts.</summary>
public static class ReceiptDiagnostics
{
    private const string NotProof = "A receipt is the proof of what was done to a machine; this one, and the ones after it, prove nothing.";
    private const string Compare = "Compare with the engine's journal (`baremetal history NAME`) and with another copy of the receipts.";

    /// <summary>BM6050.</summary>
    public static readonly DiagnosticDescriptor Unreadable = DiagnosticDescriptor.Error(6050, "Receipt cannot be read", NotProof, Compare);

    /// <summary>BM6051.</summary>
    public static readonly DiagnosticDescriptor SignatureInvalid = DiagnosticDescriptor.Error(
        6051, "Receipt is not signed by the site", NotProof, "Check that the public key is that of the site that made the receipts. " + Compare);

    /// <summary>BM6052.</summary>
    public static readonly DiagnosticDescriptor ChainBroken = DiagnosticDescriptor.Error(
        6052, "Receipt does not follow the one before it", "A receipt between the two was removed, added or changed.", Compare);

    /// <summary>BM6053.</summary>
    public static readonly DiagnosticDescriptor OrderWrong = DiagnosticDescriptor.Error(
        6053, "Receipts are out of order", "Numbers count up by one and times do not run back within one chain.", Compare);

    /// <summary>BM6054.</summary>
    public static readonly DiagnosticDescriptor StageOrderWrong = DiagnosticDescriptor.Error(
        6054, "Stage does not follow from the one before it", "A stage was recorded that cannot come at this point.", Compare);

    /// <summary>BM6055.</summary>
    public static readonly DiagnosticDescriptor SubjectChanged = DiagnosticDescriptor.Error(
        6055, "Receipt is about another machine", "All receipts of a chain are about one system UUID and serial.", Compare);

    /// <summary>BM6056.</summary>
    public static readonly DiagnosticDescriptor KeyUnreadable = DiagnosticDescriptor.Error(
        6056, "Site's public key cannot be read", "Without the key no receipt can be verified.", "Give the site's key as PEM (SubjectPublicKeyInfo, ECDSA P-256).");

    /// <summary>BM6057.</summary>
    public static readonly DiagnosticDescriptor HeadMissing = DiagnosticDescriptor.Error(
        6057, "Newest receipt is missing", "The chain ends before the receipt that is known to be its head.", Compare);

    /// <summary>BM6058.</summary>
    public static readonly DiagnosticDescriptor NothingToVerify = DiagnosticDescriptor.Error(
        6058, "No receipts found", "Nothing was verified.", "Give a folder with `receipts/*.dsse.json` and `keys/*.pub.pem`, as the engine exports it.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
        [Unreadable, SignatureInvalid, ChainBroken, OrderWrong, StageOrderWrong, SubjectChanged, KeyUnreadable, HeadMissing, NothingToVerify];

    /// <summary>The envelope or the statement inside is malformed.</summary>
    public static Diagnostic CannotRead(string receipt, string seen) => Unreadable.Occurs($"Receipt {receipt} cannot be read", seen);

    /// <summary>No signature in the envelope verifies with the trusted key.</summary>
    public static Diagnostic NotSigned(string receipt, string seen) => SignatureInvalid.Occurs($"Receipt {receipt} is not signed by the site", seen);

    /// <summary>The parent digest is not that of the receipt before.</summary>
    public static Diagnostic DoesNotFollow(string receipt, string expected, string seen) =>
        ChainBroken.Occurs($"Receipt {receipt} does not follow the one before it", $"Its parent is {seen}; the one before it is {expected}.");

    /// <summary>Numbers or times run wrong.</summary>
    public static Diagnostic OutOfOrder(string receipt, string seen) => OrderWrong.Occurs($"Receipt {receipt} is out of order", seen);

    /// <summary>The stage cannot come here.</summary>
    public static Diagnostic WrongStage(string receipt, string seen) => StageOrderWrong.Occurs($"Receipt {receipt} has a stage out of order", seen);

    /// <summary>UUID, serial or claim changed within a chain.</summary>
    public static Diagnostic OtherSubject(string receipt, string expected, string seen) =>
        SubjectChanged.Occurs($"Receipt {receipt} is about another machine", $"It names {seen}; the chain is about {expected}.");

    /// <summary>The trusted key is malformed or of another kind.</summary>
    public static Diagnostic CannotReadKey(string file, string seen) => KeyUnreadable.Occurs($"The key {file} cannot be read", seen);

    /// <summary>The known head is not in the chain.</summary>
    public static Diagnostic MissingHead(string expected, string seen) =>
        HeadMissing.Occurs("The newest receipt is missing", $"The head is known to be {expected}; the chain ends at {seen}.");

    /// <summary>No receipt, or no key, among the files.</summary>
    public static Diagnostic Nothing(string seen) => NothingToVerify.Occurs("There is nothing to verify", seen);
}
