using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>Every command that asks a service can be given its address, in a folder that has neither store nor configuration.</summary>
public sealed class RemoteTests(ServedShop served) : IClassFixture<ServedShop>
{
    [Fact]
    public async Task Commands_that_ask_a_service_take_its_address()
    {
        await using var elsewhere = new Workplace();
        await File.WriteAllTextAsync(elsewhere["orders.csv"], "customer,date,amount\nada,2025-01-13,5\n", TestContext.Current.CancellationToken);
        var customer = (await served.Work.Output("transactions", "--limit", "1", "--format", "csv")).Split('\n')[1].Split(',')[1];
        string[][] commands =
        [
            ["status"], ["weeks"], ["weeks", "log", Shop.First], ["months"], ["cohorts"], ["customer", customer], ["transactions", "--limit", "3"],
            ["group", "--by", "month"], ["plan", "--week", Shop.First], ["source", "check", "--week", Shop.First], ["pull", "--week", Shop.First],
            ["weeks", "repull", Shop.First], ["weeks", "pause", "--all"], ["weeks", "resume", "--all"], ["weeks", "retry", "--all"], ["rejects"],
            ["verify"], ["rebuild"], ["import", elsewhere["orders.csv"]], ["forget", customer, "--yes"], ["health"],
        ];

        foreach (var command in commands)
        {
            var source = command[0] is "import" or "health" ? (string[])[] : ["--source", "simulator"];
            string[] address = command[0] == "health" ? [served.Address] : ["--server", served.Address];
            var result = await elsewhere.Run([.. command, .. source, .. address]);

            Assert.True(result.Status == ExitStatus.Done, $"tx {string.Join(' ', command)} ended with {result.Status}: {result.Error}{result.Out}");
        }

        Assert.Equal(["orders.csv"], Directory.EnumerateFileSystemEntries(elsewhere.Path).Select(Path.GetFileName));
    }
}
