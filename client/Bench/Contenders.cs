namespace Orleans.Tx.Client.Bench;

/// <summary>The product and the tools people would reach for, all asked for the months' revenue and how much of it is new.</summary>
internal static class Contenders
{
    private const string Sql = """
        WITH orders AS (SELECT customer_id, date_trunc('month', created_at) AS month, amount FROM read_csv('{file}', types = {'amount': 'DECIMAL(18,2)'})),
             cohorts AS (SELECT customer_id, min(month) AS cohort FROM orders GROUP BY customer_id)
        SELECT strftime(month, '%Y-%m') || ',' || sum(amount) || ',' || coalesce(sum(amount) FILTER (month = cohort), 0.00)
        FROM orders JOIN cohorts USING (customer_id) GROUP BY month ORDER BY month
        """;

    private const string Node = """
        const { DuckDBInstance } = await import('@duckdb/node-api');
        const connection = await (await DuckDBInstance.create(':memory:')).connect();
        const rows = (await connection.runAndReadAll(process.argv[1])).getRows();
        console.log(rows.map(row => row[0]).join('\n'));
        """;

    private const string Python = """
        import sys, pandas
        orders = pandas.read_csv(sys.argv[1], usecols=["customer_id", "amount", "created_at"], parse_dates=["created_at"])
        orders["month"] = orders["created_at"].dt.to_period("M")
        orders["cohort"] = orders.groupby("customer_id")["month"].transform("min")
        total = orders.groupby("month")["amount"].sum()
        new = orders[orders["month"] == orders["cohort"]].groupby("month")["amount"].sum()
        for month, revenue in total.items():
            print(f"{month},{revenue:.2f},{new.get(month, 0):.2f}")
        """;

    /// <summary>This program itself.</summary>
    public static Contender Product(string file)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("the program's own path is not known");
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new Contender("tx", program, [.. isHost ? (string[])[typeof(Contenders).Assembly.Location] : [], "revenue", file, "--format", "csv"]);
    }

    /// <summary>DuckDB, by its console or by its package for Node.</summary>
    /// <param name="nodeFolder">The folder whose <c>node_modules</c> has <c>@duckdb/node-api</c>.</param>
    public static IEnumerable<Contender> DuckDb(string file, string nodeFolder)
    {
        var sql = Sql.Replace("{file}", file.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal);
        yield return new Contender("duckdb", "duckdb", ["-noheader", "-list", "-c", sql]);
        yield return new Contender("duckdb", "node", ["--input-type=module", "-e", Node, sql], nodeFolder);
    }

    public static IEnumerable<Contender> Pandas(string file)
    {
        yield return new Contender("pandas", "python3", ["-c", Python, file]);
        yield return new Contender("pandas", "/usr/bin/python3", ["-c", Python, file]);
    }
}
