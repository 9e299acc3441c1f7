using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Imaging;

/// <summary>BM402x to BM404x: the media server, what it serves, and who calls it.</summary>
public static class MediaDiagnostics
{
    /// <summary>BM4020.</summary>
    public static readonly DiagnosticDescriptor PortBusy = DiagnosticDescriptor.Error(
        4020,
        "The media port is in use",
        "BMCs and agents were told this port, so it is chosen once and kept; another program listens on it now.",
        "Stop the other program (`ss -ltnp` names it), or give the site another `media.listen` while nothing is under way.");

    /// <summary>BM4021.</summary>
    public static readonly DiagnosticDescriptor CannotListen = DiagnosticDescriptor.Error(
        4021,
        "The media server cannot listen on its address",
        "BMCs and agents fetch everything from the media server.",
        "Give the site a `media.listen` address that this machine has, and a port that its user may open.");

    /// <summary>BM4022.</summary>
    public static readonly DiagnosticDescriptor NeverFetched = DiagnosticDescriptor.Error(
        4022,
        "The BMC never fetched the boot medium",
        "The BMC took the address of the medium but no request for it reached this machine, so the machine cannot have booted it.",
        "Check that the BMC's network reaches the `media.bmc` address (firewall, route, proxy), and that the BMC accepts its certificate.");

    /// <summary>BM4023.</summary>
    public static readonly DiagnosticDescriptor AgentNeverCalled = DiagnosticDescriptor.Error(
        4023,
        "The deploy agent did not report in",
        "The boot medium was fetched, but no agent came with this attempt's ticket in time.",
        "Look at the machine's console: boot order, Secure Boot refusal and missing network drivers are the usual reasons. Check that `media.agent` is reachable from it.");

    /// <summary>BM4024.</summary>
    public static readonly DiagnosticDescriptor SecondClaimant = DiagnosticDescriptor.Error(
        4024,
        "A second agent claimed a ticket that is in use",
        "A ticket belongs to one boot of one machine. A second claimant means a copied medium, an unexpected reboot, or somebody else.",
        "Nothing more is sent to either. Find out which machine called (see above), then `baremetal unhold` the server and apply again.");

    /// <summary>BM4025.</summary>
    public static readonly DiagnosticDescriptor WrongMachine = DiagnosticDescriptor.Error(
        4025,
        "The agent runs on another machine than the one expected",
        "The serial number or UUID that the agent reads differs from the server's; its disk must not be written.",
        "Check the BMC's address and cabling: the BMC of one machine seems to have booted another, or the expected serial is wrong.");

    /// <summary>BM4026.</summary>
    public static readonly DiagnosticDescriptor AgentFault = DiagnosticDescriptor.Error(
        4026,
        "The deploy agent reports a fault that this version does not know",
        "The agent on the deploy image is newer than the engine, or was built from other sources.",
        "Read the agent's own words above; run `baremetal agent build` with this version to get a matching agent.");

    /// <summary>BM4027.</summary>
    public static readonly DiagnosticDescriptor SessionNotAttested = DiagnosticDescriptor.Error(
        4027,
        "The machine restarted after it was attested",
        "Attestation holds for one boot. Another boot of the machine came with the same ticket, and user data is given to none that was not attested itself.",
        "Find out why the machine restarted (power, event log). A new attempt attests it anew: apply again, unless that was done already.");

    /// <summary>BM4028.</summary>
    public static readonly DiagnosticDescriptor AgentCameAgain = DiagnosticDescriptor.Warning(
        4028,
        "A machine restarted while its agent worked",
        "The agent fell silent and came again from another boot of the same machine. Its new session took the old one's place; this is allowed twice in an attempt.",
        "Nothing, when it happens once. When it repeats, look at the machine's power supplies and event log.");

    /// <summary>BM4030.</summary>
    public static readonly DiagnosticDescriptor ImageUnreachable = DiagnosticDescriptor.Error(
        4030,
        "The OS image could not be fetched",
        "The image is fetched and checked once by the engine before any machine is touched.",
        "Check the URL, the image server and the proxy, then apply again: what was fetched so far is kept.");

