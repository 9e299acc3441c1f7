using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Servers;

/// <summary>BM03xx: what is wrong with an object before any machine is asked.</summary>
public static class ServerDiagnostics
{
    /// <summary>BM0301.</summary>
    public static readonly DiagnosticDescriptor NotImportable = DiagnosticDescriptor.Error(
        301,
        "This kind of object is not imported",
        "A document is nothing but its arguments: there is nothing outside the configuration to adopt.",
        "Write its arguments in the configuration; its id follows from them.");

    /// <summary>BM0302.</summary>
    public static readonly DiagnosticDescriptor MalformedImportId = DiagnosticDescriptor.Error(
        302,
        "The import id is not one",
        "The id of a server's import names the server, its BMC and the credential to use. A server that the store knows is imported by its name alone.",
        "Write it as NAME@ADDRESS?credential=CREDENTIAL, for example gpu-n01@10.1.0.11?credential=default; or as NAME, if the state alone was lost.");

    /// <summary>BM0303.</summary>
    public static readonly DiagnosticDescriptor EraseNotAllowed = DiagnosticDescriptor.Error(
        303,
        "Erasing is not allowed by what was applied before",
        "Destroying this server would erase its disks. That is asked for twice: on_destroy = \"erase\" and allow.data_loss = true must both have been applied before the destroy.",
        "Apply allow = { data_loss = true } first, or set on_destroy = \"forget\" and apply, then destroy.");

    /// <summary>BM0304.</summary>
    public static readonly DiagnosticDescriptor UnknownType = DiagnosticDescriptor.Error(
        304,
        "No such kind of object",
        "The engine that answered knows other kinds than the door that asked: they are of different versions.",
        "Stop the older engine with `baremetal engine stop` and run the command again.");

    /// <summary>BM0305.</summary>
    public static readonly DiagnosticDescriptor NameChanged = DiagnosticDescriptor.Error(
        305,
        "A server's name cannot be changed",
        "The name is how the store, the journal and the receipts know the machine. Nothing was touched.",
        "Write the old name again. To give the machine another name, forget and adopt it, which restarts nothing: `terraform state rm` the object, `baremetal forget OLDNAME`, then `terraform import` it as NEWNAME@ADDRESS. A new name for the object in Terraform (`moved`) leaves this one as it is.");

    /// <summary>BM0306.</summary>
    public static readonly DiagnosticDescriptor NotInStore = DiagnosticDescriptor.Error(
        306,
        "The store does not know a server that is imported by its name",
        "A name alone is enough for a machine that this store has managed. Nothing was asked, nothing was touched.",
        "Write where its BMC is: NAME@ADDRESS?credential=CREDENTIAL. `baremetal status` lists what the store knows; check `site`, too.");

    /// <summary>BM0307.</summary>
    public static readonly DiagnosticDescriptor IdentityDiffers = DiagnosticDescriptor.Error(
        307,
        "The imported machine is not the one of the identity",
        "The name belongs to a machine with another UUID. It was not put into the state.",
        "Correct the `identity` of the import block, or leave `uuid` out of it.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [NotImportable, MalformedImportId, EraseNotAllowed, UnknownType, NameChanged, NotInStore, IdentityDiffers];

    /// <summary>A document was to be imported.</summary>
    public static Diagnostic DocumentIsNotImported(string typeName) =>
        NotImportable.Occurs($"{typeName} cannot be imported", $"{typeName} is a document.");

    /// <summary>The text behind `terraform import` is not an import id.</summary>
    public static Diagnostic IsNoImportId(string id) =>
        MalformedImportId.Occurs($"\"{id}\" is not the import id of a server", $"Found: \"{id}\".");

    /// <summary>A server is imported by a name that the store does not have.</summary>
    public static Diagnostic IsNotInStore(string name, string site) =>
        NotInStore.Occurs($"{name} is not in the store of site {site}", "The import names no BMC, and the store has no server of that name.");

    /// <summary>An identity names another machine.</summary>
    public static Diagnostic HasOtherIdentity(string name, string wanted, string seen) =>
        IdentityDiffers.Occurs($"{name} is not the machine of that identity", $"Wanted UUID {wanted}, found {seen}.");

    /// <summary>A destroy would erase, and the state does not allow it.</summary>
    public static Diagnostic EraseIsNotAllowed(string server) => EraseNotAllowed.Occurs(
        $"{server}: erase is not allowed", "The state has on_destroy = \"erase\" and allow.data_loss = false.", AttributePath.Of("allow", "data_loss"));

    /// <summary>An object has another name than its state.</summary>
    public static Diagnostic NameIsChanged(string before, string wanted) => NameChanged.Occurs(
        $"{before}: the name cannot be changed", $"Applied: \"{before}\"; wanted: \"{wanted}\".", AttributePath.Of("name"));

    /// <summary>A type that is in no catalogue.</summary>
    public static Diagnostic TypeIsUnknown(string typeName) => UnknownType.Occurs($"{typeName} is not known", $"Asked for: {typeName}.");
}
