using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>Reads the keys of a group in the order they were asked for.</summary>
internal sealed class GroupKeys
{
    private readonly Func<NpgsqlDataReader, string?>[] _keys;
    private readonly Dictionary<DateOnly, string> _cohorts = [];
    private string? _currency;

    public GroupKeys(IReadOnlyList<GroupDimension> by, TimeSlices slices) => _keys = [.. by.Select(dimension => Reader(dimension, slices))];

    public ImmutableArray<string?> Of(NpgsqlDataReader row)
    {
        var keys = new string?[_keys.Length];
        for (var place = 0; place < keys.Length; place++)
            keys[place] = _keys[place](row);
        return ImmutableCollectionsMarshal.AsImmutableArray(keys);
    }

    private Func<NpgsqlDataReader, string?> Reader(GroupDimension dimension, TimeSlices slices)
    {
        if (dimension.Unit() is { } unit)
        {
            var names = Enumerable.Range(1, slices.Days.Count).Select(slice => unit.NameOf(slices.SpanOf(unit, slice))).ToArray();
            return row => names[row.GetInt32(1) - 1];
        }

        return dimension switch
        {
            GroupDimension.Customer => row => row.GetString(0),
            GroupDimension.Cohort => row => Cohort(row.GetFieldValue<DateOnly>(3)),
            _ => Currency,
        };
    }

    // There are few, and each is told over and over.
    private string? Currency(NpgsqlDataReader row)
    {
        var code = row.GetString(2);
        if (code != _currency)
            _currency = code;
        return _currency.Length > 0 ? _currency : null;
    }

    private string Cohort(DateOnly month)
    {
        ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(_cohorts, month, out var known);
        return known ? name! : name = Month.Of(month).ToString();
    }
}
