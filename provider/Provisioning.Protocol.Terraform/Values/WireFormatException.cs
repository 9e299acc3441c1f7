namespace Provisioning.Protocol.Terraform.Values;

/// <summary>Bytes that are no value of the type they should be. The one exception that decoding throws; the message names no content.</summary>
internal sealed class WireFormatException : Exception
{
    public WireFormatException()
    {
    }

    public WireFormatException(string message)
        : base(message)
    {
    }

    public WireFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
