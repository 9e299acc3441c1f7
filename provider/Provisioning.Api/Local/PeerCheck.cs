using System.Buffers.Binary;
using System.Net.Sockets;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Api.Local;

/// <summary>
/// Who is at the other end of a local socket. Logins travel over it, so each end accepts its own user and root only (SO_PEERCRED of
/// unix(7): three 32-bit numbers, process, user and group, as they were when the connection was made).
/// </summary>
public static class PeerCheck
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    /// <summary>The user that this process works as.</summary>
    public static uint OwnUser => NativeIdentity.EffectiveUser();

    /// <summary>Null where the peer may be talked to, otherwise why not (BM8104).</summary>
    /// <param name="socket">A connected unix socket.</param>
    /// <param name="socketPath">Its path, for the message.</param>
    public static Diagnostic? Of(Socket socket, string socketPath) => Judge(UserAt(socket), OwnUser, socketPath);

    internal static Diagnostic? Judge(uint peer, uint own, string socketPath) =>
        peer == own || peer == 0 ? null : EngineProcessDiagnostics.Foreign(socketPath, peer, own);

    private static uint UserAt(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return OperatingSystem.IsLinux() && BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(credentials[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(credentials[4..]);
    }
}
