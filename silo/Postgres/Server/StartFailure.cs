namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Reads from what a server said why it did not start.</summary>
internal static class StartFailure
{
    /// <summary>Another program took the port between its choice and the server's start.</summary>
    public static bool IsPortTaken(IEnumerable<string> said) => Says(said, "Address already in use");

    /// <summary>Processes of a server that was killed are still ending.</summary>
    public static bool IsEndingStill(IEnumerable<string> said) =>
        Says(said, "is still in use") || Says(said, "the database system is shutting down");

    /// <summary>One sentence, then the end of the log.</summary>
    /// <param name="what">What failed, as the beginning of a sentence.</param>
    /// <param name="folder">Where the cluster is.</param>
    /// <param name="said">The server's last lines.</param>
    /// <param name="log">Where more of them are.</param>
    public static StoreException Explain(string what, string folder, IReadOnlyList<string> said, string log)
    {
        var cause = said switch
        {
            _ when Says(said, "could not resize shared memory") || Says(said, "could not map anonymous shared memory") => "there is too little shared memory",
            _ when Says(said, "No space left on device") => $"the disk of {folder} is full: make room, nothing that was stored is lost",
            _ when Says(said, "Disk quota exceeded") => $"the disk quota for {folder} is used up: make room, nothing that was stored is lost",
            _ when Says(said, "Read-only file system") => $"{folder} is on a disk that can only be read",
            _ => said.LastOrDefault(IsCause) ?? said.LastOrDefault() ?? "it said nothing",
        };
        var tail = said.Count > 0 ? $"\nThe end of {log}:\n  {string.Join("\n  ", said)}" : "";
        return StoreException.Failed($"{what}: {cause}.{tail}");
    }

    private static bool IsCause(string line) =>
        line.Contains("FATAL:", StringComparison.Ordinal) || line.Contains("PANIC:", StringComparison.Ordinal) || line.Contains("error:", StringComparison.Ordinal);

    private static bool Says(IEnumerable<string> said, string words) =>
        said.Any(line => line.Contains(words, StringComparison.Ordinal));
}
