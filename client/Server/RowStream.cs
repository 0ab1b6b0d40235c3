using System.Runtime.CompilerServices;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Server;

/// <summary>Rows that a service answers with, read as they come: never more of them in memory than a few.</summary>
internal sealed class RowStream(HttpResponseMessage response) : IDisposable
{
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    public const string JsonLines = "application/x-ndjson";

    private const int Block = 16 << 10;

    /// <summary>How final the rows are.</summary>
    public Coverage Coverage { get; } = CoverageHeader.Read(response.Headers) ?? throw new WorkException("the service does not say how final its rows are");

    /// <summary>The answer line by line.</summary>
    /// <exception cref="WorkException">The answer breaks off.</exception>
    public async IAsyncEnumerable<string> Lines([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await Whole(reader.ReadLineAsync(cancellationToken)) is { } line)
            yield return line;
    }

    /// <summary>The answer as it is.</summary>
    /// <exception cref="WorkException">The answer breaks off.</exception>
    public async Task CopyTo(TextWriter output, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var block = new char[Block];
        while (await Whole(reader.ReadAsync(block, cancellationToken)) is > 0 and var read)
            await output.WriteAsync(block.AsMemory(0, read), cancellationToken);
    }

    public void Dispose() => response.Dispose();

    private static async ValueTask<T> Whole<T>(ValueTask<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new WorkException($"the answer broke off, what was written is not all of it: {e.Message}", e);
        }
    }
}
