using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Charts;
using Orleans.Tx.Gateway.Json;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class AnswerTests(ServedShop served) : IClassFixture<ServedShop>
{
    [Fact]
    public async Task Answers_are_the_same_through_the_data_folder_and_through_the_address()
    {
        await using var elsewhere = new Workplace();
        foreach (var command in (string[])["weeks", "months", "cohorts"])
        {
            var here = await served.Work.Output(command, "--format", "json");

            Assert.Equal(here, await elsewhere.Output(command, "--format", "json", "--server", served.Address));
            Assert.Equal(here, await elsewhere.Output(command, "--format", "json", "--data", served.Work.Data));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Path));
        await Truth.AssertTold(served.Shop);
    }

    [Fact]
    public async Task Status_tells_of_limiter_weeks_and_aggregates()
    {
        using var status = JsonDocument.Parse(await served.Work.Output("status", "--format", "json"));
        var limiter = status.RootElement.GetProperty("limiter");
        var projection = status.RootElement.GetProperty("projection");

        Assert.Equal("simulator", status.RootElement.GetProperty("source").GetString());
        Assert.Equal(1000, limiter.GetProperty("requests").GetInt32());
        Assert.Equal(served.Shop.Counts.Received, limiter.GetProperty("held").GetInt64());
        Assert.Equal((0, 0), (limiter.GetProperty("leased").GetInt32(), limiter.GetProperty("rejections").GetInt32()));
        Assert.Equal(projection.GetProperty("lastBatch").GetInt64(), projection.GetProperty("position").GetInt64());
        Assert.Equal(Shop.Weeks, status.RootElement.GetProperty("weeks").GetArrayLength());
        Assert.Equal(1000, limiter.GetProperty("learned").GetInt32());
        Assert.NotEqual(0, limiter.GetProperty("history").GetArrayLength());
        Assert.Contains("slots held in any 00:10:00", await served.Work.Output("status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Months_are_json_to_the_letter()
    {
        using var answer = JsonDocument.Parse(await served.Work.Output("months", "--format", "json"));
        var root = answer.RootElement;
        var block = root.GetProperty("currencies")[0];
        var (january, february) = (block.GetProperty("months")[0], block.GetProperty("months")[1]);

        Assert.Equal("definition zone rows customers skipped currencies coverage", Names(root));
        Assert.Equal("currency revenue months", Names(block));
        Assert.Equal(
            "month revenue newRevenue recurringRevenue newPercent orders newOrders customers newCustomers complete newComplete", Names(january));
        Assert.Equal("complete newComplete rejected lagBatches position weeks", Names(root.GetProperty("coverage")));
        Assert.Equal(("first-month", "UTC", 4 * ServedShop.Rows), (
            root.GetProperty("definition").GetString(), root.GetProperty("zone").GetString(), root.GetProperty("rows").GetInt32()));
        Assert.Matches(@"^-?\d+\.\d{2,}$", january.GetProperty("revenue").GetString());
        Assert.Equal("100.00", january.GetProperty("newPercent").GetRawText());
        Assert.Equal((true, true), (january.GetProperty("complete").GetBoolean(), january.GetProperty("newComplete").GetBoolean()));
        Assert.False(february.GetProperty("complete").GetBoolean(), "February goes on after the last week that was pulled");
    }

    [Fact]
    public async Task Cohorts_are_json_to_the_letter()
    {
        using var answer = JsonDocument.Parse(await served.Work.Output("cohorts", "--format", "json"));
        var block = answer.RootElement.GetProperty("currencies")[0];
        var cohort = block.GetProperty("cohorts")[0];

        Assert.Equal("currency revenue cohorts", Names(block));
        Assert.Equal("cohort customers revenue months complete newComplete", Names(cohort));
        Assert.Equal("month revenue orders customers", Names(cohort.GetProperty("months")[0]));
    }

    [Fact]
    public async Task Csv_has_the_same_names_and_the_same_figures()
    {
        var months = (await served.Work.Output("months", "--format", "csv")).Split('\n');
        var cohorts = (await served.Work.Output("cohorts", "--format", "csv")).Split('\n');
        var first = Truth.Answer(await served.Work.Output("months", "--format", "json")).Currencies[0];
        var january = first.Months!.Value[0];

        Assert.Equal(
            "currency,month,revenue,newRevenue,recurringRevenue,newPercent,orders,newOrders,customers,newCustomers,complete,newComplete", months[0].TrimEnd('\r'));
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture,
                $"{first.Currency},2025-01,{MoneyText.Of(january.Revenue)},{MoneyText.Of(january.NewRevenue)},0.00,100.00,{january.Orders},{january.NewOrders},{january.Customers},{january.NewCustomers},true,true"),
            months[1].TrimEnd('\r'));
        Assert.Equal("currency,cohort,month,revenue,orders,customers,complete,newComplete", cohorts[0].TrimEnd('\r'));
    }

    [Theory]
    [InlineData("months", "months", "cohorts")]
    [InlineData("cohorts", "cohorts", "months")]
    public async Task Picture_shows_what_the_command_answers(string command, string shown, string left)
    {
        await served.Work.Output(command, "--chart", $"{command}.svg");

        var picture = new Picture(XElement.Load(served.Work[$"{command}.svg"]));
        Assert.Equal((2, 0), (picture.All(shown).Count, picture.All(left).Count));
        Assert.Contains("Source: the store", picture.Texts);
        Assert.Contains(picture.Texts, text => text.Contains("not final", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Currency_is_the_only_one_that_was_asked_for()
    {
        var answer = Truth.Answer(await served.Work.Output("months", "--currency", "EUR", "--format", "json"));

        Assert.Equal(["EUR"], answer.Currencies.Select(block => block.Currency));
    }

    [Theory]
    [InlineData("weeks")]
    [InlineData("months")]
    [InlineData("cohorts")]
    [InlineData("status")]
    [InlineData("pull --week 2025-W04")]
    public async Task Pipe_gets_no_escape_codes(string commandLine)
    {
        var result = await served.Work.Run(commandLine.Split(' '));

        Assert.Equal(ExitStatus.Done, result.Status);
        Assert.NotEmpty(result.Out);
        Assert.DoesNotContain('\u001b', result.Out + result.Error);
        Assert.DoesNotContain('\r', result.Out + result.Error);
    }

    [Fact]
    public async Task Second_service_on_the_same_data_is_refused_naming_the_first()
    {
        var refused = await served.Work.Run("up", "--listen", "http://127.0.0.1:0");

        Assert.Equal(ExitStatus.Failed, refused.Status);
        Assert.Contains($"process {served.Service.Pid} on {Environment.MachineName}", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd('\n').Split('\n'));
        Assert.False(served.Service.HasEnded);
    }

    [Theory]
    [InlineData("months --source shop", "source: there is no 'shop'. There are: simulator")]
    [InlineData("pull --week 2025-W04 --source shop", "source: there is no 'shop'. There are: simulator")]
    [InlineData("pull --week 2999-W01", "week: 2999-W01 lies in the future")]
    [InlineData("pull --from 2024-W52 --to 2025-W04", "week: 2024-W52 lies before 2025-W03")]
    [InlineData("cohorts --currency U$", "currency: 'U$' is no currency code")]
    public async Task What_the_service_refuses_is_one_sentence(string commandLine, string sentence)
    {
        var refused = await served.Work.Run(commandLine.Split(' '));

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: {sentence}", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(refused.Out);
    }

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));
}
