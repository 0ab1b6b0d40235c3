using System.Text.Json;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>Answers with groups, as a stream in every form: there may be one for each customer and day.</summary>
internal static class GroupAnswer
{
    public static async Task Write(HttpContext context, IGrainFactory grains, string source, GroupQuestion question)
    {
        var format = RowFormats.Of(context.Request);
        var writer = new RowWriter(context.Response.BodyWriter);
        IReadOnlyList<string> keys = [];
        var written = 0L;
        await foreach (var chunk in grains.Streaming(source).Groups(question, context.RequestAborted))
        {
            if (chunk.Head is { } head)
            {
                keys = head.Keys;
                Begin(context.Response, writer, format, source, head);
            }

            foreach (var group in chunk.Rows)
            {
                Write(writer, format, keys, group, isFirst: written++ == 0);
                await writer.Flush(atOnce: false, context.RequestAborted);
            }
        }

        if (format == RowFormat.Json)
            writer.Text("]}");
        await writer.Flush(atOnce: true, context.RequestAborted);
    }

    private static void Begin(HttpResponse response, RowWriter writer, RowFormat format, string source, GroupHead head)
    {
        CoverageHeader.Write(response, head.Coverage);
        response.ContentType = format switch
        {
            RowFormat.Csv => $"{RowFormats.Csv}; charset=utf-8",
            RowFormat.Lines => RowFormats.Lines,
            _ => "application/json; charset=utf-8",
        };
        if (format == RowFormat.Csv)
            writer.Text($"{string.Join(',', head.Keys)},revenue,newRevenue,orders,customers\n");
        else if (format == RowFormat.Json)
            writer.Text($$"""{"source":{{Json(source)}},"definition":{{Json(head.Definition)}},"zone":{{Json(head.Zone)}},"by":{{Json(head.Keys)}},"coverage":{{Json(head.Coverage)}},"groups":[""");
    }

    private static void Write(RowWriter writer, RowFormat format, IReadOnlyList<string> keys, GroupRow group, bool isFirst)
    {
        if (format == RowFormat.Csv)
        {
            writer.Csv(group);
        }
        else if (format == RowFormat.Lines)
        {
            writer.Line(keys, group);
        }
        else
        {
            if (!isFirst)
                writer.Text(",");
            writer.Object(keys, group);
        }
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, TxJson.Compact);
}
