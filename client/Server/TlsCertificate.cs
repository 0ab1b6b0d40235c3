using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Server;

/// <summary>
/// The certificate that the gateway shows. A new one is taken from the files soon after they change, for connections that begin then; one
/// that is no certificate, or not the key's, is passed over until the files are right again.
/// </summary>
internal sealed partial class TlsCertificate
{
    /// <summary>How often the files are looked at, while connections begin.</summary>
    public static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(10);

    private readonly TlsOptions _files;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private (string Certificate, string Key) _read;
    private SslServerAuthenticationOptions _shown;
    private long _lookedAt;

    /// <exception cref="ConfigurationException">The files hold no certificate with its key.</exception>
    public TlsCertificate(TlsOptions files, TimeProvider time, ILogger logger)
    {
        (_files, _time, _logger, _lookedAt) = (files, time, logger, time.GetTimestamp());
        try
        {
            _read = Read();
            _shown = Of(_read);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            throw new ConfigurationException(
                $"Gateway:Tls:Certificate '{files.Certificate}' with Gateway:Tls:Key '{files.Key}' can't be used: {e.Message.TrimEnd('.')}; allowed: PEM files of a certificate, with its chain, and of its key", e);
        }
    }

    public void Serve(ListenOptions endpoint) =>
        endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Current()) });

    internal SslServerAuthenticationOptions Current()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) >= LooksEvery)
            {
                _lookedAt = _time.GetTimestamp();
                TakeNew();
            }

            return _shown;
        }
    }

    // By what is in the files: where they are links, times don't tell.
    private void TakeNew()
    {
        try
        {
            var found = Read();
            if (found == _read)
                return;
            _shown = Of(found);
            _read = found;
            LogTaken(_files.Certificate);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            LogPassedOver(_files.Certificate, e.Message);
        }
    }

    private (string Certificate, string Key) Read() => (File.ReadAllText(_files.Certificate), File.ReadAllText(_files.Key));

    private static SslServerAuthenticationOptions Of((string Certificate, string Key) pem)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem.Certificate);
        var certificate = X509Certificate2.CreateFromPem(pem.Certificate, pem.Key);
        // The collection begins with the certificate itself. What else a client needs is in the file, not to be fetched.
        chain.RemoveAt(0);
        return new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true) };
    }

    private static bool IsOfFiles(Exception e) => e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}
