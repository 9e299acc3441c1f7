using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Stores;

/// <summary>BM80xx: the store.</summary>
public static class StoreDiagnostics
{
    /// <summary>BM8001.</summary>
    public static readonly DiagnosticDescriptor Newer = DiagnosticDescriptor.Error(
        8001,
        "The store was written by a newer version",
        "An older engine would misread it, or drop what it does not know.",
        "Use the newer version, or another state folder.");

    /// <summary>BM8002.</summary>
    public static readonly DiagnosticDescriptor Full = DiagnosticDescriptor.Error(
        8002,
        "The disk of the state folder is full",
        "Nothing is done to a machine that cannot be written down first, so the work stopped.",
        "Free space and apply again: the work goes on where it stopped.");

    /// <summary>BM8003.</summary>
    public static readonly DiagnosticDescriptor TakenOver = DiagnosticDescriptor.Error(
        8003,
        "Another engine has taken the store over",
        "Two engines on one store would drive machines twice; this one writes nothing more.",
        "Run the command again: it finds the other engine.");

    /// <summary>BM8004.</summary>
    public static readonly DiagnosticDescriptor Damaged = DiagnosticDescriptor.Error(
        8004,
        "The store is damaged",
        "What was done to machines cannot be read back, so nothing is done on its ground.",
        "Move the folder away and restore a backup. Without one, import the servers anew: machines are not touched by that.");

    /// <summary>BM8005.</summary>
    public static readonly DiagnosticDescriptor Unusable = DiagnosticDescriptor.Error(
        8005,
        "The store cannot be read or written",
        "Nothing is done to a machine that cannot be written down first, so the work stopped.",
        "Look at the folder's permissions and disk, then apply again: the work goes on where it stopped.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [Newer, Full, TakenOver, Damaged, Unusable];

    /// <summary>The version is newer.</summary>
    public static Diagnostic IsNewer(string file, long needs, long have) => Newer.Occurs(
        "The store was written by a newer version",
        string.Create(CultureInfo.InvariantCulture, $"{file} asks for version {needs} of its format; this program knows {have}."));

    /// <summary>No space.</summary>
    public static Diagnostic IsFull(string file) => Full.Occurs("The disk of the state folder is full", $"{file} could not grow.");

    /// <summary>A newer generation is there.</summary>
    public static Diagnostic IsTakenOver(long ours, long theirs) => TakenOver.Occurs(
        "Another engine has taken the store over",
        string.Create(CultureInfo.InvariantCulture, $"This engine's generation is {ours}, the store's is {theirs}."));

    /// <summary>It cannot be read back.</summary>
    public static Diagnostic IsDamaged(string file, string seen) => Damaged.Occurs("The store is damaged", $"{file}: {seen}");

    /// <summary>Another error of the file system or the database.</summary>
    public static Diagnostic IsUnusable(string file, string seen) => Unusable.Occurs("The store cannot be read or written", $"{file}: {seen}");
}
