namespace Orleans.Tx.Client.Bench;

/// <summary>
/// The product and the tools people would reach for. Asked for the months with revenue, new revenue, orders, new orders, customers and
/// new customers; DuckDB also for the two kinds of revenue alone, which is less than the product's answer.
/// </summary>
internal static class Contenders
{
    private const string Orders =
        "orders AS (SELECT customer_id, date_trunc('month', created_at) AS month, amount FROM read_csv('{file}', types = {'amount': 'DECIMAL(18,2)'}))";

    private const string WholeSql = $"""
        WITH {Orders},
             figures AS (SELECT customer_id, month, sum(amount) AS revenue, count(*) AS orders FROM orders GROUP BY ALL),
             acquired AS (SELECT *, min(month) OVER (PARTITION BY customer_id) AS cohort FROM figures)
        SELECT strftime(month, '%Y-%m') || ',' || sum(revenue) || ',' || coalesce(sum(revenue) FILTER (month = cohort), 0.00)
            || ',' || sum(orders) || ',' || coalesce(sum(orders) FILTER (month = cohort), 0) || ',' || count(*) || ',' || count(*) FILTER (month = cohort)
        FROM acquired GROUP BY month ORDER BY month
        """;

    private const string RevenueSql = $"""
        WITH {Orders},
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
        def figures(some):
            by = some.groupby("month")
            return by["amount"].sum(), by.size(), by["customer_id"].nunique()
        all, new = figures(orders), figures(orders[orders["month"] == orders["cohort"]])
        for month in all[0].index:
            print(f"{month},{all[0][month]:.2f},{new[0].get(month, 0):.2f},"
                  + ",".join(str(of.get(month, 0)) for counts in zip(all[1:], new[1:]) for of in counts))
        """;

    /// <summary>This program itself, analysing a file.</summary>
    public static Contender Product(string file) => Product("revenue", file, "--format", "csv");

    /// <summary>This program itself.</summary>
    public static Contender Product(params IReadOnlyList<string> arguments)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("the program's own path is not known");
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new Contender("tx", program, [.. isHost ? (string[])[typeof(Contenders).Assembly.Location] : [], .. arguments]);
    }

    /// <summary>DuckDB, by its console or by its package for Node.</summary>
    /// <param name="nodeFolder">The folder whose <c>node_modules</c> has <c>@duckdb/node-api</c>.</param>
    public static IEnumerable<Contender> DuckDb(string file, string nodeFolder) => DuckDb("duckdb", WholeSql, file, nodeFolder);

    /// <inheritdoc cref="DuckDb(string, string)"/>
    public static IEnumerable<Contender> DuckDbRevenueOnly(string file, string nodeFolder) => DuckDb("duckdb, revenue only", RevenueSql, file, nodeFolder);

    public static IEnumerable<Contender> Pandas(string file)
    {
        yield return new Contender("pandas", "python3", ["-c", Python, file]);
        yield return new Contender("pandas", "/usr/bin/python3", ["-c", Python, file]);
    }

    private static IEnumerable<Contender> DuckDb(string name, string query, string file, string nodeFolder)
    {
        var sql = query.Replace("{file}", file.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal);
        yield return new Contender(name, "duckdb", ["-noheader", "-list", "-c", sql]);
        yield return new Contender(name, "node", ["--input-type=module", "-e", Node, sql], nodeFolder);
    }
}
