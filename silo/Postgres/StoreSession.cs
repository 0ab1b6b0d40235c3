using System.Collections.Immutable;
using Npgsql;

namespace Orleans.Tx.Silo.Postgres;

/// <summary>
/// One connection in use. Statements name their parameters <c>$1</c>, <c>$2</c>, ... in the order of the values; one whose type does not
/// tell how it is stored comes as a parameter.
/// </summary>
internal sealed class StoreSession(
    NpgsqlConnection connection, CancellationToken cancellationToken, TimeSpan? patience = null, bool prepares = false)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>Stops waiting for the store's answers where the reading is given up.</summary>
    public CancellationToken Cancelled => cancellationToken;

    /// <summary>The same connection for statements over all rows of a week, which may take minutes.</summary>
    public StoreSession Patient => new(connection, cancellationToken, Long, prepares);

    /// <summary>
    /// The same connection for statements whose plan is kept with it from their first run on: worth it where planning takes longer than
    /// running, as over all partitions.
    /// </summary>
    public StoreSession Prepared => new(connection, cancellationToken, patience, prepares: true);

    /// <summary>The same connection for statements that end with something else as well.</summary>
    public StoreSession Until(CancellationToken ended) => new(connection, ended, patience, prepares);

    /// <summary>Runs a statement without answer.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> Execute(string sql, params object?[] values)
    {
        await using var command = await Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All rows of the answer.</summary>
    public async Task<List<T>> All<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        await using var command = await Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The rows of the answer as they come, some at a time: the next are read when these are taken.</summary>
    public async IAsyncEnumerable<ImmutableArray<T>> Chunks<T>(string sql, Func<NpgsqlDataReader, T> read, int size, params object?[] values)
    {
        await using var command = await Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = ImmutableArray.CreateBuilder<T>(size);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
            if (rows.Count == size)
                yield return rows.MoveToImmutable();
            if (rows.Capacity == 0)
                rows.Capacity = size;
        }

        if (rows.Count > 0)
            yield return rows.ToImmutable();
    }

    /// <summary>Hands over row after row of an answer that is too long to be kept.</summary>
    public async Task Each(string sql, Func<NpgsqlDataReader, ValueTask> take, params object?[] values)
    {
        await using var command = await Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            await take(reader);
    }

    /// <summary>Loads rows into a table. Until it is completed and disposed the connection can do nothing else.</summary>
    public async Task<NpgsqlBinaryImporter> Copy(string sql)
    {
        var importer = await connection.BeginBinaryImportAsync(sql, cancellationToken);
        if (patience is { } time)
            importer.Timeout = time;
        return importer;
    }

    /// <summary>The first row of the answer; null where there is none.</summary>
    public async Task<T?> First<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
        where T : class
    {
        await using var command = await Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(reader) : null;
    }

    /// <summary>The first row of an answer that always has one.</summary>
    public async Task<T> One<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
        where T : class =>
        await First(sql, read, values) ?? throw new InvalidOperationException("a query of one row gave none");

    /// <summary>The first column of the first row; null where there is no row or no value.</summary>
    public async Task<T?> Value<T>(string sql, params object?[] values)
        where T : struct
    {
        await using var command = await Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken)
            ? await reader.GetFieldValueAsync<T>(0, cancellationToken)
            : null;
    }

    /// <summary>Sends rows by binary <c>COPY</c>, which is the fastest way in.</summary>
    /// <param name="write">Writes them, one after the other; no work of its own.</param>
    public async Task Copy(string sql, Action<NpgsqlBinaryImporter> write)
    {
        await using var importer = await Patient.Copy(sql);
        write(importer);
        await importer.CompleteAsync(cancellationToken);
    }

    private async Task<NpgsqlCommand> Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        if (patience is { } time)
            command.CommandTimeout = (int)time.TotalSeconds;
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        if (prepares)
            await command.PrepareAsync(cancellationToken);
        return command;
    }
}
