using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Verification;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Imports;

/// <summary>What imports promise, for any sequence of files, ways to take them, and ends in the middle.</summary>
public sealed class ImportPropertyTests(StoreDatabase store) : IClassFixture<StoreDatabase>
{
    private int _sources;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private sealed record Command(int File, bool Otherwise, ImportOverlap Overlap, int CrashesAfter);

    [Fact]
    public void Files_without_ids_come_to_what_plain_lists_come_to_however_often_their_importer_is_killed() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25),
        Prop.ForAll(Commands(), Files(), (commands, files) => ComesToTheModel(commands, files).GetAwaiter().GetResult()));

    [Fact]
    public void Of_files_with_ids_the_last_telling_of_each_id_stands() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25),
        Prop.ForAll(Commands(), Files(), (commands, files) => LastTellingStands(commands, files).GetAwaiter().GetResult()));

    private static Arbitrary<Command[]> Commands()
    {
        var command =
            from file in Gen.Choose(0, 3)
            from otherwise in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            from overlap in Gen.Elements(ImportOverlap.Refuse, ImportOverlap.Add, ImportOverlap.Replace, ImportOverlap.Replace)
            from crashes in Gen.Choose(0, 5)
            select new Command(file, otherwise, overlap, crashes);
        return command.ArrayOf(6).ToArbitrary();
    }

    private static Arbitrary<FileOrder[][]> Files()
    {
        var order =
            from id in Gen.Choose(0, 6)
            from customer in Gen.Choose(0, 2)
            from day in Gen.Choose(0, 25)
            from cents in Gen.Choose(-1, 3)
            select new FileOrder($"id-{id}", $"customer-{customer}", day, cents);
        return order.ArrayOf().Resize(7).ArrayOf(4).ToArbitrary();
    }

    private async Task<bool> ComesToTheModel(Command[] commands, FileOrder[][] files)
    {
        var source = NextSource();
        var (importer, model) = (new Importer(store, source), new ImportModel());
        foreach (var command in commands)
        {
            var file = FileOf(command, files);
            if (await importer.Import(command.Overlap, command.CrashesAfter, file) != model.Import(command.Overlap, file))
                return false;
            if (await Stored(source) != Text(model.Rows))
                return false;
        }

        return await HoldsTogether(source) && (await store.Imports.List(source, Cancelled)).Sum(import => import.RowsLeft) == model.Rows.Count();
    }

    private async Task<bool> LastTellingStands(Command[] commands, FileOrder[][] files)
    {
        var source = NextSource();
        var (importer, told, known) = (new Importer(store, source, keyed: true), new Dictionary<string, FileOrder>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var command in commands)
        {
            var file = FileOf(command, files) with { Options = "as usual" };
            if (!await importer.Import(ImportOverlap.Refuse, command.CrashesAfter, file))
                return false;
            if (!known.Add(file.Name))
                continue;
            foreach (var order in file.Orders)
                told[order.Id] = order;
            if (await Stored(source) != Text(told.Values))
                return false;
        }

        return await HoldsTogether(source) && (await store.Imports.List(source, Cancelled)).Sum(import => import.RowsLeft) == told.Count;
    }

    private static OrderFile FileOf(Command command, FileOrder[][] files) => new(
        string.Create(CultureInfo.InvariantCulture, $"{command.File}.csv"), [.. files[command.File]], command.Otherwise ? "otherwise" : "as usual");

    private string NextSource() => $"imported-{Interlocked.Increment(ref _sources)}-{GetHashCode()}";

    private async Task<bool> HoldsTogether(string source)
    {
        var found = await store.Services.GetRequiredService<IVerificationStore>().Compare(source, 5, new Progress<string>(), Cancelled);
        return found.Differences == 0 && await store.Value<long>(
            "select count(*) from tx.import_ids k where source = $1 and not exists (select from tx.transactions where source = $1 and week = k.week and id = k.id)",
            source) == 0;
    }

    private async Task<string> Stored(string source)
    {
        var rows = await store.Value<string[]>(
            "select coalesce(array_agg(customer || ' ' || to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD') || ' ' || amount), '{}') from tx.transactions where source = $1",
            source);
        return string.Join('\n', rows!.Order(StringComparer.Ordinal));
    }

    private static string Text(IEnumerable<FileOrder> orders) => string.Join('\n', orders
        .Select(order => string.Create(CultureInfo.InvariantCulture, $"{order.Customer} {order.At:yyyy-MM-dd} {order.Cents / 100m}"))
        .Order(StringComparer.Ordinal));
}
