using System.Globalization;

namespace Orleans.Tx.Grains.Imports;

/// <summary>
/// Decides what becomes of files, given the imports that there are. A content counts once, however often it is given; two contents that
/// cover the same time may hold the same orders, which nobody can tell without ids.
/// </summary>
internal sealed class ImportPlanning
{
    private readonly IReadOnlyList<StoredImport> _stored;
    private readonly ImportRequest _request;
    private readonly List<int> _opened = [];
    private readonly List<NewImport> _new = [];
    private readonly Dictionary<int, int> _replaced = [];

    private ImportPlanning(IReadOnlyList<StoredImport> stored, ImportRequest request) => (_stored, _request) = (stored, request);

    private bool Replaces => _request.Overlap == ImportOverlap.Replace;

    /// <exception cref="TxException">A file can't be imported so; the message says what can be done.</exception>
    public static ImportPlan Of(IReadOnlyList<StoredImport> stored, ImportRequest request)
    {
        var planning = new ImportPlanning(stored, request);
        foreach (var file in request.Files.DistinctBy(file => file.Sha256, StringComparer.Ordinal))
            planning.Open(file);
        foreach (var import in planning._new.ToList())
            planning.Meet(import);
        return new ImportPlan(planning._opened, planning._new, planning._replaced);
    }

    // What was given together is not looked at: found again, or read otherwise and replaced.
    private IEnumerable<StoredImport> Others => _stored.Where(import => !_opened.Contains(import.Number) && Matters(import));

    private static bool Matters(StoredImport import) => import.RowsLeft > 0 || import.State is ImportState.Storing or ImportState.Replacing;

    private static bool IsGone(StoredImport import) => import.ReplacedBy is not null && import.RowsLeft == 0;

    private void Open(ImportFile file)
    {
        var same = _stored.LastOrDefault(import => import.File.Sha256 == file.Sha256 && !IsGone(import));
        if (same is { ReplacedBy: null } && same.File.Options == file.Options && same.Keyed == _request.Keyed)
        {
            _opened.Add(same.Number);
            return;
        }

        if (same is { ReplacedBy: not null } && !Replaces)
            throw Refused($"{file.Name}: {Named(same)} was replaced in part; with --replace the content is imported anew, without it some of its rows would count twice");
        if (same is not null && !Replaces)
            throw Refused($"{file.Name}: the same content was imported before and read otherwise ({same.File.Options}; now {file.Options}); --replace takes those rows out and imports it anew");

        var number = Math.Max(_stored.Count == 0 ? 0 : _stored.Max(import => import.Number), _new.Count == 0 ? 0 : _new[^1].Number) + 1;
        _opened.Add(number);
        _new.Add(new NewImport(number, file, _request.Keyed, same is null ? [] : [same.Number], TakesOut: same is not null));
        if (same is not null)
            _replaced[same.Number] = number;
    }

    private void Meet(NewImport import)
    {
        var others = Others.Where(other => !_new.Exists(beside => beside.Whole.Contains(other.Number))).ToList();
        if (others.Find(other => other.Keyed != _request.Keyed && !(Replaces && IsSpanned(other))) is { } otherwise)
            throw Refused(_request.Keyed
                ? $"{import.File.Name}: {Named(otherwise)} has no ids (--id-column), so that it can't be told which of its rows are these; use another source with --source"
                : $"{import.File.Name}: the rows of {Named(otherwise)} are known by their ids; name the column with --id-column, or use another source with --source");

        var overlapping = others.Where(other => other.Overlaps(import.File)).ToList();
        if (overlapping.Count == 0 || (_request.Overlap == ImportOverlap.Refuse && _request.Keyed) || _request.Overlap == ImportOverlap.Add)
            return;
        if (!Replaces)
            throw Refused($"{import.File.Name} holds orders from {Span(import.File)}, which {Named(overlapping[0])} covers in part ({Span(overlapping[0].File)}): "
                + "--overlap add counts both, --replace takes the earlier rows between its first and last order out, --id-column tells the same orders by their ids");

        _new[_new.IndexOf(import)] = import with { TakesOut = true };
        foreach (var other in overlapping)
            _replaced.TryAdd(other.Number, import.Number);
    }

    private bool IsSpanned(StoredImport other) => _new.Exists(import => other.File.First is null || (import.File.First <= other.File.First && other.File.Last <= import.File.Last));

    private static string Named(StoredImport import) => $"import {import.Number} ({import.File.Name})";

    private static string Span(ImportFile file) => string.Create(
        CultureInfo.InvariantCulture, $"{file.First?.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {file.Last?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static TxException Refused(string message) => new(TxError.Invalid, message);
}
