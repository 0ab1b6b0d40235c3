using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Silo.Postgres.Backups;

/// <summary>One of PostgreSQL's own programs that speak to a server: pg_dump or pg_restore.</summary>
/// <param name="Path">The program.</param>
/// <param name="Major">Its major version. It serves servers and dumps of this one and older ones.</param>
/// <param name="Libraries">Folders of libraries that came unpacked with it.</param>
internal sealed partial record ClientProgram(string Path, int Major, IReadOnlyList<string> Libraries)
{
    public const string Dump = "pg_dump";
    public const string Restore = "pg_restore";

    /// <summary>The program of this version, or else of the next newer one there is.</summary>
    /// <param name="major">The oldest version that will do.</param>
    /// <exception cref="StoreException">There is none (exit status 2).</exception>
    public static async Task<ClientProgram> FindAsync(PostgresSearch search, string name, int major, CancellationToken cancellationToken)
    {
        var folders = search.Named is { } named ? [System.IO.Path.GetFullPath(named)] : PostgresBinaries.Folders(search, name);
        ClientProgram? best = null;
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (await TryReadAsync(folder, name, cancellationToken) is { } found && found.Major >= major && !(best?.Major <= found.Major))
                best = found;
            if (best?.Major == major)
                break;
        }

        return best ?? throw StoreException.Misconfigured(
            $"{name} of PostgreSQL {major} or newer was not found: install PostgreSQL's client programs of that version (on Debian postgresql-client-{major}), or set {PostgresSearch.Variable} to their folder.");
    }

    /// <summary>A start of it on a database.</summary>
    /// <param name="connection">How the database is reached, for the environment: on a command line every user of the machine could read the password.</param>
    public ProcessStartInfo Start(IReadOnlyDictionary<string, string> connection, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments);
        foreach (var set in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(set);
        if (Libraries.Count > 0)
            start.Environment["LD_LIBRARY_PATH"] = string.Join(':', Libraries);
        foreach (var (key, value) in connection)
            start.Environment[key] = value;
        return start;
    }

    private static async Task<ClientProgram?> TryReadAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(folder, name);
        if (!UnixFiles.IsExecutable(path))
            return null;
        var found = new ClientProgram(path, 0, PostgresBinaries.UnpackedLibraries(folder));
        var answer = await ExternalProgram.RunAsync(found.Start(new Dictionary<string, string>(), "--version"), cancellationToken);
        return Version().Match(answer.Output) is { Success: true } version
            ? found with { Major = int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture) }
            : null;
    }

    [GeneratedRegex(@"^pg_\w+ \(PostgreSQL\) (\d{1,4})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
