using System.Reflection;
using Npgsql;
using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class StatementTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    /// <summary>Every constant of every nested class <c>Sql</c> of the store.</summary>
    public static TheoryData<string, string> Statements()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in typeof(PostgresStoreExtensions).Assembly.GetTypes().Where(type => type is { Name: "Sql", IsNested: true }))
        {
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral))
                data.Add($"{type.DeclaringType!.Name}.{field.Name}", (string)field.GetRawConstantValue()!);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Statement_is_understood_by_the_migrated_schema(string name, string sql)
    {
        await using var connection = await store.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var prepare = new NpgsqlCommand($"prepare \"{name}\" as {sql}", connection);

        var problem = await Problem(prepare);

        Assert.True(problem is null, $"{name}: {problem}");
    }

    [Fact]
    public void Statements_of_the_store_are_all_found() => Assert.True(Statements().Count > 25);

    private static async Task<string?> Problem(NpgsqlCommand prepare)
    {
        try
        {
            await prepare.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (PostgresException e)
        {
            return e.MessageText;
        }
    }
}
