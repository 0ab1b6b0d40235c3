using System.Net;
using System.Text.Json;

namespace Orleans.Tx.Simulator.Tests.Faults;

public sealed class FaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_error_is_5xx_with_a_message()
    {
        await using var running = await StartAsync(new FaultOptions { ServerErrors = 1 });
        using var response = await running.AskAsync();
        Assert.InRange((int)response.StatusCode, 500, 599);
        Assert.NotEmpty(await RunningSimulator.ErrorAsync(response));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Cut_body_begins_well_and_ends_midway_whether_a_length_was_promised_or_not(int request, bool hasLength)
    {
        await using var running = await StartAsync(new FaultOptions { CutBodies = 1 });
        for (var before = 1; before < request; before++)
            (await running.AskAsync()).Dispose();

        using var response = await running.AskAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(hasLength, response.Content.Headers.ContentLength is not null);
        using var begun = new MemoryStream();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.CopyToAsync(begun, Cancellation));
        Assert.Empty(running.Simulator.Counts.Rows);
    }

    [Fact]
    public async Task Slow_answer_stops_midway_and_comes_whole_in_the_end()
    {
        var slowFor = TimeSpan.FromHours(1);
        await using var running = await StartAsync(new FaultOptions { SlowAnswers = 1, SlowFor = slowFor });
        using var response = await running.AskAsync();
        var body = response.Content.ReadAsStringAsync(Cancellation);
        await running.Clock.TimerSetFor(slowFor).WaitAsync(Cancellation);

        Assert.False(body.IsCompleted);
        running.Clock.Advance(slowFor);
        using var page = JsonDocument.Parse(await body);
        Assert.Equal(100, page.RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Hanging_request_is_counted_but_not_answered_until_the_client_leaves()
    {
        await using var running = await StartAsync(new FaultOptions { Hangs = 1 });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hanging = running.AskUntilAsync(patience.Token);
        while (running.Simulator.Counts.Faults.Count == 0)
            await running.AdminAsync("/counts");

        (await running.SwitchAsync("/faults", "{}")).Dispose();
        using (var other = await running.AskAsync())
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.False(hanging.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal(2, running.Simulator.Counts.Accepted);
    }

    [Fact]
    public async Task Simulator_that_stops_lets_no_request_hang()
    {
        var running = await StartAsync(new FaultOptions { Hangs = 1 });
        var hanging = running.AskAsync();
        while (running.Simulator.Counts.Faults.Count == 0)
            await running.AdminAsync("/counts");

        await running.Simulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        await running.DisposeAsync();
    }

    [Fact]
    public async Task Html_answer_is_200_and_no_json()
    {
        await using var running = await StartAsync(new FaultOptions { HtmlAnswers = 1 });
        using var response = await running.AskAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        await Assert.ThrowsAnyAsync<JsonException>(() => RunningSimulator.JsonAsync(response));
    }

    [Fact]
    public async Task Malformed_records_come_in_each_of_the_four_ways_and_the_same_at_every_reading()
    {
        await using var running = await StartAsync(new FaultOptions { MalformedRecords = 0.5 });
        var page = await running.PageAsync("2025-12-29", "2026-01-05");
        var records = page.GetProperty("data").EnumerateArray().ToArray();

        Assert.Contains(records, static record => !record.TryGetProperty("id", out _));
        Assert.Contains(records, static record => !record.TryGetProperty("customer_id", out _));
        Assert.Contains(records, static record => !record.GetProperty("created_at").TryGetDateTimeOffset(out _));
        Assert.Contains(records, static record => record.GetProperty("amount").ValueKind != JsonValueKind.Number);
        Assert.Equal(page.GetRawText(), (await running.PageAsync("2025-12-29", "2026-01-05")).GetRawText());
        Assert.InRange(running.Simulator.Counts.Faults["malformedRecords"], 2 * 30, 2 * 70);
    }

    [Fact]
    public async Task Shifted_page_begins_a_few_rows_off_and_keeps_within_the_range()
    {
        await using var sound = await StartAsync(new FaultOptions());
        await using var shifted = await StartAsync(new FaultOptions { ShiftedPages = 1 });
        var ids = Ids(await sound.RecordsAsync("2025-12-29", "2026-01-05"));
        for (var number = 1; number <= 10; number++)
        {
            var page = Ids((await shifted.PageAsync("2025-12-29", "2026-01-05", number)).GetProperty("data").EnumerateArray());
            var begins = ids.IndexOf(page[0]);
            Assert.InRange(Math.Abs(begins - (100 * (number - 1))), number == 1 ? 0 : 1, 5);
            Assert.Equal(ids.Skip(begins).Take(page.Count), page);
        }

        static List<string> Ids(IEnumerable<JsonElement> records) =>
            [.. records.Select(static record => record.GetProperty("id").GetString()!)];
    }

    [Fact]
    public async Task Faults_strike_in_their_share_and_each_kind_by_itself()
    {
        await using var running = await StartAsync(new FaultOptions { ServerErrors = 0.3, HtmlAnswers = 0.3 });
        for (var request = 0; request < 400; request++)
            (await running.AskAsync()).Dispose();

        var struck = running.Simulator.Counts.Faults;
        Assert.Equal(["htmlAnswers", "serverErrors"], struck.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(struck["serverErrors"], 80, 160);
        // Of the seven tenths that are left.
        Assert.InRange(struck["htmlAnswers"], 50, 120);
    }

    private static Task<RunningSimulator> StartAsync(FaultOptions faults) =>
        RunningSimulator.StartAsync(new SimulatorOptions { Rows = 1_000, Faults = faults });
}
