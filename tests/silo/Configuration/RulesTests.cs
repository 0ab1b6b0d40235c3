using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Tests.Configuration;

/// <summary>Every wrong configuration is an error that names the key, and says what is allowed.</summary>
public sealed class RulesTests
{
    private const string Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData("Paging:Knid", "Page", "Sources:acme:Paging:Knid is not a key; did you mean Kind?")]
    [InlineData("BaseURI", "x", "Sources:acme:BaseURI is not a key; did you mean BaseUrl?")]
    [InlineData("Elephant", "x", "Sources:acme:Elephant is not a key; allowed: BaseUrl, Path, ")]
    [InlineData("Limit", "5", "Sources:acme:Limit is '5'; allowed: keys of its own: Requests, ")]
    [InlineData("Path:0", "x", "Sources:acme:Path holds keys of its own; allowed: text")]
    [InlineData("BaseUrl", "api.example.com", "Sources:acme:BaseUrl is 'api.example.com'; allowed: an absolute http or https URL")]
    [InlineData("BaseUrl", "ftp://api.example.com", "Sources:acme:BaseUrl is 'ftp://api.example.com'; allowed: an absolute http or https URL")]
    [InlineData("BaseUrl", "https://u:hunter2@api.example.com", "Sources:acme:BaseUrl has a value that is not shown")]
    [InlineData("BaseUrl", "https://api.example.com?key=hunter2", "Sources:acme:BaseUrl has a value that is not shown")]
    [InlineData("BaseUrl", null, "Sources:acme:BaseUrl is missing; allowed: an absolute http or https URL")]
    [InlineData("Path", "/a?b=c", "Sources:acme:Path holds ? or #")]
    [InlineData("Path", "/{week}", "Sources:acme:Path holds {week}; allowed: {from}, {to}, {last}, {page}")]
    [InlineData("Query:n", "{cursor}", "Sources:acme:Query:n holds {cursor}, which only Paging:Kind Cursor fills; it is Page")]
    [InlineData("Query:to", "{to}", "Sources:acme asks for every week the same: {from} must stand in")]
    [InlineData("Query:page", "{from}", "Sources:acme:Paging:Page is 'page', which is a parameter of Query too")]
    [InlineData("Query:per_page", "{from}", "Sources:acme:Paging:Size is 'per_page', which is a parameter of Query too")]
    [InlineData("Query:api_key", "hunter2", "Sources:acme:Query:api_key has the name of a secret and holds none of env:NAME or file:PATH")]
    [InlineData("Headers:X-AuthToken", "hunter2", "Sources:acme:Headers:X-AuthToken has the name of a secret and holds none of env:NAME or file:PATH")]
    [InlineData("Headers:apiKey", "hunter2", "Sources:acme:Headers:apiKey has the name of a secret")]
    [InlineData("Headers:Authorization", "Bearer hunter2", "Sources:acme:Headers:Authorization has the name of a secret")]
    [InlineData("Headers:Expect", "100-continue", "Sources:acme:Headers:Expect can't be set; allowed: names of letters")]
    [InlineData("Headers:Content-Type", "text/plain", "Sources:acme:Headers:Content-Type can't be set; allowed: names of letters")]
    [InlineData("Headers:X Y", "1", "Sources:acme:Headers:X Y can't be set; allowed: names of letters")]
    [InlineData("Headers:X-Y", "a\r\nX-Z: b", "Sources:acme:Headers:X-Y is not all printable ASCII")]
    [InlineData("Method", "PUT", "Sources:acme:Method is 'PUT'; allowed: Get, Post")]
    [InlineData("TimeFormat", "unixms", "Sources:acme:TimeFormat is 'unixms'; allowed: iso, date, unix, unix-ms or a .NET date format")]
    [InlineData("TimeFormat", "%", "Sources:acme:TimeFormat is '%'; allowed: iso")]
    [InlineData("Zone", "Mars/Olympus", "Sources:acme:Zone is 'Mars/Olympus'; allowed: an IANA zone")]
    [InlineData("Zone", null, "Sources:acme:Zone is null; allowed: an IANA zone")]
    [InlineData("Since", "2026-W54", "Sources:acme:Since is '2026-W54'; allowed: an ISO week")]
    [InlineData("Timeout", "30", "Sources:acme:Timeout is '30'; allowed: hours:minutes:seconds such as 00:10:00")]
    [InlineData("Timeout", "00:00:00", "Sources:acme:Timeout is 00:00:00; allowed: more than 0 and at most 00:10:00")]
    [InlineData("Limit:Requests", "0", "Sources:acme:Limit:Requests is 0; allowed: 1 to 1000000")]
    [InlineData("Limit:Requests", "many", "Sources:acme:Limit:Requests is 'many'; allowed: a whole number")]
    [InlineData("Limit:Requests", "", "Sources:acme:Limit:Requests is ''; allowed: a whole number")]
    [InlineData("Limit:Window", "-00:10:00", "Sources:acme:Limit:Window is -00:10:00; allowed: more than 0")]
    [InlineData("Limit:InFlight", "0", "Sources:acme:Limit:InFlight is 0; allowed: 1 to 1000")]
    [InlineData("Limit:Weeks", "101", "Sources:acme:Limit:Weeks is 101; allowed: 1 to 100")]
    [InlineData("Limit:RejectedStatus:0", "200", "Sources:acme:Limit:RejectedStatus is 200; allowed: 400 to 599")]
    [InlineData("Limit:RejectedWhen", "(", "Sources:acme:Limit:RejectedWhen is '('; allowed: a regular expression")]
    [InlineData("Schedule:Day", "Mon", "Sources:acme:Schedule:Day is 'Mon'; allowed: Sunday, Monday")]
    [InlineData("Schedule:Day", "1", "Sources:acme:Schedule:Day is '1'; allowed: Sunday, Monday")]
    [InlineData("Schedule:At", "25:00", "Sources:acme:Schedule:At is '25:00'; allowed: a time of day")]
    [InlineData("Schedule:Enabled", "yes", "Sources:acme:Schedule:Enabled is 'yes'; allowed: true, false")]
    [InlineData("Schedule:Lookback", "-1", "Sources:acme:Schedule:Lookback is -1; allowed: 0 to 520")]
    [InlineData("Schedule:Settle", "-01:00:00", "Sources:acme:Schedule:Settle is -01:00:00; allowed: 0 to")]
    [InlineData("Paging:Kind", "Pages", "Sources:acme:Paging:Kind is 'Pages'; allowed: Page, Offset, Cursor, Link, NextUrl")]
    [InlineData("Paging:PageSize", "0", "Sources:acme:Paging:PageSize is 0; allowed: 1 to 10000")]
    [InlineData("Paging:Page", null, "Sources:acme:Paging:Page is empty, and {page} stands nowhere")]
    [InlineData("Paging:Total", "total", "Sources:acme:Paging:Total is 'total'; allowed: a JSON pointer")]
    [InlineData("Paging:Total", "/a~2", "Sources:acme:Paging:Total is '/a~2'; allowed: a JSON pointer")]
    [InlineData("Paging:Total", "", "Sources:acme:Paging:Total is empty; allowed: a JSON pointer such as /meta/total, or null")]
    [InlineData("Paging:Next", "/next", "Sources:acme:Paging:Next is not used by Kind Page")]
    [InlineData("Records:Id", "", "Sources:acme:Records:Id is empty; allowed: a JSON pointer")]
    [InlineData("Records:Customer", "", "Sources:acme:Records:Customer is empty; allowed: a JSON pointer")]
    [InlineData("Records:DefaultCurrency", "dollars!", "Sources:acme:Records:DefaultCurrency is 'dollars!'; allowed: a currency code")]
    [InlineData("Records:MinorDigits:ISK", "9", "Sources:acme:Records:MinorDigits:ISK is 9; allowed: 0 to 8")]
    [InlineData("Records:OccurredAtFormat:0", "", "Sources:acme:Records:OccurredAtFormat:0 is ''; allowed: iso")]
    [InlineData("Body:range:from", "{from}", "Sources:acme:Body is sent only with Method Post")]
    [InlineData("Body:api_key", "hunter2", "Sources:acme:Body:api_key has the name of a secret and holds none of env:NAME or file:PATH")]
    [InlineData("Body:tokens:0", "hunter2", "Sources:acme:Body:tokens:0 has the name of a secret and holds none of env:NAME or file:PATH")]
    [InlineData("Body:week", "{week}", "Sources:acme:Body:week holds {week}; allowed: {from}, {to}, {last}, {page}")]
    [InlineData("Auth:Kind", "OAuth2", "Sources:acme:Auth:TokenUrl is missing; Kind OAuth2 needs the URL that gives out tokens")]
    [InlineData("Auth:Kind", "OAuth2", "Sources:acme:Auth:Grant is missing; Kind OAuth2 needs client_credentials or refresh_token")]
    [InlineData("Auth:Grant", "password", "Sources:acme:Auth:Grant is 'password'; allowed: client_credentials, refresh_token")]
    [InlineData("Auth:RefreshToken", "hunter2", "Sources:acme:Auth:RefreshToken has a value that is not shown")]
    [InlineData("Auth:TokenUrl", "https://u:hunter2@id.example", "Sources:acme:Auth:TokenUrl has a value that is not shown")]
    [InlineData("Auth:Scope", "read", "Sources:acme:Auth:Scope is not used by Kind None")]
    [InlineData("Records:Where:status", "paid", "Sources:acme:Records:Where:status is no JSON pointer such as /status")]
    [InlineData("Records:Where:/status", "", "Sources:acme:Records:Where:/status is empty; allowed: a value such as paid, or several")]
    [InlineData("Records:Negative:/type", "", "Sources:acme:Records:Negative:/type is empty; allowed: a value such as paid, or several")]
    [InlineData("Paging:Kind", "Cursor", "Sources:acme:Paging:Next or NextFromLast is needed by Kind Cursor, one and not both")]
    [InlineData("Paging:Kind", "Cursor", "Sources:acme:Paging:Cursor is empty, and {cursor} stands nowhere")]
    [InlineData("Paging:Kind", "NextUrl", "Sources:acme:Paging:Next is missing; Kind NextUrl needs a JSON pointer")]
    [InlineData("Paging:HasMore", "", "Sources:acme:Paging:HasMore is empty; allowed: a JSON pointer such as /meta/total, or null")]
    [InlineData("Paging:End", "Full", "Sources:acme:Paging:End is 'Full'; allowed: Empty, Short")]
    [InlineData("Auth:Kind", "Bearer", "Sources:acme:Auth:Secret is missing; Kind Bearer needs env:NAME or file:PATH")]
    [InlineData("Auth:Secret", "hunter2", "Sources:acme:Auth:Secret has a value that is not shown because it may hold a secret; allowed: env:NAME or file:PATH")]
    [InlineData("Auth:Secret", "env:TOKEN", "Sources:acme:Auth:Secret is not used by Kind None")]
    public void Wrong_setting_of_a_source_is_named(string key, string? value, string message)
    {
        var wrong = Wrong(("Sources:acme:BaseUrl", "https://api.example.com"), ($"Sources:acme:{key}", value));
        Assert.Contains(wrong.Split('\n'), line => line.StartsWith(message, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Acme")]
    [InlineData("a b")]
    [InlineData("a123456789012345678901234567890123456789x")]
    public void Wrong_name_of_a_source_is_told(string name) =>
        Assert.Contains(
            $"Sources:{name} is no name of a source; allowed: 1 to 40 of a-z, 0-9 and -",
            Wrong(($"Sources:{name}:BaseUrl", "https://a.example")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Header", null, "Sources:acme:Auth:Name is missing; Kind Header needs the name of the header or parameter")]
    [InlineData("Header", "Host", "Sources:acme:Auth:Name is 'Host', which can't be set; allowed: names of letters")]
    [InlineData("Query", "from", "Sources:acme:Auth:Name is 'from', which is a parameter of Query too")]
    [InlineData("Bearer", "X", "Sources:acme:Auth:Name is not used by Kind Bearer")]
    public void Wrong_name_of_a_secret_is_told(string kind, string? name, string message) =>
        Assert.Contains(message, Wrong(
            ("Sources:acme:BaseUrl", "https://a.example"), ("Sources:acme:Auth:Kind", kind), ("Sources:acme:Auth:Name", name),
            ("Sources:acme:Auth:Secret", "env:T")),
            StringComparison.Ordinal);

    [Fact]
    public void Token_of_a_page_is_no_secret() =>
        Assert.Equal(["{page}"], TxConfiguration.Load(null, new Dictionary<string, string?>
        {
            ["Sources:acme:BaseUrl"] = "https://a.example",
            ["Sources:acme:Query:from"] = "{from}",
            ["Sources:acme:Query:page_token"] = "{page}",
            ["Sources:acme:Query:keyword"] = "shoes",
        }, []).Sources["acme"].Query["page_token"]);

    [Fact]
    public void Minor_units_need_a_currency() =>
        Assert.Contains("Sources:acme:Records:AmountUnit is Minor, which needs a currency", Wrong(
            ("Sources:acme:BaseUrl", "https://a.example"), ("Sources:acme:Records:AmountUnit", "Minor"), ("Sources:acme:Records:Currency", null)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Gateway:Listen", "http://0.0.0.0:8080", "Gateway:Listen is 'http://0.0.0.0:8080'; beyond loopback is refused without Gateway:Keys")]
    [InlineData("Gateway:Listen", "http://example.com:8080", "Gateway:Listen is 'http://example.com:8080'; beyond loopback is refused without Gateway:Tls")]
    [InlineData("Gateway:GrpcListen", "http://[::]:8081", "Gateway:GrpcListen is 'http://[::]:8081'; beyond loopback is refused without Gateway:Keys")]
    [InlineData("Gateway:Listen", "https://127.0.0.1:8080", "Gateway:Listen is 'https://127.0.0.1:8080'; https needs Gateway:Tls")]
    [InlineData("Cluster:Address", "10.0.0.7:11111", "Cluster:Address is '10.0.0.7:11111'; allowed: an IP address or a host name, without a port")]
    [InlineData("Cluster:SiloPort", "0", "Cluster:SiloPort is 0; allowed: 1 to 65535")]
    [InlineData("Cluster:GatewayPort", "65536", "Cluster:GatewayPort is 65536; allowed: 1 to 65535")]
    [InlineData("Cluster:GatewayPort", "11111", "Cluster:GatewayPort is 11111, as Cluster:SiloPort is; each needs a port of its own")]
    [InlineData("Cluster:Health", "https://0.0.0.0:8082", "Cluster:Health is 'https://0.0.0.0:8082'; allowed: an http address without a path")]
    [InlineData("Gateway:Listen", "http://127.0.0.1:8080/path", "Gateway:Listen is 'http://127.0.0.1:8080/path'; allowed: an address without a path")]
    [InlineData("Gateway:GrpcListen", "http://127.0.0.1:8080", "Gateway:GrpcListen is the address of Gateway:Listen")]
    [InlineData("Gateway:Tls:Certificate", "a.pem", "Gateway:Tls:Key is missing")]
    [InlineData("Gateway:Keys:0:Name", "a b", "Gateway:Keys:0:Name is 'a b'; allowed: 1 to 64 letters")]
    [InlineData("Gateway:Keys:0:Sha256", "abc", "Gateway:Keys:0:Sha256 is no SHA-256; allowed: 64 hexadecimal digits")]
    [InlineData("Gateway:Keys:0:Scope", "admin", "Gateway:Keys:0:Scope is 'admin'; allowed: Read, Operate")]
    [InlineData("Gateway:Kyes:0:Name", "x", "Gateway:Kyes is not a key; did you mean Keys?")]
    [InlineData("Storage:ConnectionString", "hunter2", "Storage:ConnectionString is no connection string (its value is not shown)")]
    [InlineData("Reporting:Zone", "Nowhere", "Reporting:Zone is 'Nowhere'; allowed: an IANA zone")]
    [InlineData("Reportng:Zone", "UTC", "Reportng is not a key; did you mean Reporting?")]
    public void Wrong_setting_elsewhere_is_named(string key, string value, string message)
    {
        var wrong = Wrong((key, value));
        Assert.Contains(message, wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", true)]
    [InlineData("http://localhost:9000", false)]
    [InlineData("http://127.0.0.2:0", false)]
    public void Gateway_serves_loopback_or_known_keys_behind_tls(string listen, bool open) =>
        Assert.Equal(open, TxConfiguration.Load(null, new Dictionary<string, string?>
        {
            ["Gateway:Listen"] = listen,
            ["Gateway:BehindTlsProxy"] = open ? "true" : "false",
            ["Gateway:Keys:0:Name"] = "reports",
            ["Gateway:Keys:0:Sha256"] = Sha256,
        }, []).Gateway.BehindTlsProxy);

    [Fact]
    public void All_errors_are_told_at_once() =>
        Assert.Equal(3, Wrong(("Sources:acme:Path", "a?b"), ("Gateway:GrpcListen", "http://127.0.0.1:8080")).Split('\n').Length);

    private static string Wrong(params (string Key, string? Value)[] settings)
    {
        // Of a key that stands twice, the later counts.
        var values = settings.GroupBy(setting => setting.Key).Select(same => KeyValuePair.Create(same.Key, same.Last().Value));
        return Assert.Throws<ConfigurationException>(() => TxConfiguration.Load(null, values, [])).Message;
    }
}
