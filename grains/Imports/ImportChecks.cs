using System.Text.RegularExpressions;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Imports;

/// <summary>What a request to import must be like.</summary>
internal static partial class ImportChecks
{
    private const int MostFiles = 1000;
    private const int LongestText = 1000;
    private const int MostReasons = 50;

    // Weeks and the months around them must be dates.
    private static readonly DateTimeOffset Earliest = Week.Parse("0002-W01").StartIn(TimeZoneInfo.Utc);
    private static readonly DateTimeOffset Latest = Week.Parse("9997-W52").StartIn(TimeZoneInfo.Utc);

    /// <exception cref="TxException">The request is wrong; the message names the field.</exception>
    public static void Check(string source, ImportRequest request)
    {
        if (!SourceName().IsMatch(source))
            throw Wrong($"source: '{source}' is no name; allowed: 1 to 40 of a-z, 0-9 and -");
        if (request.Files.IsDefaultOrEmpty || request.Files.Length > MostFiles)
            throw Wrong($"files: 1 to {MostFiles} are allowed in one request");
        if (!Enum.IsDefined(request.Overlap))
            throw Wrong("overlap: allowed: refuse, add, replace");
        foreach (var file in request.Files)
            Check(file ?? throw Wrong("files: null is no file"));
    }

    private static void Check(ImportFile file)
    {
        if (string.IsNullOrWhiteSpace(file.Name) || file.Name.Length > LongestText)
            throw Wrong($"name: 1 to {LongestText} characters are allowed");
        if (file.Sha256 is null || !Sha256().IsMatch(file.Sha256))
            throw Wrong($"sha256: '{file.Sha256}' is none; 64 hexadecimal digits in lower case are expected");
        if (string.IsNullOrWhiteSpace(file.Options) || file.Options.Length > LongestText)
            throw Wrong($"options: 1 to {LongestText} characters are allowed");
        if (file.Rows < 0 || file.Lines < 0 || file.Rows > file.Lines)
            throw Wrong($"rows, lines: {file.Rows} rows can't begin in {file.Lines} lines");
        if (file.Bad is null || file.Bad.Count > MostReasons || file.Bad.Any(reason => reason.Key.Length > LongestText || reason.Value < 0))
            throw Wrong($"bad: up to {MostReasons} reasons with their counts are allowed");
        if (file.Rows == 0 ? file.First is not null || file.Last is not null : file.First is null || file.Last is null || file.Last < file.First)
            throw Wrong("first, last: the times of the first and last order are needed, in this order; both are null where there are no rows");
        if (file.First < Earliest || file.Last >= Latest)
            throw Wrong($"{file.Name}: its orders are from {file.First?.UtcDateTime:u} to {file.Last?.UtcDateTime:u}; a store holds weeks from the year 2 to the year 9997");
    }

    private static TxException Wrong(string message) => new(TxError.Invalid, message);

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceName();

    [GeneratedRegex("^[0-9a-f]{64}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sha256();
}
