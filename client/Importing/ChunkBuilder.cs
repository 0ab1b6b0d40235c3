using System.Collections.Immutable;
using System.Threading.Channels;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Client.Importing;

/// <summary>Puts the rows of a file, block by block, into chunks; those that are stored already are passed over.</summary>
/// <param name="after">The line up to which the file is stored.</param>
/// <param name="chunks">Waits while enough chunks wait to be stored: memory is bounded by that.</param>
internal sealed class ChunkBuilder(long after, bool keyed, CurrencyTable currencies, ChannelWriter<ImportChunk> chunks)
{
    private const int MostText = 4_000_000;

    // Rows with ids are looked up one by one, and a chunk must be stored well before its sender loses patience.
    private readonly int _mostRows = keyed ? 10_000 : 50_000;

    private readonly Dictionary<int, string?> _codes = [];
    private readonly HashSet<long> _weeks = [];
    private readonly List<long> _lines = [];
    private readonly List<string> _customers = [];
    private readonly List<long> _times = [];
    private readonly List<decimal> _amounts = [];
    private readonly List<string?> _currencies = [];
    private readonly List<string> _ids = [];
    private readonly long _stored = after;
    private long _after = after;
    private long _linesBefore;
    private long _week = long.MinValue;
    private int _text;

    /// <summary>The rows of the next block.</summary>
    /// <param name="lines">How many lines the block has.</param>
    public async Task Add(List<FileRow> rows, long lines, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            var line = _linesBefore + row.Line;
            if (line <= _stored)
                continue;
            if (_lines.Count >= _mostRows || _text >= MostText || (_weeks.Count >= ImportChunk.MostWeeks && !_weeks.Contains(WeekOf(row.Time))))
                await Send(_lines[^1], cancellation);
            Add(row, line);
        }

        _linesBefore += lines;
    }

    /// <summary>There are no more rows.</summary>
    /// <param name="lines">The last line of the file.</param>
    public async Task End(long lines, CancellationToken cancellation)
    {
        if (_after < lines)
            await Send(lines, cancellation);
    }

    private void Add(in FileRow row, long line)
    {
        _lines.Add(line);
        _customers.Add(row.Customer);
        _times.Add(row.Time);
        _amounts.Add(row.Amount);
        _currencies.Add(Code(row.Currency));
        _text += row.Customer.Length;
        if (row.Id is { } id)
        {
            _ids.Add(id);
            _text += id.Length;
        }

        var week = WeekOf(row.Time);
        if (week != _week)
            _weeks.Add(_week = week);
    }

    // A number for each week of the calendar, from Monday to Sunday. 1970 began on a Thursday.
    private static long WeekOf(long time)
    {
        const long Week = 7 * TimeSpan.MicrosecondsPerDay;
        var sinceMonday = time + 3 * TimeSpan.MicrosecondsPerDay;
        return sinceMonday / Week - (sinceMonday % Week < 0 ? 1 : 0);
    }

    private string? Code(int number)
    {
        if (!_codes.TryGetValue(number, out var code))
            _codes.Add(number, code = currencies[number].Code);
        return code;
    }

    private async Task Send(long to, CancellationToken cancellation)
    {
        var chunk = new ImportChunk(
            _after, to, [.. _lines], [.. _customers], [.. _times], [.. _amounts], [.. _currencies], keyed ? [.. _ids] : (ImmutableArray<string>?)null);
        await chunks.WriteAsync(chunk, cancellation);
        _lines.Clear();
        _customers.Clear();
        _times.Clear();
        _amounts.Clear();
        _currencies.Clear();
        _ids.Clear();
        _weeks.Clear();
        (_after, _text, _week) = (to, 0, long.MinValue);
    }
}
