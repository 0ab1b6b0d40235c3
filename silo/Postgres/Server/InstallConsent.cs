namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Whether root's system may be given PostgreSQL's server.</summary>
/// <param name="GoAhead">It was agreed to beforehand, by <c>--yes</c> or in CI.</param>
/// <param name="Ask">Puts the question to a person; null where nobody can answer.</param>
public sealed record InstallConsent(bool GoAhead, Func<string, CancellationToken, ValueTask<bool>>? Ask)
{
    internal async ValueTask<bool> IsGivenAsync(string question, CancellationToken cancellationToken) =>
        GoAhead || (Ask is not null && await Ask(question, cancellationToken));
}
