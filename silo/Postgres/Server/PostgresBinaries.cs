using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>The programs of one PostgreSQL server.</summary>
/// <param name="Folder">Holds initdb, postgres and pg_ctl.</param>
/// <param name="Major">The major version, 15 or newer.</param>
/// <param name="Libraries">Folders of libraries that came unpacked with it; empty for an installed server.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major, IReadOnlyList<string> Libraries)
{
    public const int OldestMajor = 15;
    private static readonly string[] Needed = ["initdb", "postgres", "pg_ctl"];

    public string InitDb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The first server found that is new enough, or of just this major version.</summary>
    /// <param name="search">Where to look.</param>
    /// <param name="major">The only version that will do, since a cluster of it exists; null for any from 15 on.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="StoreException">The folder that the user named holds none, or not this version (exit status 2).</exception>
    public static async Task<PostgresBinaries?> FindAsync(PostgresSearch search, int? major, CancellationToken cancellationToken)
    {
        if (search.Named is not null)
            return await NamedAsync(search.Named, major, cancellationToken);
        foreach (var folder in Folders(search, "initdb").Distinct(StringComparer.Ordinal))
        {
            if (await TryReadAsync(folder, cancellationToken) is { } found && found.Serves(major))
                return found;
        }
        return null;
    }

    /// <summary>What else a start of one of the programs needs to find its libraries.</summary>
    public void Prepare(ProcessStartInfo start)
    {
        if (Libraries.Count > 0)
            start.Environment["LD_LIBRARY_PATH"] = string.Join(':', Libraries);
    }

    private static async Task<PostgresBinaries> NamedAsync(string folder, int? major, CancellationToken cancellationToken)
    {
        var found = await TryReadAsync(Path.GetFullPath(folder), cancellationToken)
            ?? throw StoreException.Misconfigured(
                $"{PostgresSearch.Variable} is {folder}, which holds no PostgreSQL server: name the folder of {string.Join(", ", Needed)}.");
        if (found.Major < OldestMajor)
        {
            throw StoreException.Misconfigured(
                $"{PostgresSearch.Variable} is {folder}, which holds PostgreSQL {found.Major}: {OldestMajor} or newer is needed.");
        }
        return found.Serves(major)
            ? found
            : throw StoreException.Misconfigured(
                $"{PostgresSearch.Variable} is {folder}, which holds PostgreSQL {found.Major}, but the data is of PostgreSQL {major}: name the folder of a server of that version.");
    }

    /// <summary>Folders in which a program of PostgreSQL's may be, the best first; nothing is said of its version.</summary>
    public static IEnumerable<string> Folders(PostgresSearch search, string program) =>
        search.Path.Select(folder => Linked(folder, program)).OfType<string>()
            .Concat(search.Patterns.SelectMany(Matches))
            .Concat(Matches(Path.Combine(search.Cache, "*")).SelectMany(tree => Matches(Path.Combine(tree, "usr/lib/postgresql/*/bin"))));

    // What lies on PATH may be a link into the folder where the other programs are.
    private static string? Linked(string folder, string program)
    {
        var path = Path.Combine(Path.GetFullPath(folder), program);
        return File.Exists(path)
            ? Path.GetDirectoryName(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path)
            : null;
    }

    private static IEnumerable<string> Matches(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var start = pattern.LastIndexOf('/', star) + 1;
        var end = pattern.IndexOf('/', star) is var slash and >= 0 ? slash : pattern.Length;
        if (!Directory.Exists(pattern[..start]))
            return [];
        return Directory.EnumerateDirectories(pattern[..start], pattern[start..end])
            .OrderByDescending(Version)
            .Select(match => match + pattern[end..])
            .Where(Directory.Exists);
    }

    private static int Version(string folder) =>
        LastNumber().Match(Path.GetFileName(folder)) is { Success: true } number
            ? int.Parse(number.ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    private static async Task<PostgresBinaries?> TryReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Needed.All(name => UnixFiles.IsExecutable(Path.Combine(folder, name))))
            return null;
        var found = new PostgresBinaries(folder, 0, UnpackedLibraries(folder));
        var ask = new ProcessStartInfo(Path.Combine(folder, "postgres"), ["--version"]);
        found.Prepare(ask);
        var answer = await ExternalProgram.RunAsync(ask, cancellationToken);
        return ServerVersion().Match(answer.Output) is { Success: true } version
            ? found with { Major = int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture) }
            : null;
    }

    /// <summary>Folders of libraries that came unpacked with the programs in a folder; empty for installed ones.</summary>
    public static IReadOnlyList<string> UnpackedLibraries(string folder)
    {
        // <tree>/usr/lib/postgresql/15/bin
        var tree = Path.GetFullPath(Path.Combine(folder, "../../../../.."));
        return PackageTree.IsOne(tree) ? PackageTree.Libraries(tree) : [];
    }

    private bool Serves(int? major) => major is null ? Major >= OldestMajor : Major == major;

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (\d{1,4})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServerVersion();

    [GeneratedRegex(@"\d{1,4}", RegexOptions.RightToLeft, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LastNumber();
}
