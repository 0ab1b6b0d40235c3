using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>Random small logs, in which customers, months and timestamps meet again and again.</summary>
internal static class Logs
{
    private static readonly DateTime Start = new(2019, 10, 1, 0, 0, 0, DateTimeKind.Utc);

    private static Gen<LogRow> Row { get; } =
        from customer in Gen.Elements("a", "b", "0017", "17", "seven_7", "eight__8", "a-long-id-0000001", "a-long-id-0000002", "a-long-id-000000")
        from day in Gen.Choose(0, 150)
        from hour in Gen.Elements(0, 12)
        from cents in Gen.Frequency((8, Gen.Choose(1, 50_000)), (1, Gen.Choose(-20_000, -1)), (1, Gen.Constant(0)))
        from places in Gen.Elements(1m, 100m, 100_000_000m)
        from factor in Gen.Frequency((9, Gen.Constant(1m)), (1, Gen.Constant(1_000_000_000m)))
        from currency in Gen.Frequency((6, Gen.Constant("")), (2, Gen.Constant("usd")), (2, Gen.Constant("EUR")))
        select new LogRow(customer, Start.AddDays(day).AddHours(hour), cents / places * factor, currency.ToUpperInvariant());

    public static Arbitrary<LogRow[]> Any { get; } = Gen.ArrayOf(Row).ToArbitrary();
}
