namespace Orleans.Tx.Silo.Postgres.Forgetting;

/// <summary>
/// Customers that were forgotten, as rows of <c>tx.forgotten</c>: known again when they come, and not to be read
/// (docs/decisions/0017-a-forgotten-customer-does-not-come-back.md).
/// </summary>
internal static class ForgottenCustomers
{
    /// <summary>
    /// Those of the customers that were forgotten. Whoever stores rows asks once it has locked the row of their week, in the transaction
    /// that stores them: then either it is told of a forgetting, or that one waits for the lock and finds the rows. Where nobody of the
    /// source was forgotten it is one look into an index.
    /// </summary>
    /// <param name="customers">May name one several times; not looked at where nobody was forgotten.</param>
    public static async Task<IReadOnlySet<string>> Among(StoreSession session, string source, IEnumerable<string> customers)
    {
        if (await session.Value<bool>(Sql.Any, source) != true)
            return new HashSet<string>();
        var asked = customers.ToHashSet(StringComparer.Ordinal);
        var forgotten = await session.All(Sql.Among, row => row.GetString(0), source, asked.ToArray());
        return forgotten.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>When the customer was forgotten; null where that never was.</summary>
    public static Task<DateTimeOffset?> When(StoreSession session, string source, string customer) =>
        session.Value<DateTimeOffset>(Sql.When, source, customer);

    /// <summary>From the commit on the customer's records do not come in.</summary>
    public static Task Add(StoreSession session, string source, string customer) => session.Execute(Sql.Add, source, customer);

    private static class Sql
    {
        private const string Hash = "sha256(s.salt || convert_to(asked.customer, 'UTF8'))";

        public const string Any = "select exists (select from tx.forgotten where source = $1)";

        public const string Among = $"""
            select asked.customer
            from unnest($2::text[]) as asked(customer)
            cross join tx.forgotten_salt as s
            join tx.forgotten as f on f.source = $1 and f.customer = {Hash}
            """;

        public const string When = $"""
            select f.forgotten_at
            from (values ($2::text)) as asked(customer)
            cross join tx.forgotten_salt as s
            join tx.forgotten as f on f.source = $1 and f.customer = {Hash}
            """;

        public const string Add = $"""
            insert into tx.forgotten (source, customer)
            select $1, {Hash} from (values ($2::text)) as asked(customer) cross join tx.forgotten_salt as s
            on conflict do nothing
            """;
    }
}
