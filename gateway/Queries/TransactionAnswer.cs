using System.Collections.Immutable;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>Answers with rows: a page of JSON, or all of them as a stream.</summary>
internal static class TransactionAnswer
{
    private const string Columns = "id,customer,occurredAt,amount,currency,extra\n";

    public static async Task Write(HttpContext context, IGrainFactory grains, string source, TransactionQuestion question)
    {
        var format = RowFormats.Of(context.Request);
        var limited = question with { Limit = AskedRows.Limit(question.Limit, format) };
        var chunks = grains.Streaming(source).Transactions(limited, context.RequestAborted);
        if (format == RowFormat.Json)
            await context.Response.WriteAsJsonAsync(await Page(source, chunks));
        else
            await Stream(context, format, chunks);
    }

    private static async Task<TransactionPage> Page(string source, IAsyncEnumerable<TransactionChunk> chunks)
    {
        var rows = ImmutableArray.CreateBuilder<TransactionRecord>();
        Coverage? coverage = null;
        string? next = null;
        await foreach (var chunk in chunks)
        {
            coverage ??= chunk.Coverage;
            next = chunk.Next ?? next;
            rows.AddRange(chunk.Rows);
        }

        return new TransactionPage(source, rows.ToImmutable(), next, coverage!);
    }

    private static async Task Stream(HttpContext context, RowFormat format, IAsyncEnumerable<TransactionChunk> chunks)
    {
        var writer = new RowWriter(context.Response.BodyWriter);
        await foreach (var chunk in chunks)
        {
            if (chunk.Coverage is { } coverage)
            {
                CoverageHeader.Write(context.Response, coverage);
                context.Response.ContentType = format == RowFormat.Csv ? $"{RowFormats.Csv}; charset=utf-8" : RowFormats.Lines;
                if (format == RowFormat.Csv)
                    writer.Text(Columns);
            }

            foreach (var row in chunk.Rows)
            {
                if (format == RowFormat.Csv)
                    writer.Csv(row);
                else
                    writer.Line(row);
                await writer.Flush(atOnce: false, context.RequestAborted);
            }
        }

        await writer.Flush(atOnce: true, context.RequestAborted);
    }
}
