using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Console.Tests.Keys;

public sealed class KeyNewTests
{
    [Theory]
    [InlineData("read", KeyScope.Read)]
    [InlineData("operate", KeyScope.Operate)]
    public async Task Entry_is_taken_by_the_configuration_and_is_that_of_the_key(string word, KeyScope scope)
    {
        var made = await InProcess.Run("key", "new", "reports", "--scope", word);

        Assert.Equal((ExitStatus.Done, ""), (made.Status, made.Error));
        var lines = made.Out.Split('\n');
        var key = Assert.Single(lines, line => line.StartsWith("tx_", StringComparison.Ordinal));
        var entry = JsonSerializer.Deserialize<Dictionary<string, string>>(Assert.Single(lines, line => line.StartsWith('{')))!;
        var taken = Assert.Single(TxConfiguration.Load(null, entry.Select(pair => KeyValuePair.Create($"Gateway:Keys:0:{pair.Key}", (string?)pair.Value)), []).Gateway.Keys);
        Assert.Equal(("reports", Hash(key), scope), (taken.Name, taken.Sha256, taken.Scope));
    }

    [Fact]
    public async Task Key_for_a_program_is_read_from_the_JSON_with_its_entry()
    {
        var made = await InProcess.Run("key", "new", "scheduler", "--format", "json");

        using var json = JsonDocument.Parse(made.Out);
        var entry = json.RootElement.GetProperty("entry");
        Assert.Equal(Hash(json.RootElement.GetProperty("key").GetString()!), entry.GetProperty("Sha256").GetString());
        Assert.Equal(("scheduler", "read"), (entry.GetProperty("Name").GetString(), entry.GetProperty("Scope").GetString()));
    }

    [Fact]
    public async Task Key_is_another_each_time() =>
        Assert.NotEqual((await InProcess.Run("key", "new", "a", "--format", "csv")).Out, (await InProcess.Run("key", "new", "a", "--format", "csv")).Out);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
