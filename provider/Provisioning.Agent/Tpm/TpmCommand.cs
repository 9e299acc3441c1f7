namespace Provisioning.Agent.Tpm;

/// <summary>One command before it is sent (TPM 2.0 part 1, section 18): handles, authorisations, parameters.</summary>
internal sealed record TpmCommand
{
    private const ushort NoSessions = 0x8001;
    private const ushort WithSessions = 0x8002;
    private const int HeaderLength = 10;

    /// <summary>Its name in part 3, for faults.</summary>
    public required string Name { get; init; }

    /// <summary>TPM_CC.</summary>
    public required uint Code { get; init; }

    /// <summary>The handles, those that need authorisation first.</summary>
    public uint[] Handles { get; init; } = [];

    /// <summary>One session per handle that needs authorisation: <see cref="TpmHandles.Password"/> or a policy session.</summary>
    public uint[] Sessions { get; init; } = [];

    /// <summary>The parameters.</summary>
    public byte[] Parameters { get; init; } = [];


    /// <summary>The bytes on the wire. Every object and hierarchy here has an empty password, so a session's HMAC is empty, too.</summary>
    public byte[] ToBytes()
    {
        var body = new TpmBuffer();
        foreach (var handle in Handles) _ = body.UInt32(handle);
        if (Sessions.Length > 0)
        {
            var area = new TpmBuffer();
            foreach (var session in Sessions) _ = area.UInt32(session).Sized([]).Byte(session == TpmHandles.Password ? (byte)0 : (byte)1).Sized([]);
            var bytes = area.ToArray();
            _ = body.UInt32((uint)bytes.Length).Raw(bytes);
        }

        var content = body.Raw(Parameters).ToArray();
        return new TpmBuffer()
            .UInt16(Sessions.Length > 0 ? WithSessions : NoSessions)
            .UInt32((uint)(HeaderLength + content.Length))
            .UInt32(Code)
            .Raw(content)
            .ToArray();
    }
}
