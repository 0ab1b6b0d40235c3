namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Where PostgreSQL's server is looked for.</summary>
internal sealed record PostgresSearch
{
    /// <summary>The variable by which a user names the folder of the server's programs.</summary>
    public const string Variable = "TX_PG_BIN";

    /// <summary>The folder that the user named, which then is the only one; null when none was named.</summary>
    public string? Named { get; init; }

    /// <summary>The folders of PATH, in order.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Absolute paths with a <c>*</c> in at most one part, where systems put the server; the newest match comes first.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Where packages are unpacked for a user who may not install any.</summary>
    public required string Cache { get; init; }

    /// <summary>What this process's environment says, and where Debian, Homebrew and Postgres.app keep it.</summary>
    /// <param name="cacheOfHomeless">Holds the packages of a user who has no home folder.</param>
    public static PostgresSearch FromEnvironment(string cacheOfHomeless) => new()
    {
        Named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null,
        Path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        Patterns =
        [
            "/usr/lib/postgresql/*/bin",
            "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin",
            "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
            "/Applications/Postgres.app/Contents/Versions/*/bin",
            "/usr/pgsql-*/bin",
        ],
        Cache = UserCache(cacheOfHomeless),
    };

    private static string UserCache(string cacheOfHomeless)
    {
        const string name = "orleans-tx/postgresql";
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache)
            return System.IO.Path.Combine(cache, name);
        var home = Environment.GetEnvironmentVariable("HOME");
        // A user id without a name is given "/" for a home, which is not its own.
        return home is { Length: > 1 } && Directory.Exists(home)
            ? System.IO.Path.Combine(home, ".cache", name)
            : System.IO.Path.Combine(cacheOfHomeless, "cache", "postgresql");
    }
}
