using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>Ledgers, matrix and position, each commit all or nothing and only where it fits.</summary>
internal sealed class Aggregates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CustomerLedger> _ledgers = new(StringComparer.Ordinal);
    private readonly RevenueMatrix _matrix = new();
    private readonly Dictionary<Month, DateTimeOffset> _months = [];
    private int _epoch = 1;
    private long _position;
    private string? _zone;

    /// <summary>Commits that went through.</summary>
    public int Commits { get; private set; }

    /// <summary>Commits that didn't fit.</summary>
    public int Refusals { get; private set; }

    public IReadOnlyDictionary<string, CustomerLedger> Ledgers
    {
        get
        {
            lock (_gate)
                return new Dictionary<string, CustomerLedger>(_ledgers, StringComparer.Ordinal);
        }
    }

    public StoredPosition Position(long lastBatch)
    {
        lock (_gate)
            return new StoredPosition(_epoch, _position, lastBatch, _zone);
    }

    public CustomerLedger Ledger(string customer)
    {
        lock (_gate)
            return _ledgers.GetValueOrDefault(customer, CustomerLedger.Empty);
    }

    public IReadOnlyDictionary<Month, DateTimeOffset> MonthBounds
    {
        get
        {
            lock (_gate)
                return new Dictionary<Month, DateTimeOffset>(_months);
        }
    }

    /// <summary>Where a month begins as it was cut, whatever the rules of its zone say.</summary>
    public void Cut(Month month, DateTimeOffset start)
    {
        lock (_gate)
            _months[month] = start;
    }

    public StoredMatrix Matrix(long lastBatch)
    {
        lock (_gate)
            return new StoredMatrix(new StoredPosition(_epoch, _position, lastBatch, _zone), new RevenueMatrix(_matrix.Cells, _matrix.Cohorts));
    }

    public MatrixChangeRecord Commit(ProjectionCommit commit)
    {
        lock (_gate)
        {
            var fits = commit.Epoch == _epoch && commit.From == _position
                && commit.Ledgers.All(write => _ledgers.GetValueOrDefault(write.Customer, CustomerLedger.Empty).Version == write.BaseVersion);
            if (!fits)
            {
                Refusals++;
                throw new StaleProjectionException("someone else was faster");
            }

            foreach (var cell in commit.Change.Cells.Keys)
                _months.TryAdd(cell.Month, commit.Months?.StartOf(cell.Month) ?? cell.Month.StartIn(TimeZoneInfo.Utc));
            _matrix.Apply(commit.Change);
            foreach (var write in commit.Ledgers)
                _ledgers[write.Customer] = write.Ledger;
            (_position, _zone) = (commit.To, commit.Zone);
            Commits++;
            return new MatrixChangeRecord(
                [.. commit.Change.Cells.Keys.Select(key => MatrixRecords.ToRecord(key, _matrix.Cells.GetValueOrDefault(key)))],
                [.. commit.Change.Cohorts.Keys.Select(key => MatrixRecords.ToRecord(key, _matrix.Cohorts.GetValueOrDefault(key)))]);
        }
    }

    /// <summary>Drops everything and commits the whole log.</summary>
    public MatrixChangeRecord CommitAnew(ProjectionCommit commit)
    {
        lock (_gate)
        {
            if ((commit.Epoch, commit.From) != (_epoch, _position))
            {
                Refusals++;
                throw new StaleProjectionException("someone else was faster");
            }

            StartAnew();
            return Commit(commit with { Epoch = _epoch, From = 0 });
        }
    }

    /// <summary>Drops everything: the log is to be replayed.</summary>
    public void StartAnew()
    {
        lock (_gate)
        {
            _ledgers.Clear();
            foreach (var cell in _matrix.Cells.Keys.ToList())
                _matrix.Set(cell, default);
            foreach (var cohort in _matrix.Cohorts.Keys.ToList())
                _matrix.Set(cohort, 0);
            _months.Clear();
            (_epoch, _position, _zone) = (_epoch + 1, 0, null);
        }
    }
}
