using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Silo.Postgres.Forgetting;

/// <summary>What the store has of a customer, and how it leaves.</summary>
internal sealed class ForgettingStore(Database database) : IForgettingStore
{
    public Task<KnownCustomer> Find(
        string source, string customer, Func<string, IReadOnlyCollection<string>> customersOf, CancellationToken cancellationToken) =>
        database.Snapshot(
            async session => new KnownCustomer(
                await session.Patient.Value<bool>(Sql.IsThere, source, customer) == true
                    || await IsSetAside(session, source, customer, customersOf),
                await ForgottenCustomers.When(session, source, customer)),
            cancellationToken);

    public Task Mark(string source, string customer, CancellationToken cancellationToken) =>
        database.Transact(
            async session =>
            {
                await ForgottenCustomers.Add(session, source, customer);
                return true;
            },
            cancellationToken);

    public async Task<IReadOnlyList<Week>> Weeks(string source, string customer, CancellationToken cancellationToken) =>
        await database.Transact(
            async session =>
            {
                await session.Execute(Sql.WaitForImports, source);
                return await session.All(Sql.Weeks, row => Week.Of(row.GetFieldValue<DateOnly>(0)), source, customer);
            },
            cancellationToken);

    public async Task<ForgottenRows> Remove(
        string source, Week week, string customer, Func<string, IReadOnlyCollection<string>> customersOf, CancellationToken cancellationToken)
    {
        var sum = new ForgottenRows(0, 0);
        while (true)
        {
            var (left, isAll) = await database.Transact(
                session => WeekForgetting.Forget(session, source, week, customer, customersOf), cancellationToken);
            sum += left;
            if (isAll)
                return sum;
        }
    }

    public Task<bool> Erase(string source, string customer, CancellationToken cancellationToken) =>
        database.Transact(session => Erasure.Erase(session.Patient, source, customer), cancellationToken);

    private static async Task<bool> IsSetAside(
        StoreSession session, string source, string customer, Func<string, IReadOnlyCollection<string>> customersOf)
    {
        foreach (var week in await session.All(Sql.Weeks, row => Week.Of(row.GetFieldValue<DateOnly>(0)), source, customer))
        {
            if ((await SetAsideOf.Find(session, source, week, customer, customersOf)).Count > 0)
                return true;
        }

        return false;
    }

    private static class Sql
    {
        public const string IsThere = """
            select exists (select from tx.transactions where source = $1 and customer = $2)
                or exists (select from tx.ledgers where source = $1 and customer = $2)
                or exists (select from tx.log_entries where source = $1 and customer = $2)
            """;

        // Rows of order files have no week's row to be waited for at.
        public const string WaitForImports = "select from tx.imports where source = $1 for update";

        // Every week, also those in which nothing of the customer is to be seen: a batch that is being stored may not be committed yet,
        // and is waited for at the lock of its week.
        public const string Weeks = """
            select week from tx.weeks where source = $1
            union
            select week from tx.transactions where source = $1 and customer = $2
            order by week
            """;
    }
}
