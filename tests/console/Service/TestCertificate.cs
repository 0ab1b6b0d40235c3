using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>A certificate for this machine, made by itself, as two PEM files.</summary>
internal static class TestCertificate
{
    // Longer than any clock is wrong.
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Its thumbprint.</returns>
    public static string Write(string certificate, string key)
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", secret, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var made = request.CreateSelfSigned(From, From.AddYears(50));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(key, secret.ExportPkcs8PrivateKeyPem());
        return made.Thumbprint;
    }
}
