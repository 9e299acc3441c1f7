namespace Provisioning.Imaging.Media;

/// <summary>A boot medium with an empty place for the data of one machine.</summary>
/// <param name="File">The ISO file.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="PlaceOffset">Where the place begins; it is <see cref="MediaLayout.CredentialSize"/> long.</param>
/// <param name="ImageSha256">The digest of the deploy image in it.</param>
public sealed record MediaTemplate(string File, long Size, long PlaceOffset, string ImageSha256);
