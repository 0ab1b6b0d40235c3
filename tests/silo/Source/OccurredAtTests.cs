using System.Text.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source.Records;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>How times are read.</summary>
public sealed class OccurredAtTests
{
    [Theory]
    [InlineData("\"2026-09-30T12:00:00Z\"", "2026-09-30T12:00:00.0000000")]
    [InlineData("\"2026-09-30T12:00:00+02:00\"", "2026-09-30T10:00:00.0000000")]
    [InlineData("\"2026-09-30T12:00:00-0330\"", "2026-09-30T15:30:00.0000000")]
    [InlineData("\"2026-09-30 12:00:00+02\"", "2026-09-30T10:00:00.0000000")]
    [InlineData("\"2026-09-30 12:00:00 UTC\"", "2026-09-30T12:00:00.0000000")]
    [InlineData("\"2026-09-30t12:00z\"", "2026-09-30T12:00:00.0000000")]
    [InlineData("\"2026-09-30T12:00:00.123456789123Z\"", "2026-09-30T12:00:00.1234560")]
    [InlineData("\"2026-09-30T12:00:00,5Z\"", "2026-09-30T12:00:00.5000000")]
    [InlineData("\"2026-09-30\"", "2026-09-30T00:00:00.0000000")]
    [InlineData("1790769600", "2026-09-30T12:00:00.0000000")]
    [InlineData("1790769600.25", "2026-09-30T12:00:00.2500000")]
    [InlineData("1.7907696e9", "2026-09-30T12:00:00.0000000")]
    [InlineData("\"0001-01-01T00:00:00Z\"", "0001-01-01T00:00:00.0000000")]
    [InlineData("\"2026-09-30T24:00:00Z\"", "2026-10-01T00:00:00.0000000")]
    [InlineData("\"9999-12-31T23:59:59.9999999Z\"", "9999-12-31T23:59:59.9999990")]
    public void Time_is_read_without_a_format(string json, string expected) => Assert.Equal(expected, Read(json, "UTC"));

    [Theory]
    [InlineData("\"2026-02-30T00:00:00Z\"")]
    [InlineData("\"2026-09-30T12:60:00Z\"")]
    [InlineData("\"2026-09-30T12\"")]
    [InlineData("\"2026-09-30T12:00:00.Z\"")]
    [InlineData("\"2026-09-30T12:00:00+2\"")]
    [InlineData("\"2026-09-30T12:00:00+02:\"")]
    [InlineData("\"2026-09-30T12:00:00+02:75\"")]
    [InlineData("\"2026-09-30T12:00:00 CEST\"")]
    [InlineData("\"2026-09-30X12:00:00Z\"")]
    [InlineData("\"30.09.2026\"")]
    [InlineData("\"1790769600\"")]
    [InlineData("\"\"")]
    [InlineData("\"0001-01-01T00:00:00+01:00\"")]
    [InlineData("\"9999-12-31T23:59:59-01:00\"")]
    [InlineData("1790769600000000")]
    [InlineData("-1e12")]
    [InlineData("true")]
    public void Time_that_is_none_is_not_read(string json) => Assert.Null(Read(json, "UTC"));

    [Theory]
    [InlineData("unix", "\"1790769600\"", "2026-09-30T12:00:00.0000000")]
    [InlineData("unix-ms", "1790769600123", "2026-09-30T12:00:00.1230000")]
    [InlineData("unix-ms", "\"1790769600123\"", "2026-09-30T12:00:00.1230000")]
    [InlineData("dd.MM.yyyy HH:mm", "\"30.09.2026 14:00\"", "2026-09-30T12:00:00.0000000")]
    [InlineData("yyyyMMdd", "20260930", "2026-09-29T22:00:00.0000000")]
    [InlineData("yyyy-MM-dd HH:mm:ss zzz", "\"2026-09-30 12:00:00 -05:00\"", "2026-09-30T17:00:00.0000000")]
    [InlineData("yyyy-MM-ddTHH:mm:ssK", "\"2026-09-30T12:00:00Z\"", "2026-09-30T12:00:00.0000000")]
    [InlineData("yyyy-MM-ddTHH:mm:ssK", "\"2026-09-30T12:00:00\"", "2026-09-30T10:00:00.0000000")]
    [InlineData("R", "\"Wed, 30 Sep 2026 12:00:00 GMT\"", "2026-09-30T12:00:00.0000000")]
    [InlineData("date", "\"2026-09-30\"", "2026-09-29T22:00:00.0000000")]
    public void Time_is_read_by_its_format(string format, string json, string expected) =>
        Assert.Equal(expected, Read(json, "Europe/Berlin", format));

    [Fact]
    public void Several_formats_are_tried_in_order()
    {
        Assert.Equal("2026-09-30T12:00:00.0000000", Read("\"2026-09-30T12:00:00Z\"", "UTC", "unix-ms", "iso"));
        Assert.Equal("2026-09-30T12:00:00.0000000", Read("1790769600000", "UTC", "unix-ms", "iso"));
        Assert.Null(Read("\"30.09.2026\"", "UTC", "unix-ms", "iso"));
    }

    [Theory]
    [InlineData("2026-06-30T12:00:00", "2026-06-30T10:00:00.0000000")]
    [InlineData("2026-12-30T12:00:00", "2026-12-30T11:00:00.0000000")]
    [InlineData("2026-03-29T02:30:00", "2026-03-29T01:30:00.0000000")]
    [InlineData("2026-03-29T03:00:00", "2026-03-29T01:00:00.0000000")]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T00:30:00.0000000")]
    [InlineData("2026-10-25T03:00:00", "2026-10-25T02:00:00.0000000")]
    public void Zone_less_time_is_of_the_source_also_where_clocks_change(string local, string expected) =>
        Assert.Equal(expected, Read($"\"{local}\"", "Europe/Berlin"));

    [Theory]
    [InlineData("2026-09-27T21:59:59Z", 1)]
    [InlineData("2026-09-27T22:00:00Z", 0)]
    [InlineData("2026-10-04T21:59:59.999999Z", 0)]
    [InlineData("2026-10-04T22:00:00Z", 1)]
    public async Task Record_beyond_the_week_of_the_zone_is_outside(string time, int outside)
    {
        var record = PageJson.Record(time: $"\"{time}\"");
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Page(record), ("Zone", "Europe/Berlin")));
        Assert.Equal((outside, 1 - outside, 1), (page.Outside, page.Records.Count, page.Facts.Items));
    }

    private static string? Read(string json, string zone, params string[] formats)
    {
        using var document = JsonDocument.Parse(json);
        var parsed = formats.Select(format => TimeFormat.TryParse(format)!);
        var reader = new OccurredAtReader(TimeZoneInfo.FindSystemTimeZoneById(zone), [.. parsed]);
        return reader.TryRead(document.RootElement, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }
}
