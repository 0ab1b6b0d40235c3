using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Console.Tests.Running;

public sealed class NearWordTests
{
    [Theory]
    [InlineData("mnoths", "months")]
    [InlineData("moths", "months")]
    [InlineData("trans", "transactions")]
    [InlineData("Weeks", "weeks")]
    [InlineData("--formt", "--format")]
    [InlineData("frobnicate", null)]
    [InlineData("x", null)]
    public void Word_that_was_meant_is_found_where_one_is_near(string typed, string? meant) =>
        Assert.Equal(meant, NearWord.Of(typed, ["months", "cohorts", "weeks", "transactions", "--format", "--from"]));
}
