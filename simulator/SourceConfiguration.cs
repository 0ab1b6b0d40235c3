using System.Globalization;
using System.Text;
using System.Text.Json;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator;

/// <summary>The <c>tx.json</c> by which the product pulls from this simulator; what is not named has the product's defaults.</summary>
internal static class SourceConfiguration
{
    public static string Write(string source, Uri address, IsoWeek since, SimulatorOptions options)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("Sources");
            json.WriteStartObject(source);
            json.WriteString("BaseUrl", address.GetLeftPart(UriPartial.Authority));
            json.WriteString("Path", Api.TransactionsApi.Path);
            json.WriteString("Since", since.ToString());
            WritePaging(json);
            WriteLimit(json, options);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WritePaging(Utf8JsonWriter json)
    {
        json.WriteStartObject("Paging");
        json.WriteString("Kind", "Page");
        json.WriteNumber("PageSize", Api.PageQuery.MostPerPage);
        json.WriteString("TotalPages", "/total_pages");
        json.WriteString("Total", "/total");
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, SimulatorOptions options)
    {
        json.WriteStartObject("Limit");
        json.WriteNumber("Requests", options.Requests);
        json.WriteString("Window", options.Window.ToString("c", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
