using System.Text.Json;
using System.Xml.Linq;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Bench.Limiter;

public sealed class LimiterBenchCommandTests
{
    private static readonly string[] Short = ["bench", "limiter", "--case", "steps", "--seeds", "1", "--hours", "1"];

    [Fact]
    public async Task Json_has_the_promised_columns()
    {
        var result = await InProcess.Run([.. Short, "--format", "json"]);

        Assert.Equal(ExitStatus.Done, result.Status);
        using var rows = JsonDocument.Parse(result.Out);
        Assert.Equal(14, rows.RootElement.GetArrayLength());
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            Assert.Equal(("limiter", "steps", "%", "oracle"), (Text(row, "bench"), Text(row, "case"), Text(row, "unit"), Text(row, "versus")));
            Assert.Equal(row.GetProperty("value").GetDouble(), row.GetProperty("share").GetDouble());
            Assert.Equal(row.GetProperty("share").GetDouble() / 100, row.GetProperty("ratio").GetDouble(), 4);
            Assert.InRange(row.GetProperty("rejected").GetDouble(), 0, 100);
            Assert.True(row.GetProperty("rejectedCounted").ValueKind is JsonValueKind.True or JsonValueKind.False);
        }
    }

    [Fact]
    public async Task Table_csv_and_markdown_have_a_row_for_each_policy()
    {
        foreach (var format in (string[])["table", "csv", "markdown"])
        {
            var result = await InProcess.Run([.. Short, "--format", format]);

            foreach (var policy in (string[])["tx", "oracle", "wait-window", "backoff", "fixed-budget", "token-bucket", "aimd"])
                Assert.Equal(2, result.Out.Split('\n').Count(line => line.Split([",", "|", "  "], StringSplitOptions.None).Any(cell => cell.Trim() == policy)));
        }
    }

    [Fact]
    public async Task In_flight_changes_what_is_simulated()
    {
        var eight = await InProcess.Run([.. Short, "--format", "csv"]);
        var one = await InProcess.Run([.. Short, "--format", "csv", "--in-flight", "1"]);

        Assert.NotEqual(eight.Out, one.Out);
    }

    [Fact]
    public async Task Chart_is_an_svg_that_tells_what_it_shows()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "window.svg");

        var result = await InProcess.Run([.. Short, "--chart", file]);

        Assert.Equal(ExitStatus.Done, result.Status);
        var svg = XDocument.Load(file).Root!;
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.StartsWith("tx on steps, seed 1:", svg.Elements().First().Value, StringComparison.Ordinal);
        Assert.Contains(svg.Elements(), element => element.Name.LocalName == "path");
    }

    [Fact]
    public async Task Chart_that_can_not_be_written_ends_with_status_1_naming_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "absent", "window.svg");

        var result = await InProcess.Run([.. Short, "--chart", file]);

        Assert.Equal(ExitStatus.Failed, result.Status);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--case", "stairs", "steps")]
    [InlineData("--seeds", "0", "1 to 1000")]
    [InlineData("--hours", "241", "1 to 240")]
    [InlineData("--in-flight", "65", "1 to 64")]
    [InlineData("--first-seed", "-1", "0 to 1000000")]
    [InlineData("--format", "xml", "table, json, csv")]
    public async Task Wrong_option_ends_with_status_2_naming_it_the_value_and_what_is_allowed(string option, string value, string allowed)
    {
        var result = await InProcess.Run("bench", "limiter", option, value);

        Assert.Equal(ExitStatus.Usage, result.Status);
        Assert.All([option, value, allowed], words => Assert.Contains(words, result.Error, StringComparison.Ordinal));
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Help_shows_examples_defaults_and_the_names_of_the_traces()
    {
        var help = (await InProcess.Run("bench", "limiter", "--help")).Out;

        Assert.All(["tx bench limiter --quick", "(default: 10)", "(default: 24)", "steps", "shared"], words => Assert.Contains(words, help, StringComparison.Ordinal));
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
