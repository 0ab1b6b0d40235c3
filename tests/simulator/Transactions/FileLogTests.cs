using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Tests.Transactions;

public sealed class FileLogTests
{
    [Fact]
    public async Task File_is_served_ordered_by_time_and_every_row_counts()
    {
        var log = await ReadAsync(
            ",order_id,customer_id,amount,created_at",
            "0,77,cus_b,8.9,2020-04-13 22:00:41+00:00",
            "1,76,cus_a,25.25,2020-01-01T01:00:00+02:00",
            "2,76,cus_a,25.25,2020-01-01T01:00:00+02:00");
        var rows = Enumerable.Range(0, (int)log.PositionOf(DateTimeOffset.MaxValue)).Select(position => log.At(position)).ToArray();

        Assert.Equal(["cus_a", "cus_a", "cus_b"], rows.Select(static row => row.CustomerId));
        Assert.Equal(3, rows.Select(static row => row.Id).Distinct().Count());
        Assert.Equal(new DateTime(2019, 12, 31, 23, 0, 0, DateTimeKind.Utc), rows[0].CreatedAt);
        Assert.Equal("8.90", rows[2].Amount.ToString(null, null));
        Assert.Equal("2020-W01", log.Since.ToString());
        Assert.Equal(2, log.PositionOf(DateTimeOffset.Parse("2020-04-13T22:00:41Z", null)));
    }

    [Theory]
    [InlineData("customer,amount,created_at", "a,1,2020-01-01", "'customer_id'")]
    [InlineData("customer_id,amount,created_at", "a,much,2020-01-01", "line 2")]
    [InlineData("customer_id,amount,created_at", "a,1,then", "line 2")]
    [InlineData("customer_id,amount,created_at", "\"a,b\",1,2020-01-01", "line 2")]
    [InlineData("customer_id,amount,created_at", "", "no rows")]
    public async Task File_that_is_unclear_is_refused_and_the_message_says_where(string header, string row, string expected)
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(header, row));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<FileLog> ReadAsync(params string[] lines)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
            return await FileLog.ReadAsync(path, "USD", TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
