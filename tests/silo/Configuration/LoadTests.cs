using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Tests.Configuration;

public sealed class LoadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tx-configuration-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Configuration_without_a_file_is_all_defaults()
    {
        var options = TxConfiguration.Load(null, [], []);
        Assert.Empty(options.Sources);
        Assert.Equal("", options.Storage.ConnectionString);
        Assert.Equal(TimeZoneInfo.Utc, options.Reporting.Zone);
        Assert.Equal("http://127.0.0.1:8080/", options.Gateway.Listen.ToString());
        Assert.Equal("http://127.0.0.1:8081/", options.Gateway.GrpcListen.ToString());
    }

    [Fact]
    public void Source_needs_its_address_alone()
    {
        var source = Load("""{ "Sources": { "acme": { "BaseUrl": "https://api.example.com" } } }""").Sources["acme"];
        Assert.Equal(["{from}"], source.Query["from"]);
        Assert.Equal((AuthKind.None, PagingKind.Page, 100, "page", "per_page"),
            (source.Auth.Kind, source.Paging.Kind, source.Paging.PageSize, source.Paging.Page, source.Paging.Size));
        Assert.Equal(("/data", "/id", "/customer_id", "/created_at"),
            ($"{source.Records.Items}", $"{source.Records.Id}", $"{Assert.Single(source.Records.Customer)}", $"{source.Records.OccurredAt}"));
        Assert.Equal((1000, TimeSpan.FromMinutes(10)), (source.Limit.Requests, source.Limit.Window));
        Assert.Equal((16, 4), (source.Limit.InFlight, source.Limit.Weeks));
        Assert.Equal([400, 429], source.Limit.RejectedStatus);
        Assert.Equal((DayOfWeek.Monday, new TimeOnly(2, 0), 1), (source.Schedule.Day, source.Schedule.At, source.Schedule.Lookback));
    }

    /// <summary>The example of the documentation, with comments, as a user would write it.</summary>
    [Fact]
    public void Every_key_of_the_example_is_read()
    {
        var options = Load("""
            {
              // an API of numbered pages
              "Sources": {
                "acme": {
                  "BaseUrl": "https://api.example.com",
                  "Path": "/v1/transactions",
                  "Query": { "from": "{from}", "to": "{to}" },
                  "TimeFormat": "iso",
                  "Zone": "UTC",
                  "Since": "2026-W01",
                  "Auth": { "Kind": "Bearer", "Secret": "env:ACME_TOKEN" },
                  "Headers": { "X-Version": "2" },
                  "Paging": { "Kind": "Page", "Page": "page", "FirstPage": 1, "Size": "per_page", "PageSize": 100,
                              "TotalPages": "/total_pages", "Total": "/total" },
                  "Records": { "Items": "/data", "Id": "/id", "Customer": "/customer_id", "OccurredAt": "/created_at",
                               "Amount": "/amount", "AmountUnit": "Major", "Currency": "/currency", "DefaultCurrency": "USD" },
                  "Limit": { "Requests": 1000, "Window": "00:10:00", "RejectedStatus": [400, 429],
                             "RejectedWhen": "rate.?limit|too many requests|requests? limit|throttl|quota", "InFlight": 16, "Weeks": 4 },
                  "Timeout": "00:00:30",
                  "Schedule": { "Enabled": true, "Day": "Monday", "At": "02:00", "Zone": "UTC", "Settle": "02:00:00", "Lookback": 1 },
                },
              },
              "Storage": { "ConnectionString": "" },
              "Reporting": { "Zone": "Europe/Berlin" },
              "Gateway": { "Listen": "http://127.0.0.1:8080", "GrpcListen": "http://127.0.0.1:8081",
                           "Keys": [ { "Name": "reports",
                                       "Sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "Scope": "read" } ] }
            }
            """);
        var source = options.Sources["acme"];
        Assert.Equal((Week.Parse("2026-W01"), "env:ACME_TOKEN", "USD"),
            (source.Since!.Value, source.Auth.Secret!.ToString(), source.Records.DefaultCurrency!.Value.Code));
        Assert.Equal("Europe/Berlin", options.Reporting.Zone.Id);
        Assert.Equal(KeyScope.Read, Assert.Single(options.Gateway.Keys).Scope);
    }

    [Fact]
    public void Environment_wins_over_the_file_and_an_option_over_both()
    {
        const string Json = """{ "Sources": { "acme": { "BaseUrl": "https://file.example", "Path": "/file", "Timeout": "00:00:10" } } }""";
        var source = Load(
            Json,
            [("Sources:acme:Timeout", "00:00:05")],
            [("TX__Sources__acme__Path", "/environment"), ("tx__sources__ACME__timeout", "00:00:20"), ("TX_PG_BIN", "/usr/bin")])
            .Sources["acme"];
        Assert.Equal(("https://file.example/", "/environment"), ($"{source.BaseUrl}", source.Path));
        Assert.Equal(TimeSpan.FromSeconds(5), source.Timeout);
    }

    [Fact]
    public void List_replaces_the_default_and_that_of_an_earlier_origin()
    {
        const string Json = """
            { "Sources": { "acme": { "BaseUrl": "https://a.example",
              "Limit": { "RejectedStatus": [503, 500, 429] }, "Query": { "since": "{from}" } } } }
            """;
        Assert.Equal([503, 500, 429], Load(Json).Sources["acme"].Limit.RejectedStatus);
        Assert.Equal([403], Load(Json, [], [("TX__Sources__acme__Limit__RejectedStatus__0", "403")]).Sources["acme"].Limit.RejectedStatus);
        Assert.Equal([402], Load(Json, [("Sources:acme:Limit:RejectedStatus", "402")]).Sources["acme"].Limit.RejectedStatus);
        Assert.Equal(["since"], Load(Json).Sources["acme"].Query.Keys);
    }

    [Fact]
    public void Empty_list_and_null_replace_defaults_too()
    {
        var source = Load("""
            { "Sources": { "acme": { "BaseUrl": "https://a.example", "Limit": { "RejectedStatus": [] },
              "Paging": { "Total": null, "TotalPages": null, "Size": null }, "Records": { "Currency": null } } } }
            """).Sources["acme"];
        Assert.Empty(source.Limit.RejectedStatus);
        Assert.Null(source.Paging.Total);
        Assert.Null(source.Paging.Size);
        Assert.Null(source.Records.Currency);
    }

    [Fact]
    public void Value_that_may_be_a_list_may_be_a_single_one()
    {
        var source = Load("""
            { "Sources": { "acme": { "BaseUrl": "https://a.example", "Query": { "f": "{from}", "s": ["a", "b"] },
              "Records": { "Customer": ["/a", "/b"], "OccurredAtFormat": "unix-ms" } } } }
            """).Sources["acme"];
        Assert.Equal(["a", "b"], source.Query["s"]);
        Assert.Equal(["/a", "/b"], source.Records.Customer.Select(pointer => pointer.ToString()));
        Assert.Equal(TimeFormatKind.UnixMilliseconds, Assert.Single(source.Records.OccurredAtFormat).Kind);
    }

    [Fact]
    public void File_that_is_no_json_is_named_with_its_line()
    {
        var wrong = Assert.Throws<ConfigurationException>(() => Load("{\n  \"Sources\": {\n    \"acme\" \"x\"\n  }\n}"));
        Assert.StartsWith($"{File}, line 3: no valid JSON: ", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{ "Storage": {}, "storage": { "ConnectionString": "a=b" }, "Reporting": { "Zone": "UTC", "zone": "UTC" } }""")]
    public void File_that_is_no_configuration_is_named(string json) =>
        Assert.StartsWith(File, Assert.Throws<ConfigurationException>(() => Load(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void File_that_is_not_there_or_a_directory_is_named()
    {
        var missing = Path.Combine(_folder.FullName, "missing.json");
        Assert.Equal($"The configuration file {missing} can't be read: there is no such file",
            Assert.Throws<ConfigurationException>(() => TxConfiguration.Load(missing, [], [])).Message);
        Assert.Equal($"The configuration file {_folder.FullName} can't be read: it is a directory",
            Assert.Throws<ConfigurationException>(() => TxConfiguration.Load(_folder.FullName, [], [])).Message);
    }

    private string File => Path.Combine(_folder.FullName, "tx.json");

    private TxOptions Load(string json, (string Key, string? Value)[]? options = null, (string Key, string? Value)[]? environment = null)
    {
        System.IO.File.WriteAllText(File, json);
        return TxConfiguration.Load(File, Pairs(options), Pairs(environment));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs((string Key, string? Value)[]? pairs) =>
        (pairs ?? []).Select(pair => KeyValuePair.Create(pair.Key, pair.Value));
}
