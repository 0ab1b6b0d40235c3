using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class TlsCertificateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public void New_certificate_is_shown_soon_after_the_files_change()
    {
        var first = Write();
        var certificate = Open();
        var second = Write();

        Assert.Equal(first, Shown(certificate));
        _clock.Advance(TlsCertificate.LooksEvery);
        Assert.Equal(second, Shown(certificate));
    }

    [Fact]
    public void Files_that_are_not_right_leave_the_certificate_as_it_was_until_they_are()
    {
        var first = Write();
        var certificate = Open();

        // In the middle of an exchange, the key is still the other one's.
        var old = File.ReadAllText(Files.Key);
        var second = Write();
        var key = File.ReadAllText(Files.Key);
        File.WriteAllText(Files.Key, old);
        _clock.Advance(TlsCertificate.LooksEvery);
        Assert.Equal(first, Shown(certificate));
        File.Delete(Files.Key);
        _clock.Advance(TlsCertificate.LooksEvery);
        Assert.Equal(first, Shown(certificate));

        File.WriteAllText(Files.Key, key);
        _clock.Advance(TlsCertificate.LooksEvery);
        Assert.Equal(second, Shown(certificate));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("")]
    public void Files_without_a_certificate_are_an_error_of_the_configuration(string text)
    {
        Write();
        File.WriteAllText(Files.Certificate, text);

        var wrong = Assert.Throws<ConfigurationException>(Open);
        Assert.StartsWith($"Gateway:Tls:Certificate '{Files.Certificate}' with Gateway:Tls:Key '{Files.Key}' can't be used: ", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private TlsOptions Files => new() { Certificate = Path.Combine(_folder.Path, "tls.crt"), Key = Path.Combine(_folder.Path, "tls.key") };

    private string Write() => TestCertificate.Write(Files.Certificate, Files.Key);

    private TlsCertificate Open() => new(Files, _clock, NullLogger.Instance);

    private static string Shown(TlsCertificate certificate) => certificate.Current().ServerCertificateContext!.TargetCertificate.Thumbprint;
}
