namespace Provisioning.Storage.Journals;

/// <summary>A journal event as the database has it.</summary>
/// <param name="Kind">Which event.</param>
/// <param name="Version">The version of its JSON.</param>
/// <param name="Json">Its content.</param>
internal sealed record EncodedEvent(string Kind, int Version, string Json);
