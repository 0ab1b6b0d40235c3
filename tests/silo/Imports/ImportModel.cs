using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Silo.Tests.Imports;

/// <summary>What files come to, in plain lists.</summary>
internal sealed class ImportModel
{
    private readonly List<Kept> _kept = [];

    private sealed record Kept(OrderFile File, List<FileOrder> Rows)
    {
        public bool Replaced { get; set; }

        public bool Covers(OrderFile other) => Rows.Count > 0 && !(other.Orders.Length == 0)
            && File.Description.First <= other.Description.Last && other.Description.First <= File.Description.Last;
    }

    public IEnumerable<FileOrder> Rows => _kept.SelectMany(kept => kept.Rows);

    /// <returns>Whether it is not refused.</returns>
    public bool Import(ImportOverlap overlap, OrderFile file)
    {
        var same = _kept.LastOrDefault(kept => kept.File.Name == file.Name && !(kept.Replaced && kept.Rows.Count == 0));
        if (same is { Replaced: false } && same.File.Options == file.Options)
            return true;

        var others = _kept.Where(kept => kept != same && kept.Covers(file)).ToList();
        if (overlap != ImportOverlap.Replace && (same is not null || (overlap == ImportOverlap.Refuse && others.Count > 0)))
            return false;
        if (overlap == ImportOverlap.Replace)
        {
            foreach (var other in others)
            {
                other.Replaced = true;
                other.Rows.RemoveAll(row => row.At >= file.Description.First && row.At <= file.Description.Last);
            }

            same?.Rows.Clear();
            if (same is not null)
                same.Replaced = true;
        }

        _kept.Add(new Kept(file, [.. file.Orders]));
        return true;
    }
}
