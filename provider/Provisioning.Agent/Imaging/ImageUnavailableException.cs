namespace Provisioning.Agent.Imaging;

/// <summary>The server refuses the image, again and again. Passes through the decompressor, and is caught where the image is written.</summary>
internal sealed class ImageUnavailableException(string answer) : Exception(answer);
