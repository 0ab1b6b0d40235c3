using System.Text;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Sources;

/// <summary>A secret is in nothing that is printed, logged or stored, whatever the API does with it.</summary>
public sealed class SecretTests
{
    public const string Secret = "s3cr3t/w0rd+1";

    private static readonly string[] Forms =
    [
        Secret, Uri.EscapeDataString(Secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))), "s3cr3t", "w0rd+1",
    ];

    [Theory]
    [InlineData("""{ "Kind": "Query", "Name": "api_key", "Secret": "env:SHOP_SECRET" }""")]
    [InlineData("""{ "Kind": "Bearer", "Secret": "env:SHOP_SECRET" }""")]
    [InlineData("""{ "Kind": "Header", "Name": "X-Key", "Secret": "env:SHOP_SECRET" }""")]
    public async Task Secret_is_in_nothing_that_is_printed_or_stored(string auth)
    {
        await using var api = await OrdersApi.Start();
        await using var work = Workplace(api, auth);
        var printed = new StringBuilder();

        await Run(ExitStatus.Done, "config");
        await Run(ExitStatus.Done, "source", "check", "--week", "2025-W03", "--format", "json");
        api.FailsFrom = 3;
        await Run(ExitStatus.Failed, "pull", "--week", "2025-W03");
        api.FailsFrom = int.MaxValue;
        await Run(ExitStatus.Done, "pull", "--week", "2025-W03");
        api.FailsFrom = 2;
        await Run(ExitStatus.Failed, "pull", "--week", "2025-W04");
        await Run(ExitStatus.Done, "weeks");
        await Run(ExitStatus.Done, "status", "--format", "json");

        AssertClean(printed.ToString(), "what was printed");
        Assert.Contains("Not allowed: ", printed.ToString(), StringComparison.Ordinal);
        Assert.Equal(auth.Contains("Query", StringComparison.Ordinal), api.Requests.All(request => request.Contains(Uri.EscapeDataString(Secret), StringComparison.Ordinal)));
        var files = Directory.EnumerateFiles(work.Data, "*", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
            AssertClean(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), file);

        async Task Run(ExitStatus expected, params string[] command)
        {
            var result = await work.Run(command);
            printed.Append(result.Out).Append(result.Error);
            Assert.True(result.Status == expected, $"tx {string.Join(' ', command)} ended with {result.Status}: {result.Error}");
        }
    }

    internal static Workplace Workplace(OrdersApi api, string auth)
    {
        var work = new Workplace();
        work.Environment["SHOP_SECRET"] = Secret;
        work.Configure($$"""
            { "Sources": { "shop": { "BaseUrl": "{{api.Url}}", "Path": "/orders", "Auth": {{auth}},
                "Paging": { "Kind": "NextUrl", "Next": "/next", "TotalPages": null, "Total": null }, "Limit": { "InFlight": 1 } } } }
            """);
        return work;
    }

    private static void AssertClean(string text, string place)
    {
        foreach (var form in Forms)
            Assert.False(text.Contains(form, StringComparison.Ordinal), $"{place} holds the secret as {form}");
    }
}
