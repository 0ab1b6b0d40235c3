namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>Reminders. A range of hashes excludes its begin and includes its end; one that wraps around is the second kind.</summary>
internal static class EngineReminderQueries
{
    private const string Select = """
        select grain as grainid, name as remindername, start_at as starttime, period_ms as period, version
        from tx.orleans_reminders
        where service = @ServiceId
        """;

    public static IEnumerable<(string Key, string Text)> All =>
    [
        ("UpsertReminderRowKey", Upsert),
        ("ReadReminderRowsKey", Select + " and grain = @GrainId"),
        ("ReadReminderRowKey", Select + " and grain = @GrainId and name = @ReminderName"),
        ("ReadRangeRows1Key", Select + " and grain_hash > @BeginHash and grain_hash <= @EndHash"),
        ("ReadRangeRows2Key", Select + " and (grain_hash > @BeginHash or grain_hash <= @EndHash)"),
        ("DeleteReminderRowKey", DeleteOne),
        ("DeleteReminderRowsKey", "delete from tx.orleans_reminders where service = @ServiceId"),
    ];

    private const string Upsert = """
        insert into tx.orleans_reminders as r (service, grain, name, grain_hash, start_at, period_ms, version)
        values (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, 0)
        on conflict (service, grain, name) do update
        set grain_hash = excluded.grain_hash, start_at = excluded.start_at, period_ms = excluded.period_ms, version = r.version + 1
        returning version
        """;

    private const string DeleteOne = """
        with deleted as (
            delete from tx.orleans_reminders
            where service = @ServiceId and grain = @GrainId and name = @ReminderName and version = @Version
            returning 1
        )
        select count(*)::int as deleted from deleted
        """;
}
