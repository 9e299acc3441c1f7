using Google.Protobuf;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>Writes states and plans.</summary>
internal static class WireStates
{
    public static DynamicValue Of(Value value, ObjectShape shape) =>
        new() { Msgpack = UnsafeByteOperations.UnsafeWrap(ValueEncoder.Encode(value, shape)) };

    public static ByteString Private(ReadOnlyMemory<byte> content) => UnsafeByteOperations.UnsafeWrap(content);
}
