using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Tests.Configuration;

public sealed class EffectiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tx-effective-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_key_has_its_value_and_where_it_comes_from()
    {
        var rows = Rows(
            """
            { "Sources": { "acme": { "BaseUrl": "https://a.example", "Limit": { "Requests": 5, "RejectedStatus": [429, 503] },
              "Query": { "from": "{from}", "state": ["a", "b"] }, "Auth": { "Kind": "bearer", "Secret": "env:ACME_TOKEN" } } } }
            """,
            [("TX__Sources__acme__Limit__Requests", "6")], [("Reporting:Zone", "Europe/Berlin")]);
        Assert.Equal(("https://a.example", "tx.json"), rows["Sources:acme:BaseUrl"]);
        Assert.Equal(("6", "environment"), rows["Sources:acme:Limit:Requests"]);
        Assert.Equal(("429, 503", "tx.json"), rows["Sources:acme:Limit:RejectedStatus"]);
        Assert.Equal(("a, b", "tx.json"), rows["Sources:acme:Query:state"]);
        Assert.Equal(("Bearer", "tx.json"), rows["Sources:acme:Auth:Kind"]);
        Assert.Equal(("env:ACME_TOKEN", "tx.json"), rows["Sources:acme:Auth:Secret"]);
        Assert.Equal(("00:10:00", "default"), rows["Sources:acme:Limit:Window"]);
        Assert.Equal(("", "default"), rows["Sources:acme:Since"]);
        Assert.Equal(("Europe/Berlin", "option"), rows["Reporting:Zone"]);
    }

    [Fact]
    public void Secrets_are_redacted()
    {
        var rows = Rows(
            """
            { "Storage": { "ConnectionString": "Host=db;Username=tx;Password=hunter2" },
              "Gateway": { "Keys": [ {
                "Name": "reports", "Sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "Scope": "operate" } ] } }
            """);
        Assert.Equal("host=db;username=tx;password=***", rows["Storage:ConnectionString"].Value.ToLowerInvariant());
        Assert.Equal(("***", "tx.json"), rows["Gateway:Keys:0:Sha256"]);
        Assert.Equal(("Operate", "tx.json"), rows["Gateway:Keys:0:Scope"]);
        Assert.DoesNotContain(rows.Values, row => row.Value.Contains("hunter2", StringComparison.Ordinal));
    }

    /// <summary>Values are written as they would be read: given back as options, they mean the same.</summary>
    [Fact]
    public void Rows_given_back_as_options_are_the_same_configuration()
    {
        var rows = Rows("""
            { "Sources": { "acme": { "BaseUrl": "https://a.example", "Since": "2026-W01", "Zone": "Europe/Berlin" } } }
            """);
        var again = rows.Where(row => row.Value.Value.Length > 0 && !row.Value.Value.Contains(", ", StringComparison.Ordinal))
            .ToDictionary(row => row.Key, row => (string?)row.Value.Value);
        Assert.Equal(rows.Select(row => (row.Key, row.Value.Value)), TxConfiguration.Effective(null, again, []).Select(row => (row.Key, row.Value)));
    }

    [Fact]
    public void Wrong_configuration_has_no_effective_one() =>
        Assert.Throws<ConfigurationException>(() => Rows("""{ "Storge": {} }"""));

    private Dictionary<string, (string Value, string Origin)> Rows(
        string json, (string Key, string Value)[]? environment = null, (string Key, string Value)[]? options = null)
    {
        var file = Path.Combine(_folder.FullName, "tx.json");
        File.WriteAllText(file, json);
        var rows = TxConfiguration.Effective(file, Pairs(options), Pairs(environment));
        return rows.ToDictionary(row => row.Key, row => (row.Value, row.Origin));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs((string Key, string Value)[]? pairs) =>
        (pairs ?? []).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
}
