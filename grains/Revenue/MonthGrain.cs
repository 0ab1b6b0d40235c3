using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Revenue;

internal sealed class MonthGrain(IProjectionStore store, TimeProvider time) : Grain, IMonthGrain
{
    private HeldMatrix _held = null!;
    private Month _month;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        _month = Month.Parse(key[(slash + 1)..]);
        _held = new HeldMatrix(store, key[..slash], time);
        return Task.CompletedTask;
    }

    public Task Put(MatrixUpdate update)
    {
        _held.Put(update);
        return Task.CompletedTask;
    }

    public async Task<MonthRow> Row()
    {
        var held = await _held.Read(CancellationToken.None);
        var cells = held.Matrix.Cells.Where(cell => cell.Key.Month == _month).OrderBy(cell => cell.Key);
        return new MonthRow(held.At.Epoch, held.At.Position, [.. cells.Select(cell => MatrixRecords.ToRecord(cell.Key, cell.Value))]);
    }
}
