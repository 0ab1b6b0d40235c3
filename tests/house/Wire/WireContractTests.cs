namespace Orleans.Tx.House.Tests.Wire;

public sealed class WireContractTests
{
    private const string Written = "tests/house/wire-contract.txt";
    private const string Rewrite = "TX_REWRITE_CONTRACT";

    /// <summary>
    /// Silos of two versions run side by side during an upgrade, and stored state and configuration outlive it: an id is never
    /// given to another member, nor an alias to another type.
    /// </summary>
    [Fact]
    public void Contract_is_the_one_that_was_written_down()
    {
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            File.WriteAllText(Repository.PathOf(Written), string.Join('\n', ContractText.Lines) + "\n");

        var written = File.ReadAllLines(Repository.PathOf(Written));
        var difference = Difference(written, ContractText.Lines);
        Assert.True(
            difference.Count == 0,
            $"""
            What crosses grain interfaces, is stored by them or is configured differs from {Written}:
              {string.Join("\n  ", difference)}
            Where that is meant (no id or alias has got another meaning, and readers of the former one still manage), write it down
            by running these tests once with {Rewrite}=1 and commit the file.
            """);
        Assert.Equal(written, ContractText.Lines);
    }

    [Fact]
    public void Contract_holds_grains_records_stored_state_and_configuration()
    {
        Assert.Contains("grain tx.ICatalogGrain[StringKey].Sources() Task<tx.SourceNames> interleaved", ContractText.Lines);
        Assert.Contains("wire tx.PullRequest 01 To String", ContractText.Lines);
        Assert.Contains("wire tx.TxError = 01 NotFound", ContractText.Lines);
        Assert.Contains(ContractText.Lines, line => line.StartsWith("stored tx.LimiterState ", StringComparison.Ordinal));
        Assert.Contains("configuration Sources:{name}:Paging:PageSize int = 100", ContractText.Lines);
        Assert.Contains("configuration value PagingKind Cursor", ContractText.Lines);
    }

    [Fact]
    public void Difference_shows_what_went_and_what_came() =>
        Assert.Equal(["- b", "+ c"], Difference(["a", "b"], ["a", "c"]));

    private static List<string> Difference(IReadOnlyCollection<string> written, IReadOnlyCollection<string> actual) =>
    [
        .. written.Except(actual).Select(line => $"- {line}"),
        .. actual.Except(written).Select(line => $"+ {line}"),
    ];
}
