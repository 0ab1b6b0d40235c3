namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>
/// The statements that Orleans' ADO.NET providers look up by their keys. Each is one statement with one result, so that a check and
/// the change that depends on it can't be pulled apart.
/// </summary>
internal static class EngineQueries
{
    public static readonly string Sql = string.Concat(
        EngineStorageQueries.All.Concat(EngineReminderQueries.All).Concat(EngineClusterQueries.All).Select(Insert));

    private static string Insert((string Key, string Text) query) =>
        $"""
        insert into public.orleansquery (querykey, querytext) values ('{query.Key}', $query$
        {query.Text}
        $query$);

        """;
}
