using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Charts;

/// <summary>How a picture names what its figures come from.</summary>
internal static class ChartSource
{
    private const int MostNames = 3;

    /// <summary>The names of the files, without their folders: a report is read elsewhere.</summary>
    public static string Of(IReadOnlyList<string> files)
    {
        var names = string.Join(", ", files.Take(MostNames).Select(NameOf));
        return files.Count > MostNames ? $"{names} and {files.Count - MostNames} more" : names;
    }

    private static string NameOf(string file) => file == OrderFile.StandardInput ? "standard input" : Path.GetFileName(file);
}
