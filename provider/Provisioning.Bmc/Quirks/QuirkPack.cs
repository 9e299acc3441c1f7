using Provisioning.Model.Collections;

namespace Provisioning.Bmc.Quirks;

/// <summary>The entries of one pack, with the digest of its text.</summary>
/// <param name="Name">The pack's name.</param>
/// <param name="Entries">Its entries.</param>
/// <param name="Digest">SHA-256 of its text as lower-case hex.</param>
internal sealed record QuirkPack(string Name, ValueArray<QuirkEntry> Entries, string Digest);
