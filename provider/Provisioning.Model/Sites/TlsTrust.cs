namespace Provisioning.Model.Sites;

/// <summary>How the certificates of BMCs are judged.</summary>
public enum TlsTrust
{
    /// <summary>The fingerprint of the first contact is kept; any other is an error until an operator trusts it.</summary>
    PinOnFirstUse = 1,

    /// <summary>A certificate authority given by the site must have issued it.</summary>
    CertificateAuthority = 2,

    /// <summary>Nothing is verified; warned about every time.</summary>
    Insecure = 3,
}