    /// <summary>BM4031.</summary>
    public static readonly DiagnosticDescriptor ImageDigestMismatch = DiagnosticDescriptor.Error(
        4031,
        "The OS image is not the one that was asked for",
        "Its digest differs from the configured one. It is never given to a machine.",
        "Find out whether the image was rebuilt or tampered with; configure the digest of the image that you mean.");

    /// <summary>BM4033.</summary>
    public static readonly DiagnosticDescriptor ImageSchemeUnknown = DiagnosticDescriptor.Error(
        4033,
        "The OS image's URL cannot be used",
        "Images are read from http, https and file URLs.",
        "Give a URL of one of these kinds.");

    /// <summary>BM4034.</summary>
    public static readonly DiagnosticDescriptor StoreFull = DiagnosticDescriptor.Error(
        4034,
        "The disk of the state folder is full",
        "The image could not be stored; nothing was given to a machine.",
        "Free space, or move the state folder to a larger disk.");

    /// <summary>BM4035.</summary>
    public static readonly DiagnosticDescriptor ImageRedirects = DiagnosticDescriptor.Error(
        4035,
        "The image server redirects without end",
        "More redirects than any sane server needs were followed.",
        "Check the image server, or give the final URL.");

    /// <summary>BM4036.</summary>
    public static readonly DiagnosticDescriptor ImageFormatUnknown = DiagnosticDescriptor.Error(
        4036,
        "The OS image is of a kind that cannot be written",
        "A raw disk image is written, as it is or compressed with gzip or zstd. What is inside is told by the first bytes of the file.",
        "Convert the image (`qemu-img convert -O raw`, `xz -d`), compress it with zstd if you like, and configure the new file and its digest.");

    /// <summary>BM4037.</summary>
    public static readonly DiagnosticDescriptor CachedImageDamaged = DiagnosticDescriptor.Warning(
        4037,
        "A cached OS image was damaged",
        "The file in the engine's cache was not what its name says, as after a power cut or on a failing disk. It was removed and is fetched again.",
        "Nothing, when it happens once after a power cut. When it repeats, check the disk of the state folder.");

    /// <summary>BM4040.</summary>
    public static readonly DiagnosticDescriptor KeyUnusable = DiagnosticDescriptor.Error(
        4040,
        "A key of this site cannot be used",
        "The site's own keys certify the media server and sign receipts. They are never replaced silently.",
        "Restore the file from a backup. Only if it is lost for good, remove it: then a new key is made, and machines under way must be provisioned again.");

    /// <summary>BM4041.</summary>
    public static readonly DiagnosticDescriptor KeyExposed = DiagnosticDescriptor.Error(
        4041,
        "A key of this site can be read by others",
        "Who has the key can stand in for the engine towards every machine.",
        "Set the mode of the file to 0600 (`chmod 600 FILE`), and think about who may have read it.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        PortBusy, CannotListen, NeverFetched, AgentNeverCalled, SecondClaimant, WrongMachine, AgentFault, SessionNotAttested, AgentCameAgain,
        ImageUnreachable, ImageDigestMismatch, ImageSchemeUnknown, StoreFull, ImageRedirects, ImageFormatUnknown, CachedImageDamaged, KeyUnusable, KeyExposed,
    ];

    /// <summary>Another program has the port.</summary>
    public static Diagnostic Busy(string endpoint) =>
        PortBusy.Occurs($"The media port {endpoint} is in use", $"Listening on {endpoint} failed: the address is in use.");

    /// <summary>The address cannot be listened on.</summary>
    public static Diagnostic Unlistenable(string endpoint, string seen) => CannotListen.Occurs($"The media server cannot listen on {endpoint}", seen);

    /// <summary>No request for the medium came.</summary>
    public static Diagnostic NotFetched(string server, string url) =>
        NeverFetched.Occurs($"The BMC of {server} never fetched the boot medium", $"No request came for {url}.");

