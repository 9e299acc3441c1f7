using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.Trust;

/// <summary>A folder of private keys in PEM, for their owner only.</summary>
internal sealed class KeyFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly string _folder;

    public KeyFolder(string folder)
    {
        _folder = folder;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A P-256 key; made if there is none.</summary>
    public Outcome<ECDsa> LoadOrCreate(string name)
    {
        var file = Path.Combine(_folder, name);
        try
        {
            if (!File.Exists(file))
            {
                using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                Write(file, made.ExportPkcs8PrivateKeyPem());
            }

            if (Exposed(file) is { } exposed) return exposed;
            var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(File.ReadAllText(file));
                if (key.KeySize == 256) return key;
            }
            catch (Exception broken) when (broken is ArgumentException or CryptographicException)
            {
                key.Dispose();
                return MediaDiagnostics.Unusable(file, "It is not a private key in PEM.");
            }

            key.Dispose();
            return MediaDiagnostics.Unusable(file, "It is not a P-256 key.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return MediaDiagnostics.Unusable(file, fault.Message);
        }
    }

    /// <summary>The certificate of a key; made if there is none. One of another key is refused.</summary>
    public Outcome<X509Certificate2> LoadOrCreateCertificate(string name, ECDsa key, Func<X509Certificate2> make)
    {
        var file = Path.Combine(_folder, name);
        try
        {
            if (!File.Exists(file))
            {
                using var made = make();
                Write(file, made.ExportCertificatePem());
            }

            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            return certificate.CopyWithPrivateKey(key);
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            return MediaDiagnostics.Unusable(file, "It is not the certificate of the site's key.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return MediaDiagnostics.Unusable(file, fault.Message);
        }
    }

    private static Diagnostic? Exposed(string file)
    {
        if (OperatingSystem.IsWindows()) return null;
        var mode = File.GetUnixFileMode(file);
        return (mode & Others) == 0 ? null : MediaDiagnostics.Exposed(file, Convert.ToString((int)mode, 8));
    }

    // Written beside and renamed, so that a crash leaves either no key or a whole one.
    private static void Write(string file, string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        var part = file + ".part";
        using (var stream = new FileStream(part, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(pem + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, file);
    }
}
