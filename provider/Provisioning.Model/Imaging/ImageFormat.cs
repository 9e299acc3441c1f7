namespace Provisioning.Model.Imaging;

/// <summary>The disk format of an image. Compression is told by the file's first bytes.</summary>
public enum ImageFormat
{
    /// <summary>The bytes of the disk.</summary>
    Raw = 1,
}