    /// <summary>The medium was fetched but no agent came.</summary>
    public static Diagnostic NotCalled(string server, long bytesServed, string? source) => AgentNeverCalled.Occurs(
        $"The deploy agent of {server} did not report in",
        string.Create(CultureInfo.InvariantCulture, $"{bytesServed} bytes of the boot medium were fetched{(source is null ? "" : $" by {source}")}; no agent called with this attempt's ticket."));

    /// <summary>A second agent came with a used ticket.</summary>
    public static Diagnostic Claimed(string server, string source, string uuid, string serial) => SecondClaimant.Occurs(
        $"A second agent claimed the ticket of {server}",
        $"It called from {source} and says that it is serial {serial}, UUID {uuid}, with another key than the first.");

    /// <summary>The agent's machine is another one.</summary>
    public static Diagnostic Wrong(string server, string expected, string actual) =>
        WrongMachine.Occurs($"The agent of {server} runs on another machine", $"Expected {expected}; the agent read {actual}.");

    /// <summary>A code of the agent's that nobody here knows.</summary>
    public static Diagnostic Unknown(string code, string summary, string seen) => AgentFault.Occurs($"The deploy agent says {code}: {summary}", seen);

    /// <summary>User data is withheld from a boot that was not attested.</summary>
    public static Diagnostic NotAttested(string server) => SessionNotAttested.Occurs(
        $"{server} restarted after it was attested", "The agent came again from another boot, which has shown nothing. The order was not given to it.");

    /// <summary>A session took another's place.</summary>
    public static Diagnostic CameAgain(string server, int times) => AgentCameAgain.Occurs(
        $"The agent of {server} came again from another boot",
        string.Create(CultureInfo.InvariantCulture, $"Its session was replaced {times} of at most 2 times in this attempt."));

    /// <summary>The image could not be fetched.</summary>
    public static Diagnostic Unfetched(Uri source, string seen, AttributePath? path = null) =>
        ImageUnreachable.Occurs($"The OS image {Shown(source)} could not be fetched", seen, path);

    /// <summary>The image has another digest.</summary>
    public static Diagnostic Digest(Uri source, string expected, string actual, AttributePath? path = null) =>
        ImageDigestMismatch.Occurs($"The OS image {Shown(source)} has another digest", $"Expected sha256 {expected}; it is {actual}.", path);

    /// <summary>The URL is of an unknown kind.</summary>
    public static Diagnostic Scheme(Uri source, AttributePath? path = null) =>
        ImageSchemeUnknown.Occurs($"The OS image's URL has the scheme `{source.Scheme}`", "It is none of http, https and file.", path);

    /// <summary>No room on the disk.</summary>
    public static Diagnostic Full(string folder) => StoreFull.Occurs("The disk of the state folder is full", $"Writing to {folder} failed: no space is left.");

    /// <summary>Too many redirects.</summary>
    public static Diagnostic Redirects(Uri source, int limit, AttributePath? path = null) => ImageRedirects.Occurs(
        $"The image server redirects {Shown(source)} without end",
        string.Create(CultureInfo.InvariantCulture, $"{limit} redirects were followed."),
        path);

    /// <summary>The image is not a raw disk, or compressed in another way.</summary>
    public static Diagnostic Format(Uri source, string seen, AttributePath? path = null) =>
        ImageFormatUnknown.Occurs($"The OS image {Shown(source)} cannot be written as it is", seen, path);

    /// <summary>A file of the cache is not what its name says.</summary>
    public static Diagnostic Damaged(string file, string seen) => CachedImageDamaged.Occurs($"The cached OS image {file} was damaged", seen);

    /// <summary>A key file cannot be read, or is not a key.</summary>
    public static Diagnostic Unusable(string file, string seen) => KeyUnusable.Occurs($"The key {file} cannot be used", seen);

    /// <summary>A key file is readable by others.</summary>
    public static Diagnostic Exposed(string file, string mode) => KeyExposed.Occurs($"The key {file} can be read by others", $"Its mode is {mode}.");

    // A URL may carry a user name, a password or a signed query; none of them belongs into a message.
    private static string Shown(Uri source) => source.IsAbsoluteUri ? source.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : source.ToString();
}
