using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Reminders;

/// <summary>Reminders in PostgreSQL.</summary>
internal sealed class AdoNetReminderTable(IOptions<AdoNetReminderTableOptions> options) : IReminderTable
{
    private const string ReadAllSql =
        """
        select grain_id, name, start_at, period, version
        from embedded.reminders
        """;

    private const string ReadSql =
        """
        select grain_id, name, start_at, period, version
        from embedded.reminders
        where grain_id = @grain_id
        """;

    private const string UpsertSql =
        """
        insert into embedded.reminders as stored (grain_id, name, start_at, period, version)
        values (@grain_id, @name, @start_at, @period, 1)
        on conflict (grain_id, name)
        do update set start_at = excluded.start_at, period = excluded.period, version = stored.version + 1
        returning version
        """;

    private const string RemoveSql =
        """
        delete from embedded.reminders
        where grain_id = @grain_id and name = @name and version = @version
        """;

    private readonly DbDataSource _database =
        DatabaseSchema.Require(options.Value.DataSource, options.Value.Invariant, "the reminder service");

    internal static void Register(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IReminderTable, AdoNetReminderTable>());
        ReminderService.Register(services);
    }

    public Task InitializeAsync(CancellationToken cancellationToken) => DatabaseSchema.CreateAsync(_database, cancellationToken);

    public async Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.Prepare(ReadAllSql);
        return await ReadRowsAsync(command, cancellationToken);
    }

    public async Task<IReadOnlyList<ReminderRow>> ReadAsync(GrainId grain)
    {
        await using var command = _database.Prepare(ReadSql, ("grain_id", grain.ToString()));
        return await ReadRowsAsync(command, CancellationToken.None);
    }

    public async Task<int> UpsertAsync(ReminderRow row)
    {
        await using var command = _database.Prepare(
            UpsertSql,
            ("grain_id", row.Grain.ToString()),
            ("name", row.ReminderName),
            ("start_at", row.StartAt),
            ("period", row.Period));
        return (int)(await command.ExecuteScalarAsync())!;
    }

    public async Task<bool> RemoveAsync(ReminderRow row)
    {
        await using var command = _database.Prepare(
            RemoveSql, ("grain_id", row.Grain.ToString()), ("name", row.ReminderName), ("version", row.Version));
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private static async Task<IReadOnlyList<ReminderRow>> ReadRowsAsync(DbCommand command, CancellationToken cancellationToken)
    {
        List<ReminderRow> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(
                GrainId.Parse(reader.GetString(0)),
                reader.GetString(1),
                reader.GetDateTime(2),
                await reader.GetFieldValueAsync<TimeSpan>(3, cancellationToken),
                reader.GetInt32(4)));
        return rows;
    }
}
