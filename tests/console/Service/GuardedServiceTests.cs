using System.Net;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class GuardedServiceTests
{
    [Fact]
    public async Task Key_is_made_configured_and_given_and_never_told()
    {
        await using var work = new Workplace();
        var (reading, readingEntry) = await NewKey("reports", "read");
        var (operating, operatingEntry) = await NewKey("jobs", "operate");
        work.Configure(Configuration($$""" "Keys": [{{readingEntry}}, {{operatingEntry}}] """));
        var service = await work.Serve();

        // The commands ask the service, in whose folder they are run.
        var without = await work.Run("weeks");
        Assert.Equal(
            (ExitStatus.Usage, "tx: a key is needed; give it as Authorization: Bearer KEY; tx takes the key from TX_KEY in the environment, or --key-file FILE\n"),
            (without.Status, without.Error));
        work.Environment["TX_KEY"] = reading;
        Assert.Equal("[]\n", await work.Output("weeks", "--format", "json"));
        var pull = await work.Run("pull", "--week", "2026-W40", "--detach");
        Assert.Equal((ExitStatus.Usage, "tx: the key 'reports' may only read; this needs one with scope operate\n"), (pull.Status, pull.Error));

        await File.WriteAllTextAsync(work["jobs.key"], operating + "\n", TestContext.Current.CancellationToken);
        await work.Output("pull", "--week", "2026-W40", "--detach", "--key-file", "jobs.key");

        var told = service.Out + service.Error + await work.Output("config") + await work.Output("status");
        Assert.DoesNotContain(reading, told, StringComparison.Ordinal);
        Assert.DoesNotContain(operating, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_that_is_its_own_service_needs_no_key()
    {
        await using var work = new Workplace();
        var (_, entry) = await NewKey("reports", "read");
        work.Configure(Configuration($$""" "Keys": [{{entry}}] """));

        await File.WriteAllTextAsync(work["orders.csv"], "customer,date,amount\na,2026-01-02,3.50\n", TestContext.Current.CancellationToken);

        await work.Output("import", "orders.csv");

        Assert.Contains("3.50", await work.Output("months", "--source", "orders", "--format", "csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_with_a_certificate_answers_HTTP_of_both_versions_on_one_port()
    {
        await using var work = new Workplace();
        var thumbprint = TestCertificate.Write(work["tls.crt"], work["tls.key"]);
        work.Configure(Configuration(""" "Listen": "https://localhost:0", "Tls": { "Certificate": "tls.crt", "Key": "tls.key" } """));
        var service = work.Start("up");
        await service.Until(() => service.Out.Contains("; Ctrl-C stops it.", StringComparison.Ordinal), "it answers");
        var address = service.Out.Split("answers at ")[1].Split(';')[0];
        Assert.StartsWith("https://127.0.0.1:", address, StringComparison.Ordinal);
        Assert.Contains($"gRPC at {address}; ", service.Out, StringComparison.Ordinal);

        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            using var response = await Get(new Uri($"{address}healthz"), version, thumbprint);
            Assert.Equal((HttpStatusCode.OK, version), (response.StatusCode, response.Version));
        }

        var untrusting = await work.Run("weeks");
        Assert.Equal(ExitStatus.Failed, untrusting.Status);
        Assert.StartsWith($"tx: {address} can't be trusted: ", untrusting.Error, StringComparison.Ordinal);
        work.Environment["SSL_CERT_FILE"] = work["tls.crt"];
        Assert.Equal("[]\n", await work.Output("weeks", "--format", "json"));
    }

    private static string Configuration(string gateway) =>
        $$"""{ "Sources": { "shop": { "BaseUrl": "http://127.0.0.1:9", "Since": "2026-W40" } }, "Gateway": { {{gateway}} } }""";

    private static async Task<(string Key, string Entry)> NewKey(string name, string scope)
    {
        var made = await InProcess.Run("key", "new", name, "--scope", scope, "--format", "json");
        using var json = JsonDocument.Parse(made.Out);
        return (json.RootElement.GetProperty("key").GetString()!, json.RootElement.GetProperty("entry").GetRawText());
    }

    private static async Task<HttpResponseMessage> Get(Uri address, Version version, string thumbprint)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == thumbprint };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
