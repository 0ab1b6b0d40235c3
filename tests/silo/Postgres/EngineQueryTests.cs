using System.Data;
using Npgsql;

namespace Orleans.Tx.Silo.Tests.Postgres;

/// <summary>The statements that Orleans' ADO.NET providers look up, asked as they ask: by key, with named parameters.</summary>
public sealed class EngineQueryTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private static readonly DateTime Now = new(2026, 10, 5, 12, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Keys =
    [
        "ReadFromStorageKey", "WriteToStorageKey", "ClearStorageKey", "DeleteStorageKey",
        "UpsertReminderRowKey", "ReadReminderRowsKey", "ReadReminderRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key",
        "DeleteReminderRowKey", "DeleteReminderRowsKey",
        "InsertMembershipVersionKey", "InsertMembershipKey", "UpdateMembershipKey", "UpdateIAmAlivetimeKey", "MembershipReadRowKey",
        "MembershipReadAllKey", "GatewaysQueryKey", "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey",
        "CleanupDefunctSiloEntryKey",
    ];

    [Fact]
    public async Task Every_key_is_there_and_nothing_else()
    {
        var found = await Rows("select querykey from orleansquery order by querykey collate \"C\"");

        Assert.Equal(Keys.Order(StringComparer.Ordinal), found.Select(row => (string)row["querykey"]!));
    }

    [Fact]
    public async Task State_gets_the_next_version_at_each_write_and_only_from_the_last_one()
    {
        var grain = Grain("versions");

        Assert.Empty(await Ask("ReadFromStorageKey", grain));
        Assert.Equal(1, await Version("WriteToStorageKey", [.. grain, ("GrainStateVersion", null, DbType.Int32), Payload(1)]));
        Assert.Equal(2, await Version("WriteToStorageKey", [.. grain, Int("GrainStateVersion", 1), Payload(2)]));
        Assert.Null(await Version("WriteToStorageKey", [.. grain, Int("GrainStateVersion", 1), Payload(3)]));
        Assert.Null(await Version("WriteToStorageKey", [.. grain, ("GrainStateVersion", null, DbType.Int32), Payload(3)]));

        var read = Assert.Single(await Ask("ReadFromStorageKey", grain));
        Assert.Equal(2, read["version"]);
        Assert.Equal(new byte[] { 2 }, read["payloadbinary"]);
    }

    [Fact]
    public async Task State_that_is_cleared_keeps_a_version_and_one_that_is_deleted_begins_anew()
    {
        var grain = Grain("cleared");
        await Version("WriteToStorageKey", [.. grain, ("GrainStateVersion", null, DbType.Int32), Payload(1)]);

        Assert.Null(await Version("ClearStorageKey", [.. grain, Int("GrainStateVersion", 7)]));
        Assert.Equal(2, await Version("ClearStorageKey", [.. grain, Int("GrainStateVersion", 1)]));
        Assert.Null(Assert.Single(await Ask("ReadFromStorageKey", grain))["payloadbinary"]);
        Assert.Null(await Version("DeleteStorageKey", [.. grain, Int("GrainStateVersion", 1)]));
        Assert.Equal(3, await Version("DeleteStorageKey", [.. grain, Int("GrainStateVersion", 2)]));
        Assert.Null(await Version("WriteToStorageKey", [.. grain, Int("GrainStateVersion", 3), Payload(1)]));
        Assert.Equal(1, await Version("WriteToStorageKey", [.. grain, ("GrainStateVersion", null, DbType.Int32), Payload(1)]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("extension")]
    public async Task Of_first_writes_at_once_one_stands(string? extension)
    {
        var grain = Grain("first", extension);

        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Version("WriteToStorageKey", [.. grain, ("GrainStateVersion", null, DbType.Int32), Payload(1)])));

        Assert.Single(versions, version => version == 1);
        Assert.Single(await Ask("ReadFromStorageKey", grain));
    }

    [Fact]
    public async Task Reminder_is_found_by_grain_name_and_range_of_hashes()
    {
        await Remind("a", hash: 10);
        Assert.Equal(1, (await Remind("a", hash: 10)).Single()["version"]);
        await Remind("b", hash: -10);

        Assert.Single(await Ask("ReadReminderRowsKey", Service, Text("GrainId", "a")));
        var row = Assert.Single(await Ask("ReadReminderRowKey", Service, Text("GrainId", "b"), Text("ReminderName", "wake")));
        Assert.Equal(("b", "wake", Now, 3_456_000_000L, 0), (row["grainid"], row["remindername"], row["starttime"], row["period"], row["version"]));
        Assert.Equal(["a"], await InRange("ReadRangeRows1Key", -10, 10));
        Assert.Equal(["b"], await InRange("ReadRangeRows1Key", -11, 9));
        Assert.Equal(["b"], await InRange("ReadRangeRows2Key", 10, -10));
        Assert.Equal(["a"], await InRange("ReadRangeRows2Key", 9, -11));

        var wrong = await Ask("DeleteReminderRowKey", Service, Text("GrainId", "a"), Text("ReminderName", "wake"), Int("Version", 0));
        var right = await Ask("DeleteReminderRowKey", Service, Text("GrainId", "a"), Text("ReminderName", "wake"), Int("Version", 1));
        Assert.Equal((0, 1), (Assert.Single(wrong.Single().Values), Assert.Single(right.Single().Values)));
        await Ask("DeleteReminderRowsKey", Service);
        Assert.Empty(await InRange("ReadRangeRows1Key", int.MinValue, int.MaxValue));
    }

    [Fact]
    public async Task Member_is_added_and_changed_only_by_who_saw_the_latest_version()
    {
        var cluster = Text("DeploymentId", "latest");
        Assert.Equal((1, 0), (await One("InsertMembershipVersionKey", cluster), await One("InsertMembershipVersionKey", cluster)));
        Assert.Null(Assert.Single(await Ask("MembershipReadAllKey", cluster))["starttime"]);

        Assert.Equal(0, await Join("latest", "10.0.0.1", version: 5));
        Assert.Equal(1, await Join("latest", "10.0.0.1", version: 0));
        Assert.Equal(0, await Join("latest", "10.0.0.1", version: 1));
        Assert.Equal(1, await Join("latest", "10.0.0.2", version: 1));
        Assert.Equal(0, await Change("latest", "10.0.0.1", status: 3, version: 1));
        Assert.Equal(0, await Change("latest", "10.0.0.9", status: 3, version: 2));
        Assert.Equal(1, await Change("latest", "10.0.0.1", status: 3, version: 2));

        var members = await Ask("MembershipReadAllKey", cluster);
        Assert.Equal(["10.0.0.1 3 3", "10.0.0.2 1 3"], members.Select(row => $"{row["address"]} {row["status"]} {row["version"]}").Order(StringComparer.Ordinal));
        var one = Assert.Single(await Ask("MembershipReadRowKey", [.. Silo("latest", "10.0.0.1")]));
        Assert.Equal(("silo", "host", "suspect", Now), (one["siloname"], one["hostname"], one["suspecttimes"], one["starttime"]));
        Assert.Null(Assert.Single(await Ask("MembershipReadRowKey", [.. Silo("latest", "10.0.0.9")]))["starttime"]);
        var gateway = Assert.Single(await Ask("GatewaysQueryKey", cluster, Int("Status", 3)));
        Assert.Equal(("10.0.0.1", 30000, 7), (gateway["address"], gateway["proxyport"], gateway["generation"]));
    }

    [Theory]
    [InlineData("CleanupDefunctSiloEntriesKey")]
    [InlineData("CleanupDefunctSiloEntryKey")]
    public async Task Members_that_are_neither_active_nor_alive_are_cleaned_up(string key)
    {
        await One("InsertMembershipVersionKey", Text("DeploymentId", key));
        await Join(key, "10.0.0.1", version: 0);
        await Join(key, "10.0.0.2", version: 1);
        await Join(key, "10.0.0.3", version: 2);
        await Change(key, "10.0.0.2", status: 3, version: 3);
        await Ask("UpdateIAmAlivetimeKey", [.. Silo(key, "10.0.0.3"), Time("IAmAliveTime", Now.AddHours(2))]);

        await Ask(key, Text("DeploymentId", key), Time("IAmAliveTime", Now.AddHours(1)));

        var left = await Ask("MembershipReadAllKey", Text("DeploymentId", key));
        Assert.Equal(["10.0.0.2", "10.0.0.3"], left.Select(row => (string)row["address"]!).Order(StringComparer.Ordinal));
        await Ask("DeleteMembershipTableEntriesKey", Text("DeploymentId", key));
        Assert.Empty(await Ask("MembershipReadAllKey", Text("DeploymentId", key)));
    }

    private static (string, object?, DbType) Service => Text("ServiceId", "tx");

    private static (string, object?, DbType) Text(string name, string? value) => (name, value, DbType.String);

    private static (string, object?, DbType) Int(string name, int value) => (name, value, DbType.Int32);

    private static (string, object?, DbType) Time(string name, DateTime value) => (name, value, DbType.DateTime);

    private static (string, object?, DbType) Payload(byte value) => ("PayloadBinary", new[] { value }, DbType.Binary);

    private static (string, object?, DbType)[] Grain(string type, string? extension = null) =>
    [
        Int("GrainIdHash", 1), ("GrainIdN0", 2L, DbType.Int64), ("GrainIdN1", 3L, DbType.Int64), Int("GrainTypeHash", 4),
        Text("GrainTypeString", type), Text("GrainIdExtensionString", extension), Service,
    ];

    private static (string, object?, DbType)[] Silo(string cluster, string address) =>
        [Text("DeploymentId", cluster), Text("Address", address), Int("Port", 11111), Int("Generation", 7)];

    private Task<List<Dictionary<string, object?>>> Remind(string grain, int hash) => Ask(
        "UpsertReminderRowKey", Service, Text("GrainId", grain), Text("ReminderName", "wake"), Time("StartTime", Now),
        ("Period", 3_456_000_000L, DbType.Int64), Int("GrainHash", hash));

    private async Task<IEnumerable<string>> InRange(string key, int begin, int end) =>
        (await Ask(key, Service, Int("BeginHash", begin), Int("EndHash", end))).Select(row => (string)row["grainid"]!);

    private Task<int?> Join(string cluster, string address, int version) => One(
        "InsertMembershipKey",
        [
            .. Silo(cluster, address), Text("SiloName", "silo"), Text("HostName", "host"), Int("Status", 1), Int("ProxyPort", 30000),
            Time("StartTime", Now), Time("IAmAliveTime", Now), Int("Version", version),
        ]);

    private Task<int?> Change(string cluster, string address, int status, int version) => One(
        "UpdateMembershipKey",
        [.. Silo(cluster, address), Int("Status", status), Text("SuspectTimes", "suspect"), Time("IAmAliveTime", Now), Int("Version", version)]);

    private async Task<int?> Version(string key, params (string, object?, DbType)[] parameters) =>
        (await Ask(key, parameters)).SingleOrDefault() is { } row ? (int?)row["newgrainstateversion"] : null;

    private async Task<int?> One(string key, params (string, object?, DbType)[] parameters) =>
        (int?)Assert.Single(Assert.Single(await Ask(key, parameters)).Values);

    private async Task<List<Dictionary<string, object?>>> Ask(string key, params (string, object?, DbType)[] parameters)
    {
        var text = await store.Value<string>("select querytext from orleansquery where querykey = $1", key);
        Assert.NotNull(text);
        return await Rows(text, parameters);
    }

    private async Task<List<Dictionary<string, object?>>> Rows(string sql, params (string Name, object? Value, DbType Type)[] parameters)
    {
        await using var command = store.Source.CreateCommand(sql);
        foreach (var (name, value, type) in parameters)
            command.Parameters.Add(new NpgsqlParameter { ParameterName = name, Value = value ?? DBNull.Value, DbType = type });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
        return rows;
    }
}
