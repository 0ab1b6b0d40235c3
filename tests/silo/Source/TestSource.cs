using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>A source named <c>acme</c>, made of configuration keys.</summary>
internal static class TestSource
{
    public static readonly Week Week = Week.Parse("2026-W40");

    public static TxOptions Options(string url, params (string Key, string? Value)[] settings) =>
        TxConfiguration.Load(
            null,
            settings.Prepend(("BaseUrl", url)).Select(each => KeyValuePair.Create($"Sources:acme:{each.Item1}", (string?)each.Item2)),
            []);

    public static SourceApi Api(string url, params (string Key, string? Value)[] settings) =>
        new(Options(url, settings), new KeptTokens(), TimeProvider.System, NullLogger<SourceApi>.Instance);

    /// <summary>Fetches the first page of the week from a server that answers just so.</summary>
    public static async Task<PageAnswer> Fetch(byte[] answer, params (string Key, string? Value)[] settings)
    {
        await using var server = new ApiServer(answer);
        using var api = Api(server.Url, settings);
        return await api.Fetch("acme", Week, 0, TestContext.Current.CancellationToken);
    }

    /// <summary>The head of the request for a page.</summary>
    public static async Task<string> RequestFor(long page, params (string Key, string? Value)[] settings)
    {
        await using var server = new ApiServer(HttpAnswer.Page());
        using var api = Api(server.Url, settings);
        Assert.IsType<PageAnswer.Fetched>(await api.Fetch("acme", Week, page, TestContext.Current.CancellationToken));
        return Assert.Single(server.Requests);
    }
}
