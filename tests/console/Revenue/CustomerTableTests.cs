using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Console.Tests.Revenue;

public sealed class CustomerTableTests
{
    private static readonly Month January = new(2020, 1);

    [Fact]
    public void Ids_get_the_numbers_and_months_that_a_dictionary_would_give_them() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Zip(AnyId, Gen.Choose(0, 40))).ToArbitrary(), orders =>
        {
            var (table, expected) = (new CustomerTable(), new Dictionary<string, (int Number, int Cohort)>());
            foreach (var (id, month) in orders)
            {
                var known = expected.GetValueOrDefault(id, (Number: expected.Count, Cohort: month));
                expected[id] = known with { Cohort = Math.Min(known.Cohort, month) };
                Assert.Equal(known.Number, Add(table, id, month));
            }

            Assert.Equal(expected.Values.OrderBy(known => known.Number).Select(known => known.Cohort), table.Cohorts().Select(cohort => cohort.Ordinal - January.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_ids_of_all_lengths_stay_apart()
    {
        var table = new CustomerTable();
        var ids = Enumerable.Range(0, 20_000).Select(number => new string('7', number % 40) + number).Distinct().ToList();

        Assert.Equal(Enumerable.Range(0, ids.Count), ids.Select(id => Add(table, id, 0)));
        Assert.Equal(Enumerable.Range(0, ids.Count), ids.Select(id => Add(table, id, 0)));
        Assert.Equal(ids.Count, table.Count);
    }

    [Theory]
    [InlineData("a", "a\0")]
    [InlineData("", "\0")]
    [InlineData("1234567", "12345678")]
    [InlineData("abcdefgh1", "abcdefgh2")]
    public void Ids_that_are_almost_alike_stay_apart(string one, string other)
    {
        var table = new CustomerTable();

        Assert.Equal([0, 1, 0, 1], new[] { one, other, one, other }.Select(id => Add(table, id, 0)));
    }

    private static Gen<string> AnyId => Gen.ArrayOf(Gen.Elements("ab0é".ToCharArray())).Select(letters => new string(letters));

    private static int Add(CustomerTable table, string id, int month)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        return table.Add(new CustomerKey(bytes), bytes, Month.OfOrdinal(January.Ordinal + month));
    }
}
